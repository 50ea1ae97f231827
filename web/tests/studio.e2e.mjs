// SPDX-License-Identifier: MIT
//
// studio.e2e: a writer's hour with the Studio: a world is written, a mistake is met and put
// right, endings change, reasons are read.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openBrowser } from './browser.mjs';
import { root } from './house.mjs';
import { beginFrom, openStudio, openTab, putCursor, textOf, writeWorld } from './studio_page.mjs';

const ferry = `story "The Last Ferry"

fact Ren.at: quay, ferry
fact Mio.loves_him, sailed

person Ren he
  believes not Mio.loves_him
  wants 2: at is ferry
  wants 5: at is quay, Mio.loves_him

person Mio she
  loves_him
  wants 4: Ren.at is quay

act board by Ren
  if at is quay
  then at becomes ferry
  Mio learns Ren believes not Mio.loves_him
  prose "{Ren} [go] aboard, and [do] not look round."

act call_out by Mio
  if Ren.at is ferry
  Ren learns loves_him
  says "I never told you. Don't go."

act turn_back by Ren
  if at is ferry
  then at becomes quay

act cast_off by fate
  if Ren.at is ferry
  then sailed
  prose "The last ferry left the quay."

ending he_sails "He sails" when sailed
ending he_stays "He stays" when Ren believes Mio.loves_him, Ren.at is quay

tale told: board, call_out, turn_back

never sailed "he never sails"
`;

let browser;
before(async () => (browser = await openBrowser()));
after(() => browser.close());

const ledgerRow = (page, title) =>
    page.getByRole('table', { name: 'How it may end' }).getByRole('row').filter({ hasText: title });
const sideRow = (page, title) =>
    page
        .getByRole('table', { name: 'Endings, side by side' })
        .getByRole('row')
        .filter({ hasText: title });

test('a world is typed; a mistake is seen, and its fix taken and undone', async () => {
    const { page, close } = await openStudio(browser);
    await writeWorld(page, ferry);
    await ledgerRow(page, 'He sails').getByText('2 acts').waitFor();
    await page.getByText('not saved').waitFor();

    await putCursor(page, 'wants 2: at is ferry');
    await page.keyboard.press('Enter');
    await page.keyboard.type('belives saild', { delay: 15 });
    await page.getByText('1 mistake').waitFor();
    await page.locator('.cm-lintRange-error', { hasText: 'belives' }).hover();
    await page.getByRole('button', { name: 'Write believes' }).click();
    assert.match(await textOf(page), /believes saild/);
    const second = page.locator('.cm-lintRange-error', { hasText: 'saild' });
    await second.hover();
    await page.getByRole('button', { name: 'Write sailed' }).waitFor();
    await page.mouse.move(0, 0);
    await page.keyboard.press('F8');
    await page.keyboard.press('Control+.');
    assert.match(await textOf(page), /\n {2}believes sailed\n/);
    await page.getByText('Reads well').or(page.getByText('doubt')).first().waitFor();
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    assert.match(await textOf(page), /believes saild/);
    await close();
});

test('words and names are offered where they fit; a name tells what stands behind it', async () => {
    const { page, close } = await openStudio(browser);
    await writeWorld(page, ferry);
    await ledgerRow(page, 'He sails').waitFor();
    await putCursor(page, 'wants 4: Ren.at is quay');
    await page.keyboard.press('Enter');
    await page.keyboard.type('wants 1: Ren.', { delay: 40 });
    await page.locator('.cm-tooltip-autocomplete').getByText('at', { exact: true }).waitFor();
    await page.keyboard.type('at is f', { delay: 40 });
    await page.locator('.cm-tooltip-autocomplete').getByText('ferry', { exact: true }).waitFor();
    /* What has just appeared is not taken by a key that was meant for the text. */
    await page.waitForTimeout(200);
    await page.keyboard.press('Tab');
    assert.match(await textOf(page), /wants 1: Ren\.at is ferry/);

    await putCursor(page, 'person Re');
    await page.keyboard.press('Control+i');
    const behind = page.locator('.behind');
    await behind.getByText('wants 5: at is quay, Mio.loves_him').waitFor();
    await behind.getByText('not Mio.loves_him').first().waitFor();
    await page.keyboard.press('Escape');
    await behind.waitFor({ state: 'hidden' });
    await page
        .locator('.cm-line', { hasText: 'act call_out by Mio' })
        .getByText('call_out')
        .hover();
    await behind.getByText('Ren learns loves_him').waitFor();
    await close();
});

