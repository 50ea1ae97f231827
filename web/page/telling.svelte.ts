// SPDX-License-Identifier: MIT
//
// telling: one world as its page shows it: the cover, a story that is read, one that is played.
//
// In     the world the page carries; what the reader chooses
// Out    what is on the page; texts to keep: transcript and save
// Owns   the engine and the play

import { Engine, PlayRefused, type AtTurn, type Play } from '../engine/engine';
import { linesOf, paragraphsOf, type Line } from './paragraphs';
import type { World } from './world';

export interface Move {
    act: string;
    words: string;
    gloss: string | null;
}

/** A paragraph of the story, or what the player chose before it. */
export interface Entry {
    text: string;
    kind: 'told' | 'chosen' | 'ending';
}

interface Chosen {
    words: string;
    /** So many paragraphs stood before it. */
    at: number;
}

export interface Aside {
    title: string;
    lines: Line[];
}

const SAVED = 'game.sav';

export class Telling {
    screen: 'opening' | 'cover' | 'read' | 'play' | 'failed' = $state('opening');
    title = $state('');
    premise: string[] = $state([]);
    content = $state('');
    people: string[] = $state([]);
    canBeRead = $state(false);

    entries: Entry[] = $state([]);
    /** The first entry that came last. */
    newFrom = $state(0);
    moves: Move[] = $state([]);
    as: string | null = $state(null);
    isOver = $state(false);
    isThinking = $state(false);
    aside: Aside | null = $state(null);
    /** What went wrong, in a sentence. */
    trouble = $state('');

    private engine: Engine | null = null;
    private play: Play | null = null;
    private chosen: Chosen[] = [];
    private read: Entry[] = [];

    constructor(private readonly world: World) {}

    async open(): Promise<void> {
        try {
            this.engine = await Engine.open();
            const nobody = await this.begin('--as', 'nobody');
            this.people = nobody.people;
            this.showFront(await nobody.page('front'));
            await nobody.end();
            this.screen = 'cover';
            await this.readStory();
        } catch (error) {
            this.screen = 'failed';
            this.trouble = String(error);
        }
    }

    /** The story its author told, all at once. */
    readAll(): void {
        this.entries = this.read;
        this.newFrom = 0;
        this.screen = 'read';
    }

    async playAs(person: string): Promise<void> {
        await this.start(await this.begin('--as', person));
    }

    async load(save: string): Promise<void> {
        this.trouble = '';
        try {
            const files = { ...this.world.files, [SAVED]: save };
            const words = ['play', this.world.name, '--load', SAVED];
            const play = await (this.engine as Engine).play(words, files);
            const fit = play.fit.startsWith('exact') ? '' : play.fit;
            await this.start(play);
            if (fit) this.aside = { title: 'The save', lines: linesOf(fit) };
        } catch (error) {
            if (!(error instanceof PlayRefused)) throw error;
            this.trouble = error.message.trim() || 'This is no save of this story.';
        }
    }

    async choose(number: number): Promise<void> {
        const move = this.moves[number] as Move;
        this.isThinking = true; // at once: a second click must not choose again
        this.chosen.push({ words: move.words, at: this.toldCount });
        await this.heard(await this.its.choose(String(number + 1)));
    }

    async wait(): Promise<void> {
        this.isThinking = true;
        this.chosen.push({ words: 'wait', at: this.toldCount });
        await this.heard(await this.its.wait());
    }

    async undo(): Promise<void> {
        if ((await this.its.undo()) !== 'heard') return;
        this.chosen.pop();
        await this.goOn();
    }

    get canUndo(): boolean {
        return this.chosen.length > 0;
    }

    async ask(what: 'why' | 'hint' | 'minds'): Promise<void> {
        const titles = { why: 'Why', hint: 'A hint', minds: `What ${this.as} believes` };
        const text = what === 'why' ? await this.its.why() : await this.its.page(what);
        this.aside = { title: titles[what], lines: linesOf(text) };
    }

    async back(): Promise<void> {
        await this.play?.end();
        this.play = null;
        this.aside = null;
        this.trouble = '';
        this.screen = 'cover';
    }

    save(): Promise<string> {
        return this.its.page('save');
    }

