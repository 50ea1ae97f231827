// SPDX-License-Identifier: MIT
//
// paragraphs: the engine's plain pages are wrapped for a terminal; here the window wraps.
//
// In     a page's text
// Out    its paragraphs and lines, each whole, with how far it is set in

/* The engine breaks a line where the next word would pass this column, so a line goes on in the
 * next one exactly where that word had no room. A few letters less: marks that are not shown
 * counted as well. */
const WIDTH = 78 - 3;

export interface Line {
    text: string;
    /** In steps of two blanks. */
    depth: number;
    /** A blank line stands before it. */
    isApart: boolean;
}

/* Marks around what is thought. */
const unmarked = (text: string): string => text.replace(/[\u0001\u0002]/g, '');

export function linesOf(page: string): Line[] {
    const lines: Line[] = [];
    let isApart = true;
    let before = '';
    for (const raw of unmarked(page).split('\n')) {
        const text = raw.trim();
        if (!text) {
            isApart = true;
            continue;
        }
        const last = lines.at(-1);
        const word = text.split(' ', 1)[0] as string;
        if (last && !isApart && before.length + 1 + word.length > WIDTH) {
            last.text += ` ${text}`;
        } else {
            lines.push({ text, depth: (raw.length - raw.trimStart().length) >> 1, isApart });
        }
        before = raw;
        isApart = false;
    }
    return lines;
}

/** Of running prose: what stands between blank lines. */
export function paragraphsOf(page: string): string[] {
    return unmarked(page)
        .split(/\n\s*\n/)
        .map((paragraph) => paragraph.trim().replace(/\s*\n\s*/g, ' '))
        .filter((paragraph) => paragraph);
}