test('endings follow the text; a sentence opens its reasons; told in another manner', async () => {
    const { page, close } = await openStudio(browser);
    await writeWorld(page, ferry);
    await ledgerRow(page, 'He stays').getByText('3 acts').waitFor();
    const story = page.getByRole('region', { name: 'A story, told' });
    await story.getByText('Ren went aboard').click();
    const why = page.getByRole('complementary', { name: 'Why' });
    await why.getByText('wrong').waitFor();
    await why.getByText('Ren believes not Mio.loves_him').waitFor();

    await page.getByLabel('Through whom').selectOption('Mio');
    await page.getByRole('combobox', { name: 'Person' }).selectOption('first');
    await page.getByRole('combobox', { name: 'Tense' }).selectOption('present');
    await story.getByText(/\bI call\b/).waitFor();

    await ledgerRow(page, 'He sails').getByRole('button').click();
    await story.getByText('The last ferry').waitFor();

    await putCursor(page, 'believes not Mio.loves_him');
    await page.keyboard.press('Home');
    await page.keyboard.type('# ');
    await ledgerRow(page, 'He sails').getByText('never').waitFor();
    await page.keyboard.press('Control+z');
    await ledgerRow(page, 'He sails').getByText('2 acts').waitFor();
    await close();
});

test('all stories on a map: an ending lit up, a moment looked into', async () => {
    const { page, close } = await openStudio(browser);
    await beginFrom(page, 'the_lamp.kiz');
    await openTab(page, 'Map');
    await page.getByText('7 states').first().waitFor();
    await page
        .getByLabel('What to light up')
        .selectOption({ label: 'ways to “The fog comes first”' });
    await page.getByText('The map in words').click();
    await page.getByText('no way back to “He comes home”').first().waitFor();
    const canvas = page.getByRole('application', { name: /All stories as a map/ });
    await canvas.focus();
    await page.keyboard.press('+');
    await page.keyboard.press('0');
    await page.getByRole('button', { name: 'Moment 3' }).click();
    await page.getByText('After lay table, walk up.').waitFor();
    await page
        .getByRole('region', { name: 'Who believes what' })
        .getByText('✗ wrong')
        .first()
        .waitFor();

    /* a moment is chosen on the drawing itself as well */
    await page.getByLabel('What to light up').selectOption('');
    const box = await canvas.boundingBox();
    for (
        let y = 14;
        y < 60 && !(await page.getByRole('heading', { name: 'The start' }).isVisible());
        y += 6
    )
        for (let x = 0.3; x < 0.7; x += 0.04)
            await page.mouse.click(box.x + box.width * x, box.y + y);
    await page.getByRole('heading', { name: 'The start' }).waitFor();
    await close();
});

test('minds at any moment, and in somebody’s mind', async () => {
    const { page, close } = await openStudio(browser);
    await beginFrom(page, 'the_lamp.kiz');
    await openTab(page, 'Minds');
    const table = page.getByRole('region', { name: 'Who believes what' });
    await table
        .getByRole('row', { name: /^Ren\.at bridge/ })
        .getByText('sea')
        .waitFor();
    await page.getByRole('slider').fill('1');
    await page.getByText('After 1 act').waitFor();
    await table.getByRole('row', { name: /^Ren\.at road/ }).waitFor();
    await page.getByRole('slider').focus();
    await page.keyboard.press('ArrowRight');
    await page.getByText('After 2 acts').waitFor();
    await page.getByLabel('In whose mind').selectOption('Mio');
    await table.getByText('Ren, as Mio thinks').waitFor();
    await page.getByLabel(/only where somebody is wrong/).uncheck();
    await table.getByRole('row', { name: /^table_laid/ }).waitFor();

    /* a world that is told in the first person */
    await beginFrom(page, 'why.kiz');
    await page
        .getByRole('list', { name: 'The acts of the story' })
        .getByRole('button')
        .nth(3)
        .click();
    await page.getByText('After 4 acts').waitFor();
    await openTab(page, 'Stories');
    await page.getByLabel('Through whom').selectOption('free');
    await page.locator('.beat').first().waitFor();
    await close();
});

