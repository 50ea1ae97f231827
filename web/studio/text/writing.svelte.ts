/* SPDX-License-Identifier: MIT
 *
 * writing: the one editor of the page, for whoever changes the text or wants to show a place in
 * it. Every change goes through it, so that every change can be undone.
 */
import { redo, redoDepth, undo, undoDepth } from '@codemirror/commands';
import { nextDiagnostic } from '@codemirror/lint';
import { EditorView } from '@codemirror/view';
import type { Place } from '../asking/answers';
import { askEngine } from '../asking/engine';
import { desk } from '../desk/desk.svelte';
import { placeInText } from './places';
import { replaceText } from './replace';

class Writing {
    canUndo = $state(false);
    canRedo = $state(false);
    #view: EditorView | null = null;

    take(view: EditorView): void {
        this.#view = view;
    }

    looked(view: EditorView): void {
        this.canUndo = undoDepth(view.state) > 0;
        this.canRedo = redoDepth(view.state) > 0;
    }

    undo(): void {
        if (this.#view) undo(this.#view);
    }

    redo(): void {
        if (this.#view) redo(this.#view);
    }

    replace(text: string): void {
        if (this.#view) replaceText(this.#view, text);
    }

    reveal(place: Place): void {
        const view = this.#view;
        if (!view) return;
        const at = placeInText(view.state.doc, place);
        view.dispatch({
            selection: { anchor: at },
            effects: EditorView.scrollIntoView(at, { y: 'center' }),
        });
        view.focus();
    }

    nextNote(): void {
        if (!this.#view) return;
        nextDiagnostic(this.#view);
        this.#view.focus();
    }

    /* The one true form; a text that cannot be read stays as it is. */
    async format(): Promise<boolean> {
        const text = desk.text;
        const said = await askEngine(['fmt', desk.name], desk.files, { form: 'text' });
        const isStill = text === desk.text;
        if (said.code !== 0 || !said.text.trim() || !isStill) return false;
        this.replace(said.text);
        return true;
    }
}

export const writing = new Writing();
