/* SPDX-License-Identifier: MIT
 *
 * fixes: what to write instead, read off a note's help. A fix is offered only when it was tried:
 * with it the note is gone, and no new one has come.
 */
import type { Note, Names } from '../asking/answers';
import { askOnce, type Files } from '../asking/question.svelte';

export interface Fix {
    label: string;
    /* What stands there, in letters of the file: lines and columns from 1. */
    apply: (text: string) => string;
}

const replacing = /^(?:did you mean|write) `([^`]+)`\??$/;
const declaring = /declare (?:it|them): `([^`]+)`/;

function offsetOf(text: string, line: number, column: number): number {
    const lines = text.split('\n');
    let offset = 0;
    for (let i = 0; i < line - 1; i += 1) offset += (lines[i]?.length ?? 0) + 1;
    return (
        offset +
        Array.from(lines[line - 1] ?? '')
            .slice(0, column - 1)
            .join('').length
    );
}

function replaceThere(note: Note, instead: string): Fix | null {
    const { start, end } = note;
    if (!start || !end) return null;
    return {
        label: `Write ${instead}`,
        apply: (text) =>
            text.slice(0, offsetOf(text, start.line, start.column)) +
            instead +
            text.slice(offsetOf(text, end.line, end.column)),
    };
}

/* Behind the last line that declares such a thing; before the statement with the mistake where
   there is none. */
function declareAbove(note: Note, declaration: string): Fix | null {
    const { start } = note;
    if (!start) return null;
    const word = declaration.split(' ')[0];
    return {
        label: `Declare ${declaration}`,
        apply: (text) => {
            const lines = text.split('\n');
            let at = lines.findLastIndex((line) => line.startsWith(`${word} `)) + 1;
            while (at > 0 && /^\s+\S/.test(lines[at] ?? '')) at += 1;
            if (at === 0) at = lines.findLastIndex((line, i) => i < start.line && /^\S/.test(line));
            return [
                ...lines.slice(0, Math.max(at, 0)),
                declaration,
                ...lines.slice(Math.max(at, 0)),
            ].join('\n');
        },
    };
}

function fixOf(note: Note): Fix | null {
    const instead = replacing.exec(note.help ?? '')?.[1];
    if (instead) return replaceThere(note, instead);
    const declaration = declaring.exec(note.help ?? '')?.[1];
    return declaration ? declareAbove(note, declaration) : null;
}

function sayings(notes: Note[]): string[] {
    return notes.map((note) => `${note.code} ${note.message}`);
}

/* The note is gone, and every note that is there now was there before, or could not be seen
   for mistakes of an earlier kind. */
async function helps(
    fix: Fix,
    note: Note,
    before: Note[],
    name: string,
    files: Files,
    signal: AbortSignal,
): Promise<boolean> {
    const tried = fix.apply(files[name] ?? '');
    const after = await askOnce<Names>(
        ['check', name, '--show', 'names'],
        { ...files, [name]: tried },
        signal,
    );
    if (!after) return false;
    const left = sayings(after.diagnostics);
    const gone =
        left.filter((said) => said === `${note.code} ${note.message}`).length <
        sayings(before).filter((said) => said === `${note.code} ${note.message}`).length;
    return (
        gone &&
        after.diagnostics.filter((one) => one.severity === 'error').length <=
            before.filter((one) => one.severity === 'error').length
    );
}

const MOST_TRIED = 8;

export async function fixesFor(
    notes: Note[],
    name: string,
    files: Files,
    signal: AbortSignal,
): Promise<Map<Note, Fix>> {
    const found = new Map<Note, Fix>();
    for (const note of notes.filter((one) => one.file === name).slice(0, MOST_TRIED)) {
        const fix = fixOf(note);
        if (fix && !signal.aborted && (await helps(fix, note, notes, name, files, signal)))
            found.set(note, fix);
    }
    return found;
}
