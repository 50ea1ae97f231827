/* SPDX-License-Identifier: MIT
 *
 * notes: what the engine says of the text, at its place: in the gutter, under the words, with
 * what to write instead.
 */
import { forEachDiagnostic, setDiagnostics, type Action, type Diagnostic } from '@codemirror/lint';
import { EditorView } from '@codemirror/view';
import type { Note } from '../asking/answers';
import { counted } from '../asking/words';
import type { Fix } from './fixes';
import { stretchInText } from './places';
import { replaceText } from './replace';

function goTo(view: EditorView, from: number): void {
    view.dispatch({
        selection: { anchor: from },
        effects: EditorView.scrollIntoView(from, { y: 'center' }),
    });
    view.focus();
}

function actionsFor(note: Note, name: string, fix: Fix | undefined): Action[] {
    const actions: Action[] = [];
    if (fix)
        actions.push({
            name: fix.label,
            apply: (view) => replaceText(view, fix.apply(view.state.doc.toString())),
        });
    const other = note.other;
    if (other && other.file === name) {
        actions.push({
            name: `Line ${other.start.line}${other.message ? `: ${other.message}` : ''}`,
            apply: (view) => goTo(view, stretchInText(view.state.doc, other.start, other.end).from),
        });
    }
    return actions;
}

function shown(
    view: EditorView,
    note: Note,
    name: string,
    fix: Fix | undefined,
): Diagnostic | null {
    if (!note.start || !note.end) return null;
    const isHere = note.file === name;
    const stretch = isHere
        ? stretchInText(view.state.doc, note.start, note.end)
        : { from: 0, to: 0 };
    const where = isHere ? '' : ` (in ${note.file ?? 'the question'}, line ${note.start.line})`;
    return {
        ...stretch,
        severity: note.severity,
        source: note.code,
        message: `${note.message}${where}${note.help ? `\nTry: ${note.help}` : ''}`,
        actions: actionsFor(note, name, fix),
    };
}

export function showNotes(
    view: EditorView,
    notes: Note[],
    name: string,
    fixes: ReadonlyMap<Note, Fix>,
): void {
    const all = notes
        .map((note) => shown(view, note, name, fixes.get(note)))
        .filter((one) => one !== null);
    view.dispatch(setDiagnostics(view.state, all));
}

/* Writes what the note at the cursor says to write instead. */
export function takeFix(view: EditorView): boolean {
    const at = view.state.selection.main.head;
    let taken = false;
    forEachDiagnostic(view.state, (one, from, to) => {
        const fix = one.actions?.find((action) => /^(Write|Declare) /.test(action.name));
        if (taken || !fix || at < from || at > to) return;
        taken = true;
        fix.apply(view, from, to);
    });
    return taken;
}

export function notesInShort(notes: readonly Note[]): string {
    const mistakes = notes.filter((note) => note.severity === 'error').length;
    const doubts = notes.length - mistakes;
    if (!notes.length) return 'Reads well';
    return [mistakes ? counted(mistakes, 'mistake') : '', doubts ? counted(doubts, 'doubt') : '']
        .filter(Boolean)
        .join(', ');
}
