// SPDX-License-Identifier: MIT
//
// studio_served.e2e: `kizuna studio FILE` in a browser: the file is loaded, saved where it
// lies, and followed when somebody else writes it.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { openBrowser } from './browser.mjs';
import { folder, kizuna } from './house.mjs';
import { openStudio, openTab, textOf } from './studio_page.mjs';

const place = folder();
const file = `${place.path}/door.kiz`;
const world = (title) => `story "${title}"\n\nuse house_rules\n\nperson Ren he\n  wants 1: out
\nact go by Ren\n  then out\n\nending gone "He went" when out\n`;

let browser;
let server;
let address;
before(async () => {
    writeFileSync(file, world('The Door'));
    writeFileSync(`${place.path}/house_rules.kiz`, 'module house_rules\n\nfact out\n');
    browser = await openBrowser();
    server = spawn(kizuna, ['studio', file, '--no-open'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const line = await new Promise((resolve) =>
        server.stdout.once('data', (bytes) => resolve(String(bytes))),
    );
    address = line.match(/http:\/\/\S+/)[0];
});
after(async () => {
    await browser.close();
    server.kill('SIGINT');
    place.remove();
});

const title = (page, name) => page.getByRole('heading', { level: 1, name, exact: true });
const write = async (page, text) => {
    await page.locator('.cm-content').click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(text);
};

test('the file is loaded, saved, and followed on disk', async () => {
    const { page, close } = await openStudio(browser, {}, address);
    await title(page, 'The Door').waitFor();
    await page.getByText('with house_rules.kiz').waitFor();
    assert.equal(await textOf(page), world('The Door'));

    await write(page, world('The Gate'));
    await title(page, 'The Gate').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('not saved').waitFor({ state: 'hidden' });
    assert.equal(readFileSync(file, 'utf8'), world('The Gate'));

    writeFileSync(file, world('The Window'));
    await title(page, 'The Window').waitFor();
    await openTab(page, 'Map');
    await page.getByRole('application', { name: /All stories/ }).waitFor();
    await close();
});

test('changed here and on disk: the writer is asked', async () => {
    const { page, close } = await openStudio(browser, {}, address);
    await write(page, world('Mine'));
    writeFileSync(file, world('Theirs'));
    const question = page.getByRole('alertdialog');
    await question.getByText('changed on disk as well').waitFor();
    await question.getByRole('button', { name: 'Keep mine' }).click();
    await title(page, 'Mine').waitFor();
    await page.keyboard.press('Control+s');
    await page.getByText('not saved').waitFor({ state: 'hidden' });
    assert.equal(readFileSync(file, 'utf8'), world('Mine'));

    await write(page, world('Mine again'));
    writeFileSync(file, world('Theirs again'));
    await question.getByRole('button', { name: 'Take the one on disk' }).click();
    await title(page, 'Theirs again').waitFor();
    assert.equal(await textOf(page), world('Theirs again'));
    await close();
});
