// SPDX-License-Identifier: MIT
//
// host: keeps a core busy without keeping its thread from anything else.
//
// In     requests, as engine.ts sends them
// Out    one reply to each, and now and then how far it is
// Owns   the core, the questions on their way, the plays
// Used   the same in a worker and, where there is none, on the page's own thread. Questions take
//        turns, a slice each, so a short one is not kept waiting by a long one; between slices
//        whatever else wants the thread has it.

import { Core, type Answer, type Form, type Page, type PlayCore, type Question } from './core';

export type Request =
    | { id: number; to: 'open'; wasm: Uint8Array }
    | { id: number; to: 'ask'; words: string[]; files: Record<string, string>; progress: boolean }
    | { id: number; to: 'enough' | 'drop'; which: number }
    | { id: number; to: 'play'; words: string[]; files: Record<string, string> }
    | { id: number; to: 'turn'; play: number }
    | { id: number; to: 'choose' | 'hand over' | 'why' | 'whynot'; play: number; words: string }
    | { id: number; to: 'wait' | 'undo' | 'end play'; play: number }
    | { id: number; to: 'page'; play: number; page: Page; form: Form };

export type Reply =
    | { id: number; states: number }
    | { id: number; is: unknown }
    | { id: number; failed: string };

export interface Begun {
    play: number;
    begun: Answer;
    people: string[];
    as: string | null;
    fit: string;
}

/* Milliseconds between two looks at what else there is to do: half a frame. */
const SLICE_MS = 8;
/* The effort of a slice is found by trying: it begins low and follows the clock. */
const LEAST_EFFORT = 50;
const MOST_EFFORT = 1_000_000;

interface OnItsWay {
    id: number;
    progress: boolean;
    toldAt: number;
    effort: number;
    /** True when there is no more to do. */
    slice(effort: number): boolean;
    states(): number;
    /** The next slice is the last: what is known by then is replied. */
    enough(): void;
    /** What is replied. */
    end(): unknown;
    drop(): void;
}

/* Node's own way to come back after everything else that waits; it takes messages by the thousand
 * before it looks at a timer. */
declare const setImmediate: ((call: () => void) => void) | undefined;

/* Lets everything else that waits for this thread go first. A message comes back at once, a page's
 * timer only after some milliseconds. */
class Pauses {
    private readonly channel = new MessageChannel();

    take(): Promise<void> {
        return new Promise((resolve) => {
            if (typeof setImmediate === 'function') return setImmediate(resolve);
            this.channel.port1.onmessage = () => resolve();
            this.channel.port2.postMessage(0);
        });
    }

    end(): void {
        this.channel.port1.close();
    }
}

export class Host {
    private core: Core | null = null;
    private wasm: BufferSource | null = null;
    private onTheirWay: OnItsWay[] = [];
    private readonly plays = new Map<number, PlayCore>();
    private isWorking = false;

    constructor(private readonly reply: (reply: Reply) => void) {}

    /** Takes a request; the reply comes when there is one. */
    async take(request: Request): Promise<void> {
        try {
            await this.begin(request);
        } catch (error) {
            this.reply({ id: request.id, failed: String(error) });
            await this.begunAnew(error);
        }
    }

    /* After a trap (the stack was too short, say) nothing in the core can be relied on: another
     * takes its place, and whatever else was on its way or played fails too. */
    private async begunAnew(after: unknown): Promise<void> {
        const isTrap = after instanceof WebAssembly.RuntimeError || after instanceof RangeError;
        if (!isTrap || !this.wasm) return;
        const others = this.onTheirWay;
        this.onTheirWay = [];
        this.plays.clear();
        for (const { id } of others) this.reply({ id, failed: String(after) });
        this.core = await Core.open(this.wasm);
    }

