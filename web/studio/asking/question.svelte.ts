/* SPDX-License-Identifier: MIT
 *
 * question: one question that is asked again and again as the text changes. A newer one cancels
 * the older; what was answered last stays to be seen until the next answer is there. Stopped by
 * hand, it answers with what is known by then.
 */
import { askEngine, wasDropped, type Lane } from './engine';
import type { Answer } from './answers';

export type Files = Record<string, string>;

/* Two ways to end a question early: for a newer one, or with what is known. */
interface Running {
    dropped: AbortController;
    enough: AbortController;
}

/* Said beside an answer that was ended by hand. */
const STOPPED = 'Stopped: this is what was found so far. The next change of the text asks again.';

export class Question<A extends Answer> {
    answer = $state.raw<A | null>(null);
    /* States looked at so far; null: not thinking. */
    states = $state<number | null>(null);
    trouble = $state<string | null>(null);
    /* What the answer was asked of, so that a pane knows whether it is still the text's. */
    askedOf = $state.raw<Files | null>(null);
    #running: Running | null = null;
    readonly #lane: Lane;

    constructor(lane: Lane = 'rest') {
        this.#lane = lane;
    }

    get isThinking(): boolean {
        return this.states !== null;
    }

    /* The answer, or null where a newer question has overtaken this one. */
    async ask(words: string[], files: Files): Promise<A | null> {
        this.#running?.dropped.abort();
        const mine = { dropped: new AbortController(), enough: new AbortController() };
        this.#running = mine;
        this.states = 0;
        this.trouble = null;
        try {
            const progress = (states: number): void => {
                if (this.#running === mine) this.states = states;
            };
            const said = await askEngine(
                words,
                files,
                { signal: mine.dropped.signal, enough: mine.enough.signal, progress },
                this.#lane,
            );
            if (this.#running !== mine) return null;
            const known = this.#take(said.text, said.notes, files);
            if (known && mine.enough.signal.aborted && said.code === 4) this.trouble = STOPPED;
            return known;
        } catch (why) {
            if (this.#running === mine && !wasDropped(why)) this.trouble = String(why);
            return null;
        } finally {
            if (this.#running === mine) {
                this.#running = null;
                this.states = null;
            }
        }
    }

    #take(text: string, notes: string, files: Files): A | null {
        if (!text.trim()) {
            this.trouble = notes.trim() || null;
            return null;
        }
        this.answer = JSON.parse(text) as A;
        this.askedOf = files;
        return this.answer;
    }

    stop(): void {
        this.#running?.enough.abort();
    }
}

/* Asked once, where nothing is to be shown meanwhile. */
export async function askOnce<A extends Answer>(
    words: string[],
    files: Files,
    signal?: AbortSignal,
): Promise<A | null> {
    try {
        const said = await askEngine(words, files, { signal });
        return said.text.trim() ? (JSON.parse(said.text) as A) : null;
    } catch (why) {
        if (wasDropped(why)) return null;
        throw why;
    }
}