test('what if: a change by hand; undone; the smallest change, written into the text', async () => {
    const { page, close } = await openStudio(browser);
    await beginFrom(page, 'the_lamp.kiz');
    await openTab(page, 'What if');
    await page.getByLabel('Which fact').selectOption('Mio.forgives');
    await page.getByRole('button', { name: 'Change it' }).click();
    await sideRow(page, 'He comes home to silence').getByText('now possible').waitFor();
    assert.match(await sideRow(page, 'He comes home').nth(1).innerText(), /no longer/);
    await page.getByRole('application', { name: /so changed/ }).waitFor();
    await page.getByText('Ren is worse off').waitFor();
    await page.getByRole('button', { name: 'undo the last change' }).click();
    await sideRow(page, 'now possible').waitFor({ state: 'hidden' });

    await page.getByLabel('The ending wished for').selectOption('silence');
    await page.getByRole('button', { name: 'What must change?' }).click();
    await page.getByRole('button', { name: 'try it' }).first().click();
    await sideRow(page, 'now possible').waitFor();
    await page.getByRole('button', { name: 'Write it into the text' }).click();
    await page.getByText('It stands in the text now').waitFor();
    await sideRow(page, 'He comes home to silence').getByText('1 tale').waitFor();
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await sideRow(page, 'He comes home to silence').getByText('never').waitFor();

    await page.getByLabel('What to change').selectOption('belief');
    await page.getByRole('combobox', { name: 'Whose' }).selectOption('Mio');
    await page.getByLabel('Which fact').selectOption('fog_at');
    await page.getByLabel('What it is').selectOption('4');
    await page.getByRole('button', { name: 'Change it' }).click();
    await page.getByRole('button', { name: 'keep it as a what-if' }).click();
    assert.match(
        await textOf(page),
        /what if changed_1\n {2}Mio believes fog_at is 4\n {2}expect /,
    );
    await openTab(page, 'Promises');
    await page.getByText('what if changed_1').waitFor();
    await page.getByText(/^7 hold|^5 hold/).waitFor();
    await close();
});

test('a sweep over a number is drawn, and said in words', async () => {
    const { page, close } = await openStudio(browser);
    await beginFrom(page, 'the_lamp.kiz');
    await openTab(page, 'What if');
    await page.getByLabel('Which number').selectOption('fog_at');
    await page.getByRole('button', { name: 'Sweep' }).click();
    await page.getByText('5 to 9: He comes home').waitFor();
    await page.locator('.uplot canvas').waitFor();
    await close();
});

test('a person is played to an ending; asked, undone, saved and gone on from', async () => {
    const { page, close } = await openStudio(browser);
    await writeWorld(page, ferry);
    await openTab(page, 'Play');
    await page.getByRole('button', { name: 'Be Ren' }).click();
    const log = page.getByRole('log');
    const moves = page.getByRole('group', { name: 'What you can do' });
    await moves.getByRole('button', { name: 'board' }).click();
    await log.getByText("Don't go.").waitFor();
    await page.getByRole('button', { name: 'Why was that?' }).click();
    await log.getByText("Mio's plan").waitFor();
    await page.getByRole('button', { name: 'Who believes what?' }).click();
    await page.getByRole('button', { name: 'A hint' }).click();
    await page.getByLabel('Why not this act').selectOption('board');
    const saved = page.waitForEvent('download');
    await page
        .getByRole('group', { name: 'What you can ask' })
        .getByRole('button', { name: 'Save' })
        .click();
    const save = readFileSync(await (await saved).path());
    await moves.getByRole('button', { name: 'turn back' }).click();
    await log.getByText('He stays').first().waitFor();
    await page
        .getByRole('group', { name: 'What you can ask' })
        .getByRole('button', { name: 'Undo' })
        .click();
    await moves.getByRole('button', { name: 'turn back' }).waitFor();
    await page.getByRole('button', { name: 'Leave' }).click();
    await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'evening.sav', mimeType: 'text/plain', buffer: save });
    await moves.getByRole('button', { name: 'turn back' }).click();
    await log.getByText('He stays').first().waitFor();
    await close();
});

