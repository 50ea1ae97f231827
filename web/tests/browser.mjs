// SPDX-License-Identifier: MIT
//
// browser: Debian's Chromium, driven by playwright-core; what all tests of pages need.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const build = process.env.KIZUNA_BUILD ?? `${root}build`;
export const kizuna = process.env.KIZUNA ?? `${build}/kizuna`;
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

/** An empty folder for the time of a test. */
export function folder() {
    const path = mkdtempSync(`${tmpdir()}/kizuna-`);
    return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Runs the command line; what it prints. */
export function run(...words) {
    return runOther(kizuna, ...words);
}

/** Runs another program. */
export function runOther(program, ...words) {
    const options = { encoding: 'utf8', cwd: root, maxBuffer: 1 << 28, input: '' };
    return execFileSync(program, words, options);
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
