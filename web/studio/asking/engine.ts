/* SPDX-License-Identifier: MIT
 *
 * engine: the engine as the Studio uses it: opened once, when it is first asked.
 */
import { Engine, wasStopped, type Answer, type AskOptions, type Play } from '../../engine/engine';

let opening: Promise<Engine> | null = null;

function engine(): Promise<Engine> {
    opening ??= Engine.open();
    return opening;
}

export async function askEngine(words: string[], files: Record<string, string>, options: AskOptions = {}): Promise<Answer> {
    return (await engine()).ask(words, files, options);
}

export async function beginPlay(words: string[], files: Record<string, string>): Promise<Play> {
    return (await engine()).play(words, files);
}

export { wasStopped };
