/* SPDX-License-Identifier: MIT
 *
 * game: one play: who is played, what was read so far, what can be done now.
 */
import { beginPlay } from '../asking/engine';
import type { Files } from '../asking/question.svelte';
import type { Heard, Page, Play } from '../../engine/engine';

export interface Move {
    act: string;
    words: string;
    gloss: string | null;
}

interface Turned {
    turn: string;
    as: string | null;
    ending: string | null;
    moves: Move[];
    text: string;
}

export interface Said {
    kind: 'story' | 'choice' | 'aside';
    text: string;
}

/* Pages are wrapped for a terminal; here the window wraps. A line goes on in the next one
   where that one's first word had no room left on it. */
const pageWidth = 78;

function unwrapped(text: string): string {
    const lines = text.split('\n');
    return lines.reduce((all, line, i) => {
        const above = lines[i - 1] ?? '';
        const word = line.split(' ')[0] ?? '';
        const isFull = above !== '' && above.length + 1 + word.length > pageWidth;
        const goesOn = isFull && /^\S/.test(line);
        return i === 0 ? line : all + (goesOn ? ' ' : '\n') + line;
    }, '');
}

const unheard: Partial<Record<Heard, string>> = {
    'not now': 'Not now: the story is over. Undo goes back.',
    unwilling: 'It takes another, who would not.',
    failed: 'That failed.',
    unknown: 'That cannot be done here.',
    several: 'That may mean several moves.',
};

export class Game {
    people = $state.raw<string[]>([]);
    as = $state<string | null>(null);
    moves = $state.raw<Move[]>([]);
    said = $state.raw<Said[]>([]);
    isOver = $state(false);
    isThinking = $state(false);
    hasBegun = $state(false);
    trouble = $state('');
    /* Of what text it is played. */
    files: Files | null = null;
    #play: Play | null = null;
    #name = '';

    /* Who can be played. */
    async look(name: string, files: Files): Promise<void> {
        try {
            const play = await beginPlay(['play', name, '--as', 'nobody'], files);
            this.people = play.people;
            await play.end();
            this.trouble = '';
        } catch (why) {
            this.people = [];
            this.trouble = why instanceof Error ? why.message.trim() : String(why);
        }
    }

    async begin(person: string, name: string, files: Files): Promise<void> {
        await this.#start(['play', name, '--as', person], name, files);
    }

    async load(save: string, name: string, files: Files): Promise<void> {
        await this.#start(['play', name, '--load', 'evening.sav'], name, {
            ...files,
            'evening.sav': save,
        });
        if (this.#play?.fit) this.#say('aside', this.#play.fit);
    }

    async #start(words: string[], name: string, files: Files): Promise<void> {
        await this.leave();
        try {
            this.#play = await beginPlay(words, files);
        } catch (why) {
            this.trouble = why instanceof Error ? why.message.trim() : String(why);
            return;
        }
        [this.files, this.#name, this.trouble, this.hasBegun] = [files, name, '', true];
        await this.#say('story', await this.#play.page('front'));
        await this.#goOn();
    }

    get name(): string {
        return this.#name;
    }

    #say(kind: Said['kind'], text: string): void {
        if (text.trim()) this.said = [...this.said, { kind, text: unwrapped(text.trim()) }];
    }

    async #goOn(): Promise<void> {
        const play = this.#play;
        if (!play) return;
        this.isThinking = true;
        const { turn, as } = await play.turn();
        if (this.#play !== play) return;
        const news = JSON.parse(await play.page('news', 'json')) as Turned;
        if (this.#play !== play) return;
        this.as = as;
        this.#say('story', news.text);
        this.moves = news.moves ?? [];
        this.isThinking = false;
        this.isOver = turn === 'over';
        if (this.isOver) this.#say('aside', await play.page('end'));
    }

    async #hear(heard: Promise<Heard>): Promise<void> {
        this.isThinking = true; // at once: a second click must not choose again
        const trouble = unheard[await heard];
        if (!trouble) return this.#goOn();
        this.isThinking = false;
        this.#say('aside', trouble);
    }

    async choose(move: Move): Promise<void> {
        if (!this.#play) return;
        this.#say('choice', move.words);
        await this.#hear(this.#play.choose(move.act));
    }

    async wait(): Promise<void> {
        if (!this.#play) return;
        this.#say('choice', 'wait');
        await this.#hear(this.#play.wait());
    }

    async undo(): Promise<void> {
        if (!this.#play) return;
        if ((await this.#play.undo()) !== 'heard')
            return this.#say('aside', 'There is nothing to undo.');
        const last = this.said.findLastIndex((one) => one.kind === 'choice');
        this.said = last >= 0 ? this.said.slice(0, last) : this.said;
        this.isOver = false;
        const kept = this.said;
        await this.#goOn();
        this.said = kept;
    }

    async handOver(person: string): Promise<void> {
        if (!this.#play) return;
        this.#say('choice', person === 'nobody' ? 'let them all go on' : `be ${person}`);
        await this.#hear(this.#play.handOver(person));
    }

    async show(page: Page): Promise<void> {
        if (this.#play) this.#say('aside', (await this.#play.page(page)) || 'Nothing.');
    }

    async why(): Promise<void> {
        if (this.#play) this.#say('aside', await this.#play.why());
    }

    async whynot(act: string): Promise<void> {
        if (this.#play) this.#say('aside', await this.#play.whynot(act));
    }

    save(): Promise<string> {
        return this.#play ? this.#play.page('save') : Promise.resolve('');
    }

    async leave(): Promise<void> {
        const play = this.#play;
        this.#play = null;
        [this.said, this.moves, this.isOver, this.hasBegun, this.isThinking] = [
            [],
            [],
            false,
            false,
            false,
        ];
        await play?.end();
    }
}

/* It goes on while another tab is looked at. */
export const game = new Game();
