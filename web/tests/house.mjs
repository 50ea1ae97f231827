// SPDX-License-Identifier: MIT
//
// house: where things are, and how the command line is run: what all tests of web/ need.

import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const build = process.env.KIZUNA_BUILD ?? `${root}build`;
export const kizuna = process.env.KIZUNA ?? `${build}/kizuna`;

/* For the wasm in node: on this thread, in slices, as in a page that can have no worker. */
export const { Engine, PlayRefused, wasDropped } = await import(`${build}/web/engine.mjs`);

/** The worlds of examples/, by name. */
export const worlds = readdirSync(`${root}examples`, { withFileTypes: true })
    .map(({ name }) => name)
    .filter((name) => readdirSync(`${root}examples/${name}`).includes('world.kiz'));
export const pathOf = (world) => `examples/${world}/world.kiz`;
export const filesOf = (world) => ({
    [pathOf(world)]: readFileSync(`${root}${pathOf(world)}`, 'utf8'),
});

/** An empty folder for the time of a test. */
export function folder() {
    const path = mkdtempSync(`${tmpdir()}/kizuna-`);
    return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

const options = { encoding: 'utf8', cwd: root, maxBuffer: 1 << 28 };

/** Runs another program; what it prints. */
export function runOther(program, ...words) {
    return execFileSync(program, words, { ...options, input: '' });
}

/** Runs the command line, which must answer; what it prints. */
export function run(...words) {
    return runOther(kizuna, ...words);
}

/** Runs the command line; all that comes of it. */
export function told(words, input = '', cwd = root) {
    return new Promise((resolve) => {
        const child = execFile(kizuna, words, { ...options, cwd }, (error, text, notes) =>
            resolve({ code: error ? error.code : 0, text, notes }));
        child.stdin.on('error', () => {}); // it may end before it has read all
        child.stdin.end(input);
    });
}

/** The clock and the memory are the machine's own. */
export function unmeasured(text) {
    return text.replace(/"measured": \{"seconds": [0-9.]+, "peak_memory": [0-9]+\}/g,
        '"measured": {}');
}
