/* SPDX-License-Identifier: MIT
 *
 * settled: the text as it was when the writer's hand last rested. Everything on the right follows it.
 */
import type { Ledger, Named, Names, Note } from '../asking/answers';
import { Question, type Files } from '../asking/question.svelte';
import { desk } from './desk.svelte';

/* Between two keys of a fast hand lie some hundred milliseconds; a rest is shorter. */
const RESTS = 25;

class Settled {
    files = $state.raw<Files>({});
    name = $state('world.kiz');
    /* Counts rests: every pane asks again when it grows. */
    number = $state(0);
    reading = new Question<Names>();
    ledger = new Question<Ledger>();
    /* Of the last text that could be read. */
    names = $state.raw<Named[]>([]);

    notes = $derived<Note[]>(this.reading.answer?.diagnostics ?? []);
    isSound = $derived(this.reading.answer !== null && this.reading.answer.names !== null);

    #rest: ReturnType<typeof setTimeout> | undefined;

    textChanged(): void {
        clearTimeout(this.#rest);
        this.#rest = setTimeout(() => this.#settle(), RESTS);
    }

    #settle(): void {
        this.files = desk.files;
        this.name = desk.name;
        this.number += 1;
        void this.ledger.ask(['endings', this.name, '--ledger', '--json'], this.files);
        void this.reading.ask(['check', this.name, '--show', 'names'], this.files).then((said) => {
            if (said?.names) this.names = said.names;
        });
    }

    named(name: string): Named[] {
        return this.names.filter((one) => one.name === name);
    }

    get people(): Named[] {
        return this.names.filter((one) => one.is === 'person');
    }
}

export const settled = new Settled();
