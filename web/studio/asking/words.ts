/* SPDX-License-Identifier: MIT
 *
 * words: how acts, endings and moments are said to the engine and to the reader.
 */
import type { Act, Ending } from './answers';

/* As the command line takes it: one name behind `by`. */
export function actInFull(act: Act): string {
    return act.by.length === 1 ? `${act.act} by ${act.by[0]}` : act.act;
}

/* As a reader takes it: `lay table`, and who. */
export function actInWords(act: Act): string {
    return act.act.replaceAll('_', ' ');
}

export function actWithWho(act: Act): string {
    return act.by.length ? `${actInWords(act)} · ${act.by.join(', ')}` : actInWords(act);
}

export function planInWords(plan: Act[], actor: string): string {
    return plan
        .map((step) =>
            step.by.length === 1 && step.by[0] === actor
                ? actInWords(step)
                : `${actInWords(step)} by ${step.by.join(' and ') || 'fate'}`,
        )
        .join(', then ');
}

export function endingTitle(endings: readonly Ending[] | undefined, name: string | null): string {
    if (name === null) return 'Nobody moves';
    return endings?.find((ending) => ending.name === name)?.title ?? name.replaceAll('_', ' ');
}

export function counted(count: number | string, one: string, many = `${one}s`): string {
    return `${count} ${String(count) === '1' ? one : many}`;
}
