/* SPDX-License-Identifier: MIT
 *
 * desk: what lies on it: the world's text, the modules beside it, where it came from, and whether
 * it is saved.
 */
import type { Files } from '../asking/question.svelte';

export class Desk {
    /* The text as it is being written. */
    text = $state('');
    name = $state('world.kiz');
    /* Modules opened with it, by file name. */
    beside = $state.raw<Files>({});
    savedText = $state('');
    /* Counts the worlds opened: whatever was found out about the last one is void. */
    opened = $state(0);

    isUnsaved = $derived(this.text !== this.savedText);

    files = $derived.by<Files>(() => ({ ...this.beside, [this.name]: this.text }));

    open(name: string, text: string, beside: Files = {}): void {
        this.name = name;
        this.beside = beside;
        this.text = text;
        this.savedText = text;
        this.opened += 1;
    }

    markSaved(text: string, name = this.name): void {
        this.savedText = text;
        this.name = name;
    }
}

export const desk = new Desk();
