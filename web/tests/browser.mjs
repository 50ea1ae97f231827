// SPDX-License-Identifier: MIT
//
// browser: Debian's Chromium, driven by playwright-core; what all tests of pages need.

import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { build } from './house.mjs';

export const pictures = `${build}/web/pictures`;
mkdirSync(pictures, { recursive: true });

/** Everything that a user of the machine may not be asked for: no sandbox within a container, no
 *  graphics card. */
export async function openBrowser() {
    return chromium.launch({
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
    });
}

/** A page that must neither fail nor ask the network for anything: `asked` has what it asked for. */
export async function openPage(browser, options = {}) {
    const context = await browser.newContext({ acceptDownloads: true, ...options });
    const page = await context.newPage();
    const asked = [];
    const failed = [];
    page.on('request', (request) => {
        const url = request.url();
        if (!/^(file|data|blob|about):/.test(url)) asked.push(url);
    });
    page.on('pageerror', (error) => failed.push(String(error)));
    page.on('console', (message) => {
        if (message.type() === 'error') failed.push(message.text());
    });
    page.setDefaultTimeout(30_000);
    return { context, page, asked, failed };
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core has against the page as it is now, in a line each. */
export async function axeComplaints(page) {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document));
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(' | ')}`);
}
