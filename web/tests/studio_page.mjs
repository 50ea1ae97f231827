// SPDX-License-Identifier: MIT
//
// studio_page: the built Studio in a real browser, for the tests beside this file.
//
// In     build/web/studio.html (or KIZUNA_BUILD), Debian's chromium (or CHROMIUM)
// Out    a page opened from the disk, which fails the test when anything asks for the network or complains

import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const build = process.env.KIZUNA_BUILD ?? `${root}build`;

const patience = 30_000;

export function openBrowser() {
    const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
    return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

/* `options` as of newContext. Without a file picker, so that files are chosen and saved the plain way. */
export async function openStudio(browser, options = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    const wrong = [];
    page.on('pageerror', (error) => wrong.push(`error: ${error.message}`));
    page.on('console', (said) => said.type() === 'error' && wrong.push(said.text()));
    page.on('request', (request) => {
        if (!/^(file|data|blob):/.test(request.url())) wrong.push(`asked for ${request.url()}`);
    });
    await page.addInitScript(() => {
        delete window.showOpenFilePicker;
        delete window.showSaveFilePicker;
    });
    await page.goto(`file://${build}/web/studio.html`);
    await page.getByText('Complete: every story').waitFor();
    return {
        page,
        context,
        close: async () => {
            await context.close();
            assert.deepEqual(wrong, []);
        },
    };
}

export async function beginFrom(page, file) {
    const title = await page.locator('.deeds select option').evaluateAll(
        (all, wanted) => all.find((one) => one.value === wanted)?.textContent ?? '',
        file,
    );
    await page.getByLabel('Begin from').selectOption(file);
    await page.locator('p.file').getByText(file).waitFor();
    return title;
}

export async function writeWorld(page, text) {
    await page.locator('.cm-content').click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(text);
}

/* Behind the first place where `before` stands. */
export async function putCursor(page, before) {
    await page.evaluate((wanted) => {
        const view = document.querySelector('.cm-content').cmTile.view;
        const at = view.state.doc.toString().indexOf(wanted) + wanted.length;
        view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
        view.focus();
    }, before);
}

export function textOf(page) {
    return page.evaluate(() => document.querySelector('.cm-content').cmTile.view.state.doc.toString());
}

export const openTab = (page, name) => page.getByRole('tab', { name, exact: true }).click();