    private async begin(request: Request): Promise<void> {
        if (request.to === 'open') {
            this.wasm = request.wasm as BufferSource;
            this.core = await Core.open(this.wasm);
            return this.reply({ id: request.id, is: null });
        }
        const core = this.core as Core;
        switch (request.to) {
            case 'ask':
                return this.put(asking(core.ask(request.words, request.files), request));
            case 'enough':
                return this.onTheirWay.find((one) => one.id === request.which)?.enough();
            case 'drop':
                return this.drop(request.which);
            case 'play':
                return this.reply({ id: request.id, is: this.begun(core, request) });
            case 'turn':
                return this.put(turning(this.playOf(request.play), request.id));
        }
        const play = this.playOf(request.play);
        let is: unknown = null;
        switch (request.to) {
            case 'choose': is = play.choose(request.words); break;
            case 'hand over': is = play.handOver(request.words); break;
            case 'why': is = play.why(request.words); break;
            case 'whynot': is = play.whynot(request.words); break;
            case 'wait': is = play.wait(); break;
            case 'undo': is = play.undo(); break;
            case 'page': is = play.page(request.page, request.form); break;
            case 'end play':
                play.free();
                this.plays.delete(request.play);
                break;
        }
        this.reply({ id: request.id, is });
    }

    private begun(core: Core, request: Request & { to: 'play' }): Begun {
        const play = core.play(request.words, request.files);
        const { begun } = play;
        if (begun.code !== 0) {
            play.free();
            return { play: 0, begun, people: [], as: null, fit: '' };
        }
        this.plays.set(request.id, play);
        return { play: request.id, begun, people: play.people, as: play.as, fit: play.fit('text') };
    }

    private playOf(number: number): PlayCore {
        const play = this.plays.get(number);
        if (!play) throw new Error('this play has ended');
        return play;
    }

    private drop(which: number): void {
        const at = this.onTheirWay.findIndex((one) => one.id === which);
        if (at >= 0) this.onTheirWay.splice(at, 1)[0]!.drop();
    }

    private put(one: OnItsWay): void {
        this.onTheirWay.push(one);
        if (!this.isWorking) void this.work();
    }

    private async work(): Promise<void> {
        this.isWorking = true;
        const pauses = new Pauses();
        for (let one; (one = this.onTheirWay.shift());) {
            const { id } = one;
            try {
                if (sliceOf(one)) {
                    this.reply({ id, is: one.end() });
                } else {
                    this.onTheirWay.push(one);
                    this.tell(one);
                }
            } catch (error) {
                this.reply({ id, failed: String(error) });
                await this.begunAnew(error);
            }
            if (this.onTheirWay.length) await pauses.take();
        }
        pauses.end();
        this.isWorking = false;
    }

    private tell(one: OnItsWay): void {
        if (!one.progress || performance.now() - one.toldAt < 100) return;
        one.toldAt = performance.now();
        this.reply({ id: one.id, states: one.states() });
    }
}

/* Works for about SLICE_MS. */
function sliceOf(one: OnItsWay): boolean {
    const began = performance.now();
    for (;;) {
        if (one.slice(one.effort)) return true;
        const spent = performance.now() - began;
        if (spent < SLICE_MS / 2) one.effort = Math.min(one.effort * 2, MOST_EFFORT);
        if (spent > SLICE_MS * 2) one.effort = Math.max(one.effort >> 1, LEAST_EFFORT);
        if (spent >= SLICE_MS) return false;
    }
}

function asking(question: Question, request: Request & { to: 'ask' }): OnItsWay {
    return {
        id: request.id,
        progress: request.progress,
        toldAt: performance.now(),
        effort: LEAST_EFFORT,
        slice: (effort) => !question.advance(effort),
        states: () => question.states,
        enough: () => question.enough(),
        end: () => question.end(),
        drop: () => question.free(),
    };
}

function turning(play: PlayCore, id: number): OnItsWay {
    let turn = play.advance(0);
    return {
        id,
        progress: false,
        toldAt: 0,
        effort: LEAST_EFFORT,
        slice: (effort) => (turn = play.advance(effort)) !== 'working',
        states: () => 0,
        enough: () => {},
        end: () => ({ turn, as: play.as, ending: play.ending }),
        drop: () => {},
    };
}
