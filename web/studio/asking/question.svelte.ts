/* SPDX-License-Identifier: MIT
 *
 * question: one question that is asked again and again as the text changes. A newer one cancels
 * the older; what was answered last stays to be seen until the next answer is there.
 */
import { askEngine, wasStopped, type Lane } from './engine';
import type { Answer } from './answers';

export type Files = Record<string, string>;

export class Question<A extends Answer> {
    answer = $state.raw<A | null>(null);
    /* States looked at so far; null: not thinking. */
    states = $state<number | null>(null);
    trouble = $state<string | null>(null);
    /* What the answer was asked of, so that a pane knows whether it is still the text's. */
    askedOf = $state.raw<Files | null>(null);
    #running: AbortController | null = null;
    readonly #lane: Lane;

    constructor(lane: Lane = 'rest') {
        this.#lane = lane;
    }

    get isThinking(): boolean {
        return this.states !== null;
    }

    /* The answer, or null where a newer question has overtaken this one or it was stopped. */
    async ask(words: string[], files: Files): Promise<A | null> {
        this.#running?.abort();
        const mine = new AbortController();
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
                { signal: mine.signal, progress },
                this.#lane,
            );
            if (this.#running !== mine) return null;
            return this.#take(said.text, said.notes, files);
        } catch (why) {
            if (this.#running === mine && !wasStopped(why)) this.trouble = String(why);
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
        if (!this.#running) return;
        this.#running.abort();
        this.#running = null;
        this.states = null;
        this.trouble = 'Stopped. The next change of the text asks again.';
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
        if (wasStopped(why)) return null;
        throw why;
    }
}
