// SPDX-License-Identifier: MIT
//
// studio_access.e2e: every tab, by day and by night, wide and narrow, passes axe-core; the
// keyboard reaches what there is; nothing moves for whoever asked for less motion.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeComplaints, openBrowser } from './browser.mjs';
import { beginFrom, openStudio, openTab } from './studio_page.mjs';

const tabs = ['Stories', 'Map', 'Minds', 'What if', 'Play', 'Promises'];

let browser;
before(async () => (browser = await openBrowser()));
after(() => browser.close());

/* What a tab shows when it was used. */
const used = {
    Stories: async (page) => {
        await page.locator('.beat').first().click();
        await page
            .getByRole('complementary', { name: 'Why' })
            .getByText('It rests on')
            .first()
            .waitFor();
    },
    Map: async (page) => {
        await page.getByText('The map in words').click();
        await page.getByRole('button', { name: 'Moment 3' }).click();
        await page.getByRole('region', { name: 'Who believes what' }).waitFor();
    },
    Minds: async (page) => {
        await page.getByRole('slider').fill('2');
        await page.getByText('After 2 acts').waitFor();
    },
    'What if': async (page) => {
        await page.getByLabel('Which fact').selectOption('Mio.forgives');
        await page.getByRole('button', { name: 'Change it' }).click();
        await page.getByText('now possible').waitFor();
        await page.getByLabel('Which number').selectOption('fog_at');
        await page.getByRole('button', { name: 'Sweep' }).click();
        await page.getByText('5 to 9').waitFor();
    },
    Play: async (page) => {
        await page.getByRole('button', { name: 'Be Ren' }).click();
        await page
            .getByRole('group', { name: 'What you can do' })
            .getByRole('button')
            .first()
            .waitFor();
    },
    Promises: async (page) => {
        await page.getByText('tale told', { exact: true }).waitFor();
    },
};

for (const [name, options] of [
    ['by day', { colorScheme: 'light' }],
    ['by night', { colorScheme: 'dark' }],
    ['by night, 400 px wide', { colorScheme: 'dark', viewport: { width: 400, height: 800 } }],
]) {
    test(`axe-core finds nothing in any tab, ${name}`, async () => {
        const { page, close } = await openStudio(browser, options);
        await beginFrom(page, 'the_lamp.kiz');
        const wrong = {};
        for (const tab of options.viewport ? ['Text', ...tabs] : tabs) {
            await openTab(page, tab);
            await used[tab]?.(page);
            const found = await axeComplaints(page);
            if (found.length) wrong[tab] = found;
        }
        assert.deepEqual(wrong, {});
        if (options.viewport) {
            const over = await page.evaluate(
                () => document.documentElement.scrollWidth - innerWidth,
            );
            assert.ok(over <= 0, `the page is ${over} px wider than the screen`);
        }
        await close();
    });
}

test('every control of the page is reached by Tab, and is seen to be', async () => {
    const { page, close } = await openStudio(browser, { reducedMotion: 'reduce' });
    const reached = new Set();
    await page.getByLabel('Begin from').focus();
    for (let i = 0; i < 60; i += 1) {
        const { name, isSeen } = await page.evaluate(() => {
            const now = document.activeElement;
            const style = getComputedStyle(now);
            const isEditor = now.classList.contains('cm-content');
            return {
                name: now.getAttribute('aria-label') ?? now.textContent.trim().slice(0, 30),
                isSeen:
                    now === document.body ||
                    style.outlineStyle !== 'none' ||
                    (isEditor && style.boxShadow !== 'none'),
            };
        });
        reached.add(name);
        assert.ok(isSeen, `focus on “${name}” is not seen`);
        /* In the text Tab may take a completion; Escape and then Tab leads on. */
        if (name === 'The world, as text') await page.keyboard.press('Escape');
        await page.keyboard.press('Tab');
    }
    for (const wanted of [
        'Open',
        'Save',
        'Format',
        'The world, as text',
        'Width of the text',
        'Stories',
        'He went',
        'Through whom',
        'Which story',
    ])
        assert.ok(
            [...reached].some((one) => one.startsWith(wanted)),
            `Tab does not reach “${wanted}”: ${[...reached].join(', ')}`,
        );
    const moving = await page.evaluate(
        () =>
            [...document.querySelectorAll('button')].filter(
                (one) => getComputedStyle(one).transitionDuration !== '0s',
            ).length,
    );
    assert.equal(moving, 0);
    await close();
});
