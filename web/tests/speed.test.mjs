// SPDX-License-Identifier: MIT
//
// speed: exploring in wasm takes at most 2.5 times as long as the command line does, start of the
// program aside: over the founding worlds that take longest. Both are run in turns, and each one's
// best counts, since other work of the machine only ever adds.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Engine, filesOf, pathOf, run } from './house.mjs';

const MOST = 2.5;
const ROUNDS = 6;
const slow = ['on_sacred_ground', 'starry_night', 'the_stone_where_the_village_ends'];

/* As the command line counts its own: other work of the machine is no time of ours. */
async function cpuSeconds(work) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
}

test('wasm exploration is at most 2.5 times native', async () => {
    const engine = await Engine.open();
    let here = 0;
    let there = 0;
    for (const world of slow) {
        const words = ['endings', pathOf(world), '--json'];
        let [wasm, native] = [Infinity, Infinity];
        for (let i = 0; i < ROUNDS; i++) {
            native = Math.min(native, JSON.parse(run(...words)).measured.seconds);
            wasm = Math.min(wasm, await cpuSeconds(() => engine.ask(words, filesOf(world))));
        }
        console.log(`${world}: ${(wasm / native).toFixed(2)} times native`);
        here += wasm;
        there += native;
    }
    console.log(`together: ${(here / there).toFixed(2)} times native, at most ${MOST} promised`);
    assert.ok(here / there <= MOST);
});
