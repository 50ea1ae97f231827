/* SPDX-License-Identifier: MIT
 *
 * replace: another text in place of this one, as the smallest change, so that the eye stays where
 * it is and one undo brings it back.
 */
import type { EditorView } from '@codemirror/view';

export function replaceText(view: EditorView, text: string): void {
    const old = view.state.doc.toString();
    if (old === text) return;
    let first = 0;
    while (first < old.length && first < text.length && old[first] === text[first]) first += 1;
    let last = 0;
    while (
        last < old.length - first &&
        last < text.length - first &&
        old[old.length - 1 - last] === text[text.length - 1 - last]
    )
        last += 1;
    view.dispatch({
        changes: {
            from: first,
            to: old.length - last,
            insert: text.slice(first, text.length - last),
        },
        userEvent: 'input.replace',
        scrollIntoView: true,
    });
}
