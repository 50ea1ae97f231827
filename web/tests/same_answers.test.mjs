// SPDX-License-Identifier: MIT
//
// same_answers: what a page answers is what the command line prints, byte for byte: answers, notes,
// files and exit codes of every verb over every example, and plays with their saves.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Engine, PlayRefused, filesOf, folder, pathOf, root, told, unmeasured, worlds } from './house.mjs';

let engine;
const place = folder();
before(async () => {
    engine = await Engine.open();
});
after(() => place.remove());

async function same(words, files) {
    const [here, there] = await Promise.all([engine.ask(words, files), told(words)]);
    const name = words.join(' ');
    assert.equal(unmeasured(here.text), unmeasured(there.text), name);
    assert.equal(here.notes, there.notes, name);
    assert.equal(here.code, there.code, name);
    return here;
}

/* What each world is asked, besides its own names: after the verb comes the file. Asked for JSON as
 * well, which prints the notes as text beside it. */
const asked = [
    'check', 'endings --fates', 'tell', 'tell --why', 'minds', 'minds --secrets', 'why', 'whatif',
    'test', 'map', 'find', 'endings --limit-story 2', 'strings',
];
const askedOnce = [
    'endings', 'tell --as markdown', 'tell --as html', 'tell --as beats', 'tell --irony',
    'tell --words 120', 'tell --order flashback', 'tell --order threads', 'tell --heads per-scene',
    'tell --only said', 'tell --only thought', 'why --act 1 --json', 'map --draw svg',
    'test --tap --limit-story 4', 'map --draw dot --limit-story 4', 'map --draw mmd --limit-story 4',
    'map --draw html --limit-story 4', 'check --show tree', 'check --show world',
    'check --show ground', 'endings --limit-states 5 --json', 'fmt',
];

for (const world of worlds) {
    test(`${world}: every verb, as text and as JSON`, async () => {
        const file = pathOf(world);
        const files = filesOf(world);
        for (const line of [...asked, ...asked.map((line) => `${line} --json`), ...askedOnce]) {
            const [verb, ...options] = line.split(' ');
            const words = [verb, file, ...(verb === 'find' ? ['A lies to B'] : []), ...options];
            await same(words, files);
        }
    });

    test(`${world}: each ending, each head`, async () => {
        const file = pathOf(world);
        const files = filesOf(world);
        const { text } = await same(['endings', file, '--json'], files);
        const { endings } = JSON.parse(text);
        assert.ok(endings.length > 0);
        const reached = endings.find(({ orders }) => String(orders) !== '0').name;
        const never = endings.find(({ orders }) => String(orders) === '0')?.name ?? reached;
        for (const words of [['tell', file, '--ending', reached], ['plan', file, '--ending', reached],
            ['plan', file, '--ending', reached, '--why', '--json'],
            ['whynot', file, '--ending', never, '--tries', '20', '--changes', '1', '--json']])
            await same(words, files);
        const nobody = await engine.play(['play', file, '--as', 'nobody'], files);
        for (const person of nobody.people)
            for (const how of ['first', 'third'])
                await same(['tell', file, '--through', person, '--person', how], files);
        await nobody.end();
    });

    test(`${world}: everybody's play and its save`, async () => {
        const file = pathOf(world);
        const files = filesOf(world);
        const nobody = await engine.play(['play', file, '--as', 'nobody'], files);
        for (const person of nobody.people) await samePlay(file, files, person);
        await nobody.end();
    });
}

/* The first move each time, to the end or thirty moves; then every page. */
async function samePlay(file, files, person) {
    const words = ['play', file, '--as', person, '--seed', '3'];
    const play = await engine.play(words, files);
    const save = `${place.path}/${person}.sav`;
    let here = await play.page('front', 'json');
    let count = 0;
    for (;; count++) {
        const { turn } = await play.turn();
        here += await play.page('news', 'json');
        if (turn === 'over') here += await play.page('end', 'json');
        if (turn !== 'yours' || count === 30) break;
        const { moves } = JSON.parse(await play.page('moves', 'json'));
        assert.equal(moves.length ? await play.choose('1') : await play.wait(), 'heard');
    }
    const pages = ['minds', 'hint', 'log', 'moves', 'end'];
    for (const page of pages) if (page !== 'moves') here += await play.page(page, 'json');
    const moves = await chosenIn(file, files, person, count);
    const script = [...moves, 'minds', 'hint', 'log', 'end', `save ${save}`].join('\n') + '\n';
    const there = await told([...words, '--json'], script);
    assert.equal(here, there.text, `${file} as ${person}`);
    const saved = await play.page('save');
    assert.equal(saved, readFileSync(save, 'utf8'), `the save of ${file} as ${person}`);

    const again = await engine.play(['play', file, '--load', 'a.sav'], { ...files, 'a.sav': saved });
    await again.turn();
    assert.equal(await again.page('save'), saved, 'a save gone on with is the same save');
    await play.end();
    await again.end();
}

