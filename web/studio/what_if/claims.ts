/* SPDX-License-Identifier: MIT
 *
 * claims: facts with what they may be, as lines that an author writes.
 */
import type { Named } from '../asking/answers';
import { valuesOf } from '../text/completion';

/* Every fact of the world by its path (`Ren.at`, `Ren.bond(Aki)`, `told`) is a key of the
   start's facts. */
export function declarationOf(path: string, names: readonly Named[]): Named | undefined {
    const bare = path
        .replace(/\(.*\)$/, '')
        .split('.')
        .at(-1);
    const owner = path.includes('.') ? path.split('.')[0] : null;
    const all = names.filter((one) => (one.is === 'fact' || one.is === 'law') && one.name === bare);
    return (
        all.find((one) => one.owner === owner) ??
        all.find((one) => (one.owner === null) === (owner === null)) ??
        all[0]
    );
}

export function valuesAt(path: string, names: readonly Named[]): string[] {
    const declared = declarationOf(path, names);
    return declared ? valuesOf(declared, names) : ['yes', 'no'];
}

export function claimLine(path: string, value: string): string {
    if (value === 'yes') return path;
    return value === 'no' ? `not ${path}` : `${path} is ${value}`;
}
