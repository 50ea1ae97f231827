// SPDX-License-Identifier: MIT
//
// page.e2e: a story given away: opened from the disk, read, played, kept, gone on with.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { axeComplaints, openBrowser, openPage, pictures } from './browser.mjs';
import { folder, run, runOther } from './house.mjs';

const worlds = ['on_sacred_ground', 'starry_night', 'the_stone_where_the_village_ends',
    'what_the_dead_were_promised', 'why'];
const place = folder();
let browser;

const fileOf = (world) => `${place.path}/${world}.html`;
const urlOf = (world) => pathToFileURL(fileOf(world)).href;

before(async () => {
    browser = await openBrowser();
    for (const world of worlds)
        run('export', 'web', `examples/${world}/world.kiz`, '-o', fileOf(world));
});
after(async () => {
    await browser?.close();
    place.remove();
});

async function opened(world, options) {
    const made = await openPage(browser, options);
    await made.page.goto(urlOf(world));
    await made.page.getByRole('heading', { name: 'Begin' }).waitFor();
    return made;
}

async function kept(page, button) {
    const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: button }).click(),
    ]);
    const path = `${place.path}/${download.suggestedFilename()}`;
    await download.saveAs(path);
    return path;
}

const paragraphs = (page) => page.getByRole('log').locator('p').allTextContents();

/* Chooses the first move until the story ends. */
async function playToTheEnd(page) {
    for (let i = 0; i < 60; i++) {
        const end = page.getByRole('heading', { name: 'The end' });
        const choice = page.locator('.choices button:not(:disabled)').first();
        await end.or(choice).first().waitFor();
        if (await end.isVisible()) return;
        await choice.click();
        await page.locator('.turn[aria-busy=false]').waitFor();
    }
    assert.fail('the story does not end');
}

test('a story is read from the disk, its content told before its first line', async () => {
    const { page, asked, failed, context } = await opened('what_the_dead_were_promised');
    assert.equal(await page.title(), 'What the Dead Were Promised');
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
    await page.getByRole('button', { name: 'Read the story' }).click();
    const told = JSON.parse(run('tell', 'examples/what_the_dead_were_promised/world.kiz', '--json'));
    const shown = await paragraphs(page);
    assert.deepEqual(shown.slice(0, -1), told.paragraphs);
    assert.equal(shown.at(-1), 'She lives, because she promised');
    const content = page.locator('.content');
    assert.match(await content.textContent(), /death of a loved one, grief, war/);
    const [note, first] = [await content.boundingBox(), await page.locator('.told').boundingBox()];
    assert.ok(note.y + note.height <= first.y, 'the note stands above the story');
    const transcript = readFileSync(await kept(page, 'Transcript'), 'utf8');
    assert.match(transcript, /^What the Dead Were Promised\n/);
    assert.ok(transcript.includes(told.paragraphs[3]));
    assert.deepEqual([asked, failed], [[], []]);
    await context.close();
});

test('a story is played by keyboard alone, and asks why', async () => {
    const { page, context } = await opened('why');
    const press = async (name) => {
        const button = page.getByRole('button', { name }).first();
        for (let i = 0; i < 60; i++) {
            if (await button.evaluate((node) => node === document.activeElement)) break;
            await page.keyboard.press('Tab');
        }
        assert.ok(await button.evaluate((node) => node === document.activeElement), `${name}`);
        const outline = await button.evaluate((node) => getComputedStyle(node).outlineStyle);
        assert.notEqual(outline, 'none', 'what has the keyboard can be seen');
        await page.keyboard.press('Enter');
    };
    await press(/^Be /);
    await page.locator('.turn[aria-busy=false]').waitFor();
    const heading = page.locator('.turn h2');
    assert.ok(await heading.evaluate((node) => node === document.activeElement));
    await press('What I believe');
    await page.getByRole('heading', { name: /believes$/ }).waitFor();
    await context.close();
});

test('played to an end; undone; saved to a file and gone on with', async () => {
    const { page, asked, failed, context } = await opened('on_sacred_ground');
    await page.getByRole('button', { name: /^Be Aki/ }).click();
    await page.getByRole('button', { name: /^call off/ }).waitFor();
    const first = await paragraphs(page);
    const script = run('play', 'examples/on_sacred_ground/world.kiz', '--as', 'Aki');
    assert.ok(script.replace(/\s+/g, ' ').includes(first[0]), 'as the command line tells it');
    await page.getByRole('button', { name: /^call off/ }).click();
    await page.getByRole('button', { name: /^kick aside/ }).waitFor();
    const second = await paragraphs(page);
    assert.ok(second.length > first.length && second.includes('call off'));
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: /^call off/ }).waitFor();
    assert.deepEqual(await paragraphs(page), first);
    await page.getByRole('button', { name: /^call off/ }).click();
    await page.getByRole('button', { name: /^kick aside/ }).waitFor();
    const save = await kept(page, 'Save to a file');
    assert.match(save, /on_sacred_ground_aki\.sav$/);

    await page.getByRole('button', { name: 'Back to the cover' }).click();
    await page.getByLabel('A save to go on from').setInputFiles(save);
    await page.getByRole('button', { name: /^kick aside/ }).waitFor();
    assert.deepEqual(await paragraphs(page), second.filter((line) => line !== 'call off'));
    await playToTheEnd(page);
    await page.getByRole('heading', { name: 'Looking back' }).waitFor();
    const transcript = readFileSync(await kept(page, 'Transcript'), 'utf8');
    assert.match(transcript, /\nYou are Aki\.\n/);
    assert.match(transcript, /What the others did, and thought, all along:/);
    assert.deepEqual([asked, failed], [[], []]);
    await context.close();
});