    get transcript(): string {
        const head = [this.title, ...this.premise];
        if (this.content) head.push(`(Content: ${this.content})`);
        if (this.screen === 'play' && this.as) head.push(`You are ${this.as}.`);
        const told = this.entries.map(({ kind, text }) => (kind === 'chosen' ? `> ${text}` : text));
        const aside = this.isOver && this.aside ? this.aside.lines : [];
        const after = aside.map(({ text, depth }) => '  '.repeat(depth) + text).join('\n');
        return [...head, ...told, ...(after ? [after] : [])].join('\n\n') + '\n';
    }

    // ---- within ----

    private get its(): Play {
        return this.play as Play;
    }

    private begin(...words: string[]): Promise<Play> {
        const { name, files } = this.world;
        return (this.engine as Engine).play(['play', name, ...words], files);
    }

    private showFront(front: string): void {
        const [title, ...rest] = paragraphsOf(front);
        this.title = title ?? '';
        const note = /^\(Content: (.*)\)$/;
        this.content = rest.map((line) => note.exec(line)?.[1]).find((found) => found) ?? '';
        this.premise = rest.slice(0, -1).filter((line) => !note.test(line));
    }

    private async readStory(): Promise<void> {
        const { name, files } = this.world;
        const { code, text } = await (this.engine as Engine).ask(['tell', name, '--json'], files);
        if (code !== 0) return;
        const story = JSON.parse(text) as { paragraphs: string[] };
        const whole = await (this.engine as Engine).ask(['tell', name], files);
        const ending = paragraphsOf(whole.text).filter((line) => line.startsWith('-- ')).at(-1);
        this.read = story.paragraphs.map((text) => ({ text, kind: 'told' }));
        if (ending) this.read.push({ text: ending.slice(3), kind: 'ending' });
        this.canBeRead = this.read.length > 0;
    }

    private async start(play: Play): Promise<void> {
        await this.play?.end();
        this.play = play;
        this.chosen = [];
        this.entries = [];
        this.aside = null;
        this.trouble = '';
        this.screen = 'play';
        await this.goOn();
    }

    private async heard(heard: string): Promise<void> {
        if (heard === 'heard') return this.goOn();
        this.isThinking = false;
        this.chosen.pop();
        this.trouble =
            heard === 'unwilling' ? 'It takes another, who would not.' : 'That cannot be done now.';
    }

    private get toldCount(): number {
        return this.entries.filter(({ kind }) => kind === 'told').length;
    }

    /* The others act; then all that was seen is told again, and what is new is known as new. */
    private async goOn(): Promise<void> {
        this.isThinking = true;
        this.trouble = '';
        this.aside = null;
        const before = this.toldCount;
        const at = await this.its.turn();
        const told = paragraphsOf(await this.its.page('log'));
        const entries = this.withChoices(told);
        this.newFrom = entries.length;
        for (let count = 0, i = 0; i < entries.length; i++) {
            if (entries[i]?.kind === 'told' && ++count === Math.min(before, told.length) + 1) {
                this.newFrom = i;
                break;
            }
        }
        this.entries = entries;
        await this.showTurn(at);
        this.isThinking = false;
    }

    private withChoices(told: string[]): Entry[] {
        const entries: Entry[] = [];
        const choices = [...this.chosen];
        for (let i = 0; i <= told.length; i++) {
            while (choices[0]?.at === i)
                entries.push({ text: (choices.shift() as Chosen).words, kind: 'chosen' });
            if (i < told.length) entries.push({ text: told[i] as string, kind: 'told' });
        }
        return entries;
    }

    private async showTurn(at: AtTurn): Promise<void> {
        this.as = at.as;
        this.isOver = at.turn === 'over';
        const page = JSON.parse(await this.its.page('moves', 'json')) as { moves: Move[] };
        this.moves = at.turn === 'yours' ? page.moves : [];
        if (at.turn === 'mistaken' || at.turn === 'failed') this.trouble = 'The play cannot go on.';
        if (!this.isOver) return;
        const [ending, ...rest] = linesOf(await this.its.page('end'));
        if (ending) this.entries.push({ text: ending.text.replace(/^-- /, ''), kind: 'ending' });
        this.aside = { title: 'Looking back', lines: rest };
    }
}
