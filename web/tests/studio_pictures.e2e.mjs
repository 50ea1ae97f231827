// SPDX-License-Identifier: MIT
//
// studio_pictures.e2e: pictures of each tab, for the README and docs/studio.md:
// docs/pictures/studio-*.png, always of one size. They are written when KIZUNA_PICTURES says so;
// otherwise each is only taken, and must not be empty.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { openBrowser } from './browser.mjs';
import { root } from './house.mjs';
import { beginFrom, openStudio, openTab, putCursor } from './studio_page.mjs';

let browser;
before(async () => (browser = await openBrowser()));
after(() => browser.close());

const folder = `${root}docs/pictures`;

async function picture(page, name) {
    await page.mouse.move(0, 0);
    await page.waitForTimeout(400);
    const bytes = await page.screenshot({ animations: 'disabled', caret: 'hide' });
    assert.ok(bytes.length > 20_000, `${name} shows nothing`);
    if (!process.env.KIZUNA_PICTURES) return;
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/studio-${name}.png`, bytes);
}

const wide = { viewport: { width: 1120, height: 800 } };
const night = { ...wide, colorScheme: 'dark' };
const narrow = { viewport: { width: 400, height: 760 } };

async function at(options, world, deed) {
    const { page, close } = await openStudio(browser, options);
    await beginFrom(page, world);
    await page.getByText('Complete: every story').waitFor();
    await deed(page);
    await close();
}

test('Stories', () =>
    at(wide, 'the_lamp.kiz', async (page) => {
        await putCursor(page, 'person Mio');
        await page.locator('.beat', { hasText: 'Mio lit the lamp' }).click();
        await page.getByRole('complementary', { name: 'Why' }).getByText('It rests on').waitFor();
        await picture(page, 'stories');
    }));

test('Map', () =>
    at(night, 'the_lamp.kiz', async (page) => {
        await openTab(page, 'Map');
        await page
            .getByLabel('What to light up')
            .selectOption({ label: 'ways to “The fog comes first”' });
        await picture(page, 'map');
    }));

test('Minds', () =>
    at(wide, 'on_sacred_ground.kiz', async (page) => {
        await openTab(page, 'Minds');
        await page.getByRole('slider').fill('9');
        await page.getByText('After 9 acts').waitFor();
        await page
            .getByRole('region', { name: 'Who believes what' })
            .getByText('✗ wrong')
            .first()
            .waitFor();
        await picture(page, 'minds');
    }));

test('What if', () =>
    at(wide, 'the_lamp.kiz', async (page) => {
        await openTab(page, 'What if');
        await page.getByLabel('Which fact').selectOption('Mio.forgives');
        await page.getByRole('button', { name: 'Change it' }).click();
        await page.getByText('Ren is worse off').waitFor();
        await page.getByRole('application', { name: /so changed/ }).waitFor();
        await picture(page, 'what-if');
    }));

test('A sweep', () =>
    at(night, 'on_sacred_ground.kiz', async (page) => {
        await openTab(page, 'What if');
        await page.getByLabel('Which number').selectOption('arrival');
        await page.getByLabel('from', { exact: true }).fill('8');
        await page.getByLabel('to', { exact: true }).fill('24');
        await page.getByRole('button', { name: 'Sweep' }).click();
        await page.locator('.uplot canvas').waitFor();
        await page.locator('.pane').evaluate((pane) => pane.scrollTo(0, pane.scrollHeight));
        await picture(page, 'sweep');
    }));

test('Play', () =>
    at(night, 'the_lamp.kiz', async (page) => {
        await openTab(page, 'Play');
        await page.getByRole('button', { name: 'Be Ren' }).click();
        await page.getByRole('button', { name: 'walk up' }).click();
        await page.getByRole('button', { name: 'come in' }).waitFor();
        await page.getByRole('button', { name: 'Why was that?' }).click();
        await page.getByRole('log').getByText("Mio's plan").waitFor();
        await picture(page, 'play');
    }));

test('Promises', () =>
    at(wide, 'on_sacred_ground.kiz', async (page) => {
        await putCursor(page, 'never Ren.at is village "as things stand, nobody brings him home"');
        await page.keyboard.insertText('\nalways Aki.alive "he lives"\n');
        await openTab(page, 'Promises');
        await page.getByText('✗ fails').waitFor();
        await picture(page, 'promises');
    }));

test('A mistake', () =>
    at(wide, 'the_lamp.kiz', async (page) => {
        await putCursor(page, 'wants 2: Ren.at is house');
        await page.keyboard.press('Enter');
        await page.keyboard.type('wants 2: lmap is lit');
        await page.getByText('1 mistake').waitFor();
        const mark = page.locator('.cm-lintRange-error').first();
        await mark.waitFor();
        await page.keyboard.press('Escape');
        await mark.hover();
        await page.getByRole('button', { name: 'Write lamp' }).waitFor();
        const bytes = await page.screenshot({ animations: 'disabled', caret: 'hide' });
        assert.ok(bytes.length > 20_000);
        if (process.env.KIZUNA_PICTURES) writeFileSync(`${folder}/studio-mistake.png`, bytes);
    }));

test('Where there is little room', () =>
    at(narrow, 'the_lamp.kiz', async (page) => {
        await openTab(page, 'Stories');
        await page.locator('.beat').first().waitFor();
        await picture(page, 'narrow');
    }));
