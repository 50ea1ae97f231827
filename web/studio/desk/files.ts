/* SPDX-License-Identifier: MIT
 *
 * files: opens and saves plain files. Where the browser lets a page keep hold of a file it is
 * saved in place; elsewhere opening is choosing, and saving is a download.
 */
import type { Files } from '../asking/question.svelte';
import { desk } from './desk.svelte';

interface Handle {
    name: string;
    getFile(): Promise<File>;
    createWritable(): Promise<{ write(text: string): Promise<void>; close(): Promise<void> }>;
}

interface Pickers {
    showOpenFilePicker?(options: object): Promise<Handle[]>;
    showSaveFilePicker?(options: object): Promise<Handle>;
}

const pickers = window as unknown as Pickers;
const kinds = { types: [{ description: 'Kizuna worlds', accept: { 'text/plain': ['.kiz'] } }] };

/* Of the file that is on the desk; null: none that may be written to. */
let kept: Handle | null = null;

export function forgetFile(): void {
    kept = null;
}

/* Of several files the one with a story is the world; the others are modules beside it. */
export function layOnDesk(files: Files): void {
    const names = Object.keys(files).sort();
    const world =
        names.find((name) => /^story\s/m.test(files[name] ?? '')) ??
        names.find((name) => !/^module\s/m.test(files[name] ?? '')) ??
        names[0];
    if (world === undefined) return;
    const { [world]: text = '', ...beside } = files;
    desk.open(world, text, beside);
}

async function textsOf(files: Iterable<File>): Promise<Files> {
    const texts: Files = {};
    for (const file of files) texts[file.name] = await file.text();
    return texts;
}

export async function layFilesOnDesk(files: Iterable<File>): Promise<void> {
    const texts = await textsOf(files);
    kept = null;
    layOnDesk(texts);
}

function wasLeft(why: unknown): boolean {
    return why instanceof DOMException && why.name === 'AbortError';
}

async function openInPlace(pick: NonNullable<Pickers['showOpenFilePicker']>): Promise<void> {
    const handles = await pick.call(window, { ...kinds, multiple: true });
    layOnDesk(await textsOf(await Promise.all(handles.map((handle) => handle.getFile()))));
    kept = handles.find((handle) => handle.name === desk.name) ?? null;
}

function openByInput(): void {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.kiz,text/plain';
    input.multiple = true;
    input.onchange = () => void layFilesOnDesk(input.files ?? []);
    input.click();
}

export async function openFiles(): Promise<void> {
    if (!pickers.showOpenFilePicker) return openByInput();
    try {
        await openInPlace(pickers.showOpenFilePicker);
    } catch (why) {
        if (!wasLeft(why)) openByInput();
    }
}

export function download(name: string, text: string): void {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

async function writeTo(handle: Handle, text: string): Promise<void> {
    const file = await handle.createWritable();
    await file.write(text);
    await file.close();
}

export async function saveFile(): Promise<void> {
    const text = desk.text;
    try {
        if (!kept && pickers.showSaveFilePicker)
            kept = await pickers.showSaveFilePicker.call(window, {
                ...kinds,
                suggestedName: desk.name,
            });
        if (kept) await writeTo(kept, text);
        else download(desk.name, text);
        desk.markSaved(text, kept?.name ?? desk.name);
    } catch (why) {
        if (wasLeft(why)) return;
        download(desk.name, text);
        desk.markSaved(text);
    }
}
