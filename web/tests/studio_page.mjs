// SPDX-License-Identifier: MIT
//
// studio_page: the built Studio in a real browser, for the tests beside this file.
//
// In     build/web/studio.html (or KIZUNA_BUILD), Debian's chromium (or CHROMIUM)
// Out    a page opened from the disk, which fails the test when anything asks for the network or
//        complains

import assert from 'node:assert/strict';
import { openPage } from './browser.mjs';
import { build } from './house.mjs';

/* `options` as of newContext. Without a file picker, so that files are chosen and saved the plain
   way. `address`: where the page stands, when it does not come from the disk. */
export async function openStudio(
    browser,
    options = {},
    address = `file://${build}/web/studio.html`,
) {
    const { context, page, asked, failed } = await openPage(browser, {
        viewport: { width: 1280, height: 860 },
        ...options,
    });
    await page.addInitScript(() => {
        delete window.showOpenFilePicker;
        delete window.showSaveFilePicker;
    });
    await page.goto(address);
    await page.getByText('Complete: every story').waitFor();
    const close = async () => {
        await context.close();
        assert.deepEqual(failed, []);
        assert.deepEqual(
            asked.filter((url) => !url.startsWith(address)),
            [],
        );
    };
    return { page, context, close };
}

export async function beginFrom(page, file) {
    const title = await page
        .locator('.deeds select option')
        .evaluateAll(
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
    return page.evaluate(() =>
        document.querySelector('.cm-content').cmTile.view.state.doc.toString(),
    );
}

export const openTab = (page, name) => page.getByRole('tab', { name, exact: true }).click();
