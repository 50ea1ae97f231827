/* SPDX-License-Identifier: MIT
 *
 * engine: the engine as the Studio uses it: twice, each opened when it is first asked, so that
 * the ledger never waits for what else is being asked.
 */
import { Engine, wasDropped, type Answer, type AskOptions, type Play } from '../../engine/engine';

export type Lane = 'ledger' | 'rest';

const opening: Partial<Record<Lane, Promise<Engine>>> = {};

function engine(lane: Lane): Promise<Engine> {
    return (opening[lane] ??= Engine.open());
}

export async function askEngine(
    words: string[],
    files: Record<string, string>,
    options: AskOptions = {},
    lane: Lane = 'rest',
): Promise<Answer> {
    return (await engine(lane)).ask(words, files, options);
}

export async function beginPlay(words: string[], files: Record<string, string>): Promise<Play> {
    return (await engine('rest')).play(words, files);
}

export { wasDropped };
