// SPDX-License-Identifier: MIT
//
// studio_text.test: what the Studio knows of the language is what the engine knows; what it
// writes into a text means what was asked for.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import ts from 'typescript';
import { build, root } from './house.mjs';

/* A module of the page that stands by itself. */
async function load(file, also = '') {
    const text = readFileSync(`${root}web/studio/${file}`, 'utf8').replace(/^import .*$/gm, '');
    const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
    const { outputText } = ts.transpileModule(also + text, { compilerOptions: options });
    return import(`data:text/javascript,${encodeURIComponent(outputText)}`);
}

test('the words are those of the lexer, and free where it lets them be names', async () => {
    const { allWords, freeWords } = await load('text/words.ts');
    const known = [
        ...readFileSync(`${root}src/syntax/words.def`, 'utf8').matchAll(
            /^WORD\(\w+, "(\w+)", (REFUSED|FREE)\)/gm,
        ),
    ];
    assert.ok(known.length > 90);
    assert.deepEqual([...allWords].sort(), known.map(([, word]) => word).sort());
    assert.deepEqual(
        [...freeWords].sort(),
        known
            .filter(([, , how]) => how === 'FREE')
            .map(([, word]) => word)
            .sort(),
    );
});

const worlds = [
    'tutorial',
    'on_sacred_ground',
    'the_stone_where_the_village_ends',
    'what_the_dead_were_promised',
    'why',
];

/* For each world some changes of each sort: facts, beliefs, wants, laws, an act less. */
function someChanges(text, minds, names) {
    const facts = Object.entries(minds.world)
        .filter(([, value]) => value === 'yes' || value === 'no')
        .slice(0, 4);
    const who = minds.minds[0].name;
    const laws = names.filter((one) => one.is === 'law').map((one) => one.name);
    /* An act that a tale calls cannot be left out of the text: the page says so, and offers a
       what-if. */
    const uncalled = names.filter(
        (one) => one.is === 'act' && text.split(new RegExp(`\\b${one.name}\\b`)).length === 2,
    );
    const said = (fact, value) => (value === 'yes' ? `not ${fact}` : fact);
    return [
        ...facts.map(([fact, value]) => said(fact, value)),
        ...facts
            .slice(0, 2)
            .map(([fact]) => `${who} believes ${said(fact, minds.minds[0].believes[fact])}`),
        ...facts.slice(0, 1).map(([fact]) => `${who} wants 3: ${fact}`),
        ...laws.slice(0, 1).map((law) => `not ${law}`),
        ...uncalled.slice(0, 1).map((act) => `without ${act.name}`),
    ];
}

test('a change that is written into the text leads to the same ledger as the change', async () => {
    const { waysToApply } = await load('what_if/apply.ts');
    const { Engine } = await import(`file://${build}/web/engine.mjs`);
    const engine = await Engine.open({
        wasm: readFileSync(`${build}/web/kizuna.wasm`),
        worker: null,
    });
    const ask = async (text, ...words) =>
        JSON.parse(
            (await engine.ask([words[0], 'world.kiz', ...words.slice(1)], { 'world.kiz': text }))
                .text,
        );
    const ledger = async (text, ...more) => {
        const said = await ask(text, 'endings', '--ledger', '--json', ...more);
        return JSON.stringify(
            (said.endings ?? []).map((one) => [one.name, one.orders, one.tale_count]),
        );
    };
    let nicely = 0;
    let tried = 0;
    for (const world of worlds) {
        const text = readFileSync(`${root}examples/${world}/world.kiz`, 'utf8');
        const { names } = await ask(text, 'check', '--show', 'names');
        for (const line of someChanges(text, await ask(text, 'minds', '--json'), names)) {
            const wanted = await ledger(text, '--set', line);
            const ways = waysToApply(text, [line], names, 'world.kiz');
            const led = [];
            for (const way of ways) led.push(await ledger(way));
            assert.ok(
                led.includes(wanted),
                `${world}: “${line}” leads to ${wanted}; in the text to ${led.join(' or ')}`,
            );
            tried += 1;
            if (led[0] === wanted) nicely += 1;
        }
    }
    console.log(`# ${tried} changes written into texts, ${nicely} of them where an author would`);
    assert.ok(nicely > tried * 0.9);
});