/* Whether each turn was a move or a wait: the command line is told the same. */
async function chosenIn(file, files, person, count) {
    const play = await engine.play(['play', file, '--as', person, '--seed', '3'], files);
    const lines = [];
    while (lines.length < count) {
        await play.turn();
        const { moves } = JSON.parse(await play.page('moves', 'json'));
        lines.push(moves.length ? '1' : 'wait');
        await (moves.length ? play.choose('1') : play.wait());
    }
    await play.end();
    return lines;
}

test('the small worlds of the language tests', async () => {
    const all = readdirSync(`${root}tests/language`, { recursive: true })
        .filter((name) => name.endsWith('.kiz')).sort();
    assert.ok(all.length > 40);
    for (const name of all) {
        const file = `tests/language/${name}`;
        const beside = file.slice(0, file.lastIndexOf('/') + 1);
        const files = Object.fromEntries(readdirSync(`${root}${beside}`)
            .filter((other) => other.endsWith('.kiz'))
            .map((other) => [beside + other, readFileSync(`${root}${beside}${other}`, 'utf8')]));
        await same(['endings', file, '--json', '--limit-states', '300'], files);
    }
});

test('worlds with mistakes: the same notes', async () => {
    const all = readdirSync(`${root}tests/diagnostics`).filter((name) => name.endsWith('.kiz'));
    assert.ok(all.length > 100);
    for (const name of all) {
        const file = `tests/diagnostics/${name}`;
        const bytes = readFileSync(`${root}${file}`);
        const text = bytes.toString('utf8');
        if (!Buffer.from(text, 'utf8').equals(bytes)) continue; // a page has texts, no such bytes
        const beside = Object.fromEntries(all.map((other) =>
            [`tests/diagnostics/${other}`, readFileSync(`${root}tests/diagnostics/${other}`, 'utf8')]));
        await same(['check', file, '--json'], { ...beside, [file]: text });
    }
});

test('problem files of the peer planner', async () => {
    const all = readdirSync(`${root}tests/sabre/core`).filter((name) => name.endsWith('.txt'));
    assert.ok(all.length > 5);
    for (const name of all) {
        const file = `tests/sabre/core/${name}`;
        const files = { [file]: readFileSync(`${root}${file}`, 'utf8') };
        await same(['check', file], files);
        await same(['plan', file, '--limit-story', '4', '--nodes', '2000', '--limit-mind', '2'], files);
    }
});

test('a sweep over a number, over two; drawn', async () => {
    const words = ['sweep', pathOf('on_sacred_ground'), '--over', 'arrival is 11..16'];
    const files = filesOf('on_sacred_ground');
    for (const form of [[], ['--json'], ['--over', 'rain_at is 12..13', '--json']])
        await same([...words, ...form], files);
    const { files: drawn } = await engine.ask([...words, '-o', 'sweep.svg'], files);
    await told([...words, '-o', `${place.path}/sweep.svg`]);
    assert.equal(drawn['sweep.svg'], readFileSync(`${place.path}/sweep.svg`, 'utf8'));
});

test('the library; words that are none', async () => {
    for (const line of ['library', 'library --json', 'library vow', 'library nothing', 'version',
        'version --json', 'endings', 'endings nowhere.kiz', 'endings a.kiz b.kiz',
        'check --frobnicate', 'sweep x.kiz --over', 'check x.kiz --limit-plan many', 'find x.kiz'])
        await same(line.split(' '), {});
});

test('files that an answer writes come back', async () => {
    const world = worlds[0];
    const { files, text } = await engine.ask(['map', pathOf(world), '-o', 'map.svg'], filesOf(world));
    assert.equal(text, '');
    await told(['map', pathOf(world), '-o', `${place.path}/map.svg`]);
    assert.equal(files['map.svg'], readFileSync(`${place.path}/map.svg`, 'utf8'));
    const csv = await engine.ask(['endings', pathOf(world), '--csv', 'graph'], filesOf(world));
    await told(['endings', `${root}${pathOf(world)}`, '--csv', 'graph'], '', place.path);
    for (const table of ['states', 'steps', 'minds']) {
        const name = `graph_${table}.csv`;
        assert.equal(csv.files[name], readFileSync(`${place.path}/${name}`, 'utf8'));
    }
    const made = await engine.ask(['new', 'a_door'], {});
    await told(['new', 'a_door'], '', place.path);
    assert.equal(made.files['a_door.kiz'], readFileSync(`${place.path}/a_door.kiz`, 'utf8'));
    assert.ok(!existsSync(`${root}a_door.kiz`));
});

test('a module of the author stands before one of the library', async () => {
    const files = { 'world.kiz': 'use vow\n', 'vow.kiz': 'module vow\n\nfact mine\n' };
    const names = async (given) =>
        (await engine.ask(['check', 'world.kiz', '--show', 'world'], given)).text;
    assert.match(await names(files), /mine/);
    assert.doesNotMatch(await names({ 'world.kiz': 'use vow\n' }), /mine/);
});

test('a refused play says why', async () => {
    const world = worlds[0];
    await assert.rejects(engine.play(['play', pathOf(world), '--as', 'Nobody_here'], filesOf(world)),
        (error) => error instanceof PlayRefused && error.answer.code === 3 &&
            error.message.includes('K0601'));
    await assert.rejects(engine.play(['play', 'x.kiz', '--as', 'A'], {}),
        (error) => error.answer.code === 5);
});
