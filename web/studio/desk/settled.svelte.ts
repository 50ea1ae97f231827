/* SPDX-License-Identifier: MIT
 *
 * settled: the text as it was when the writer's hand last rested. Everything on the right follows
 * it.
 */
import type { Ledger, Named, Names, Note } from '../asking/answers';
import { Question, type Files } from '../asking/question.svelte';
import { desk } from './desk.svelte';

/* Rests shorter than this are not looked at. What is asked too early is cancelled by the next
   key, so it may be short. */
const REST = 8;
/* Everything else waits for the ledger, but not longer. */
const PATIENCE = 200;

class Settled {
    /* What the panes on the right ask about. */
    files = $state.raw<Files>({});
    name = $state('world.kiz');
    /* Counts rests. */
    number = $state(0);
    reading = new Question<Names>();
    ledger = new Question<Ledger>('ledger');
    /* The ledger of the last text that could be read, and its names. */
    known = $state.raw<Ledger | null>(null);
    names = $state.raw<Named[]>([]);

    notes = $derived<Note[]>(this.reading.answer?.diagnostics ?? []);
    isSound = $derived(this.reading.answer !== null && this.reading.answer.names !== null);
    people = $derived(this.names.filter((one) => one.is === 'person'));

    #opened = 0;
    #rest: ReturnType<typeof setTimeout> | undefined;
    #isAtRest = true;
    #waiting: (() => void)[] = [];

    /* When the text has been read as it is by then. */
    atRest(): Promise<void> {
        if (this.#isAtRest) return Promise.resolve();
        return new Promise((resolve) => this.#waiting.push(resolve));
    }

    textChanged(): void {
        this.#isAtRest = false;
        clearTimeout(this.#rest);
        this.#rest = setTimeout(() => void this.#settle(), REST);
    }

    async #settle(): Promise<void> {
        const { files, name } = desk;
        if (desk.opened !== this.#opened) this.known = null;
        this.#opened = desk.opened;
        const ledger = this.ledger
            .ask(['endings', name, '--ledger', '--json'], files)
            .then((said) => {
                if (said?.endings) this.known = said;
            });
        const reading = this.reading
            .ask(['check', name, '--show', 'names'], files)
            .then((said) => {
                if (said?.names) this.names = said.names;
            });
        const tooLong = new Promise((resolve) => setTimeout(resolve, PATIENCE));
        await Promise.race([Promise.all([ledger, reading]), tooLong]);
        if (files !== desk.files) return;
        this.files = files;
        this.name = name;
        this.number += 1;
        await reading;
        if (files !== desk.files) return;
        this.#isAtRest = true;
        for (const resolve of this.#waiting.splice(0)) resolve();
    }
}

export const settled = new Settled();
