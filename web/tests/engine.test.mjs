// SPDX-License-Identifier: MIT
//
// engine: questions are dropped or ended, take turns, tell how far they are, and leave the thread alive.

import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { before, test } from 'node:test';
import { Engine, build, filesOf, pathOf, run, wasDropped } from './house.mjs';

/* A world whose stories are many, so that a question about them takes its time. */
const people = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].slice(0, 24);
const large = { 'large.kiz': people.map((name) =>
    `person ${name} she\n  wants 1: done_${name}\n\nfact done_${name}\n\n` +
    `act do_${name} by ${name}\n  if not done_${name}\n  then done_${name}\n\n`).join('') +
    `ending all when ${people.map((name) => `done_${name}`).join(', ')}\n` };
const long = ['endings', 'large.kiz'];
const world = 'why';

let engine;
before(async () => {
    engine = await Engine.open();
});

test('the engine is under the promised 600 KB, as a page carries it', () => {
    const size = (name) => statSync(`${build}/web/${name}`).size;
    console.log(`kizuna.wasm: ${size('kizuna.wasm')} bytes, packed ${size('kizuna.wasm.gz')}`);
    assert.ok(size('kizuna.wasm.gz') < 600_000);
});

test('a long question is dropped by its signal', async () => {
    const stop = new AbortController();
    const answer = engine.ask(long, large, { signal: stop.signal });
    setTimeout(() => stop.abort(), 100);
    await assert.rejects(answer, wasDropped);
});

test('of a long question that is ended, what is known by then is the answer', async () => {
    const enough = new AbortController();
    let states = 0;
    const answer = engine.ask(long, large,
        { form: 'json', enough: enough.signal, progress: (found) => (states = found) });
    setTimeout(() => enough.abort(), 400);
    const { code, text, notes } = await answer;
    assert.equal(code, 4);
    assert.match(notes, /K0705/);
    const ledger = JSON.parse(text);
    assert.equal(ledger.complete, false);
    assert.ok(ledger.state_count >= states && states > 0, `${ledger.state_count} of ${states}`);
});

test('ended before it began, a question still answers; ended after, nothing happens', async () => {
    const enough = new AbortController();
    const short = ['check', pathOf(world)];
    assert.equal((await engine.ask(short, filesOf(world), { enough: enough.signal })).code, 0);
    enough.abort();
    assert.equal((await engine.ask(long, large, { enough: enough.signal })).code, 4);
});

test('a newer question in a slot drops the older', async () => {
    const older = engine.ask(long, large, { slot: 'live' });
    const newer = engine.ask(['check', pathOf(world)], filesOf(world), { slot: 'live' });
    await assert.rejects(older, wasDropped);
    assert.equal((await newer).code, 0);
});

test('a short question is not kept waiting by a long one, and the thread lives', async () => {
    const stop = new AbortController();
    let beats = 0;
    let worst = 0;
    let last = performance.now();
    const pulse = setInterval(() => {
        beats++;
        worst = Math.max(worst, performance.now() - last);
        last = performance.now();
    }, 5);
    let states = 0;
    const answer = engine.ask(long, large,
        { signal: stop.signal, progress: (found) => (states = found) });
    const short = await engine.ask(['check', pathOf(world)], filesOf(world));
    assert.equal(short.code, 0);
    await new Promise((resolve) => setTimeout(resolve, 700));
    stop.abort();
    await assert.rejects(answer, wasDropped);
    clearInterval(pulse);
    console.log(`${beats} beats of 5 ms beside a long question, the longest gap ${worst.toFixed(0)} ms`);
    assert.ok(beats > 10, 'timers go on beside it');
    assert.ok(states > 0, 'it tells how far it is');
});

test('--time is kept', async () => {
    const { code, notes } = await engine.ask([...long, '--time', '0.2'], large);
    assert.equal(code, 4);
    assert.match(notes, /K0705.*--time/);
});

test('memory is used again', async () => {
    for (let i = 0; i < 3; i++) await engine.ask(['endings', pathOf(world)], filesOf(world));
    const { text } = await engine.ask(['endings', pathOf(world), '--json'], filesOf(world));
    const first = JSON.parse(text).measured.peak_memory;
    for (let i = 0; i < 20; i++) await engine.ask(['endings', pathOf(world)], filesOf(world));
    const again = await engine.ask(['endings', pathOf(world), '--json'], filesOf(world));
    assert.equal(JSON.parse(again.text).measured.peak_memory, first);
});

test('after one was dropped it answers as before', async () => {
    for (let i = 0; i < 5; i++) {
        const older = engine.ask(long, large, { slot: 'again' });
        await new Promise((resolve) => setTimeout(resolve, 20));
        const newer = engine.ask(['tell', pathOf(world)], filesOf(world), { slot: 'again' });
        await assert.rejects(older, wasDropped);
        assert.equal((await newer).text, run('tell', pathOf(world)));
    }
});

test('words with odd letters, no words, very many words', async () => {
    assert.equal((await engine.ask([], {})).code, 2);
    assert.equal((await engine.ask(['check', 'ü\u0000ß.kiz'], {})).code, 5);
    const many = new Array(9000).fill('--why');
    assert.equal((await engine.ask(['tell', ...many], {})).code, 2);
    const bad = ['endings', pathOf(world), '--set', 'Ren.\ud800 is'];
    assert.equal((await engine.ask(bad, filesOf(world))).code, 3);
});

test('what overflows the stack fails alone: the next question is answered', async () => {
    const deep = { 'deep.kiz': `fact a\n\nending e when ${'('.repeat(900_000)}a\n` };
    await engine.ask(['check', 'deep.kiz'], deep).catch(() => null);
    const { code } = await engine.ask(['check', pathOf(world)], filesOf(world));
    assert.equal(code, 0);
});

test('a closed engine rejects what waits', async () => {
    const other = await Engine.open({ wasm: readFileSync(`${build}/web/kizuna.wasm`), worker: null });
    const answer = other.ask(long, large);
    other.close();
    await assert.rejects(answer, wasDropped);
});