test('hand over: the others go on by themselves', async () => {
    const { page, close } = await openStudio(browser);
    await writeWorld(page, ferry);
    await openTab(page, 'Play');
    await page.getByRole('button', { name: 'Be Mio' }).click();
    await page.getByLabel('Be somebody else').selectOption('nobody');
    await page.getByRole('log').getByText('How it might have ended').waitFor();
    await close();
});

test('a promise that breaks is answered with its counter-story', async () => {
    const { page, close } = await openStudio(browser);
    await writeWorld(page, ferry);
    await openTab(page, 'Promises');
    await page.getByText('✗ fails').waitFor();
    await page.locator('.told').getByText('The last ferry left the quay.').waitFor();
    await page.getByText('tale told', { exact: true }).waitFor();
    await close();
});

test('a file is saved and opened; what is unsaved is asked about; files are dropped', async () => {
    const { page, close } = await openStudio(browser);
    await writeWorld(page, ferry);
    const download = page.waitForEvent('download');
    await page.keyboard.press('Control+s');
    const saved = await download;
    assert.equal(saved.suggestedFilename(), 'the_open_door.kiz');
    assert.equal(readFileSync(await saved.path(), 'utf8'), ferry);
    await page.getByText('not saved').waitFor({ state: 'hidden' });

    await page.locator('.cm-content').click();
    await page.keyboard.type(' ');
    await page.getByLabel('Begin from').selectOption('why.kiz');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Stay here' }).click();
    assert.match(await textOf(page), /The Last Ferry/);
    await page.getByLabel('Begin from').selectOption('why.kiz');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Let it go' }).click();
    await page.locator('p.file').getByText('why.kiz').waitFor();

    const folder = mkdtempSync(join(tmpdir(), 'studio-'));
    writeFileSync(join(folder, 'ferry.kiz'), ferry);
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await (await chooser).setFiles(join(folder, 'ferry.kiz'));
    await ledgerRow(page, 'He sails').getByText('2 acts').waitFor();

    const module = 'module weather needs fog_over: place\n\nfact fog_over.fog\n';
    const world = `${ferry}\nplace quay_side\n\nuse weather\n  fog_over is quay_side\n`;
    const dropped = await page.evaluateHandle(
        (files) => {
            const data = new DataTransfer();
            for (const [name, text] of files) data.items.add(new File([text], name));
            return data;
        },
        [
            ['weather.kiz', module],
            ['with_weather.kiz', world],
        ],
    );
    await page.dispatchEvent('.studio', 'drop', { dataTransfer: dropped });
    await page.getByText('with weather.kiz').waitFor();
    await page.locator('p.file').getByText('with_weather.kiz').waitFor();
    await ledgerRow(page, 'He sails').getByText('2 acts').waitFor();
    await close();
});

test('the one true form, by button; keys reach every tab', async () => {
    const { page, close } = await openStudio(browser);
    await writeWorld(
        page,
        ferry
            .replace('  wants 2: at is ferry', '     wants 2:    at is ferry')
            .replaceAll('\n  believes', '\n     believes')
            .replace('  wants 5: at', '     wants 5: at'),
    );
    await ledgerRow(page, 'He sails').waitFor();
    await page.getByRole('button', { name: 'Format' }).click();
    await page.waitForFunction(() =>
        /\n {2}wants 2: at is ferry\n/.test(
            document.querySelector('.cm-content').cmTile.view.state.doc.toString(),
        ),
    );
    await page.keyboard.press('Alt+6');
    await page.getByRole('heading', { name: 'Promises', level: 1 }).waitFor();
    await page.getByRole('tab', { name: 'Promises' }).focus();
    await page.keyboard.press('ArrowRight');
    assert.equal(
        await page.getByRole('tab', { name: 'Stories' }).getAttribute('aria-selected'),
        'true',
    );
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    assert.equal(
        await page.getByRole('tab', { name: 'Play' }).getAttribute('aria-selected'),
        'true',
    );
    await page.getByRole('button', { name: 'Keys' }).click();
    await page.getByRole('dialog').getByText('Shift Alt F').waitFor();
    await page.keyboard.press('Escape');
    await close();
});