test('what is no save of this story is refused with a reason', async () => {
    const { page, failed, context } = await opened('why');
    const other = `${place.path}/other.sav`;
    for (const text of ['', 'not a save', '<script>alert(1)</script>']) {
        writeFileSync(other, text);
        await page.getByLabel('A save to go on from').setInputFiles(other);
        await page.getByRole('alert').waitFor();
        assert.ok((await page.getByRole('alert').textContent()).length > 10);
    }
    assert.deepEqual(failed, []);
    await context.close();
});

for (const world of worlds) {
    test(`${world}: everybody's story comes to an end or to undo`, async () => {
        const { page, asked, failed, context } = await opened(world);
        const people = await page.getByRole('button', { name: /^Be / }).allTextContents();
        assert.ok(people.length > 0);
        await page.getByRole('button', { name: /^Be / }).first().click();
        await page.locator('.turn[aria-busy=false]').waitFor();
        await playToTheEnd(page);
        assert.ok((await paragraphs(page)).length > 1);
        assert.deepEqual([asked, failed], [[], []]);
        await context.close();
    });
}

test('in a frame, 320 pixels wide, without what other sites may do', async () => {
    const frame = `${place.path}/frame.html`;
    writeFileSync(frame, `<!doctype html><title>frame</title><body style="margin:0"><iframe
        title="story" sandbox="allow-scripts allow-downloads" src="${urlOf('starry_night')}"
        style="width:320px;height:900px;border:0"></iframe>`);
    const { page, asked, failed, context } = await openPage(browser,
        { viewport: { width: 320, height: 900 } });
    await page.goto(pathToFileURL(frame).href);
    const inside = page.frameLocator('iframe');
    await inside.getByRole('button', { name: /^Be / }).first().click();
    await inside.locator('.turn[aria-busy=false]').waitFor();
    const size = await inside.locator('html').evaluate((node) => [node.scrollWidth, innerWidth]);
    assert.deepEqual(size, [320, 320], 'nothing is wider than the frame');
    await page.screenshot({ path: `${pictures}/page_frame_320.png` });
    assert.deepEqual([asked, failed], [[], []]);
    await context.close();
});

// That it stays alive meanwhile is seen beside a long question (engine.test.mjs): what a page asks may be done before there is time for a beat.
test('where a page can have no worker it answers the same', async () => {
    const { page, context, failed } = await openPage(browser);
    await page.addInitScript(() => delete globalThis.Worker);
    await page.goto(urlOf('on_sacred_ground'));
    await page.getByRole('button', { name: 'Read the story' }).click();
    const told = JSON.parse(run('tell', 'examples/on_sacred_ground/world.kiz', '--json'));
    assert.deepEqual((await paragraphs(page)).slice(0, -1), told.paragraphs);
    await page.getByRole('button', { name: 'Back to the cover' }).click();
    await page.getByRole('button', { name: /^Be Aki/ }).click();
    await page.getByRole('button', { name: /^call off/ }).waitFor();
    assert.deepEqual(failed, []);
    await context.close();
});

test('larger text wraps and cuts nothing off', async () => {
    const { page, context } = await opened('starry_night', { viewport: { width: 320, height: 700 } });
    for (let i = 0; i < 5; i++) await page.getByRole('button', { name: 'Larger text' }).click();
    assert.ok(await page.getByRole('button', { name: 'Larger text' }).isDisabled());
    const size = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.deepEqual(size, [320, 320]);
    await page.screenshot({ path: `${pictures}/page_large_text.png` });
    await context.close();
});

for (const colorScheme of ['light', 'dark']) {
    test(`axe-core has nothing to say, ${colorScheme}`, async () => {
        const { page, context } = await opened('on_sacred_ground',
            { colorScheme, viewport: { width: 900, height: 1100 }, reducedMotion: 'reduce' });
        assert.deepEqual(await axeComplaints(page), []);
        await page.screenshot({ path: `${pictures}/page_cover_${colorScheme}.png` });
        await page.getByRole('button', { name: /^Be Aki/ }).click();
        await page.getByRole('button', { name: /^call off/ }).click();
        await page.getByRole('button', { name: /^kick aside/ }).waitFor();
        await page.getByRole('button', { name: 'What I believe' }).click();
        await page.getByRole('heading', { name: /believes$/ }).waitFor();
        assert.deepEqual(await axeComplaints(page), []);
        await page.screenshot({ path: `${pictures}/page_play_${colorScheme}.png`, fullPage: true });
        const moving = await page.evaluate(() => document.getAnimations().length);
        assert.equal(moving, 0, 'nothing moves for those who asked for stillness');
        await playToTheEnd(page);
        assert.deepEqual(await axeComplaints(page), []);
        await page.screenshot({ path: `${pictures}/page_end_${colorScheme}.png`, fullPage: true });
        await context.close();
    });
}

test('the zip has one file, index.html, the same page', () => {
    const zip = `${place.path}/why.zip`;
    run('export', 'web', 'examples/why/world.kiz', '--zip', '-o', zip);
    const list = runOther('unzip', '-Z1', zip);
    assert.equal(list.trim(), 'index.html');
    runOther('unzip', '-tqq', zip);
    assert.equal(runOther('unzip', '-p', zip, 'index.html'), readFileSync(fileOf('why'), 'utf8'));
    assert.ok(existsSync(zip));
});
