/* SPDX-License-Identifier: MIT
 *
 * places: where the engine's lines and columns (in letters) lie in the editor's text (in UTF-16
 * units).
 */
import type { Text } from '@codemirror/state';
import type { Place } from '../asking/answers';

export function placeInText(text: Text, place: Place): number {
    if (place.line > text.lines) return text.length;
    const line = text.line(place.line);
    const before = Array.from(line.text)
        .slice(0, place.column - 1)
        .join('');
    return Math.min(line.from + before.length, line.to);
}

export interface Stretch {
    from: number;
    to: number;
}

export function stretchInText(text: Text, start: Place, end: Place): Stretch {
    const from = placeInText(text, start);
    return { from, to: Math.max(from, placeInText(text, end)) };
}