test('a question that goes on and on says how far it is, and is stopped', async () => {
    const { page, close } = await openStudio(browser);
    const many = Array.from(
        { length: 26 },
        (_, i) => `act tick_${i} by fate\n  if not done_${i}\n  then done_${i}\n`,
    ).join('\n');
    const all = Array.from({ length: 26 }, (_, i) => `done_${i}`).join(', ');
    const facts = `fact ${all}`;
    await writeWorld(
        page,
        `story "Long"\n\n${facts}\n\nperson Ren he\n\n${many}\nending all when ${all}\n`,
    );
    const thinking = page.locator('.head .thinking');
    await thinking.getByText(/states/).waitFor();
    await page.locator('.cm-content').click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('# still alive\n');
    assert.match(await textOf(page), /^# still alive/);
    await thinking.getByText(/states/).waitFor();
    await thinking.getByRole('button', { name: 'stop' }).click();
    await thinking.getByText('Stopped: this is what was found so far.').waitFor();
    await page.getByRole('cell', { name: 'not within these limits' }).waitFor();
    await close();
});

test('every founding world opens, and reads well', async () => {
    const { page, close } = await openStudio(browser);
    for (const [file, folder] of [
        ['on_sacred_ground.kiz', 'on_sacred_ground'],
        ['starry_night.kiz', 'starry_night'],
        ['the_stone.kiz', 'the_stone_where_the_village_ends'],
        ['what_the_dead_were_promised.kiz', 'what_the_dead_were_promised'],
        ['why.kiz', 'why'],
        ['the_lamp.kiz', 'tutorial'],
    ]) {
        await beginFrom(page, file);
        const text = readFileSync(`${root}examples/${folder}/world.kiz`, 'utf8');
        assert.equal(await textOf(page), text);
        await page
            .getByRole('heading', { level: 1, name: /story "(.*)"/.exec(text)[1], exact: true })
            .waitFor();
        await page.getByText('Reads well').waitFor();
    }
    await close();
});

test('where the browser lets a page keep a file, it is opened and saved in place', async () => {
    const { page, close } = await openStudio(browser);
    await page.evaluate((text) => {
        window.written = [];
        const handle = {
            name: 'kept.kiz',
            getFile: async () => new File([text], 'kept.kiz'),
            createWritable: async () => ({
                write: async (what) => void window.written.push(what),
                close: async () => {},
            }),
        };
        window.showOpenFilePicker = async () => [handle];
    }, ferry);
    await page.keyboard.press('Control+o');
    await page.locator('p.file').getByText('kept.kiz').waitFor();
    await ledgerRow(page, 'He sails').getByText('2 acts').waitFor();
    await writeWorld(page, `${ferry}# once more\n`);
    await page.keyboard.press('Control+s');
    await page.getByText('not saved').waitFor({ state: 'hidden' });
    assert.deepEqual(await page.evaluate(() => window.written), [`${ferry}# once more\n`]);
    await close();
});

test('a page with something unsaved is not closed without a question', async () => {
    const { page, close } = await openStudio(browser);
    await writeWorld(page, ferry);
    await page.getByText('not saved').waitFor();
    const asked = page.waitForEvent('dialog');
    void page.close({ runBeforeUnload: true });
    const dialog = await asked;
    assert.equal(dialog.type(), 'beforeunload');
    await dialog.dismiss();
    await page.getByText('not saved').waitFor();
    await close();
});

test('after a mistake, what was found last stays to be seen', async () => {
    const { page, close } = await openStudio(browser);
    await writeWorld(page, ferry);
    await ledgerRow(page, 'He sails').getByText('2 acts').waitFor();
    await page.getByText('Ren went aboard').waitFor();
    await putCursor(page, 'wants 2: at is ferry');
    await page.keyboard.insertText('\n  wants 3:');
    await page.getByText('Below is what followed from it last').waitFor();
    await ledgerRow(page, 'He sails').getByText('2 acts').waitFor();
    await page.waitForTimeout(500);
    assert.ok(await page.getByText('Ren went aboard').isVisible());
    await close();
});
