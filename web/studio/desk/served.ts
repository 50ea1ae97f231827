/* SPDX-License-Identifier: MIT
 *
 * served: the desk when `kizuna studio FILE` serves it: the file is loaded, saved where it lies,
 * and followed when somebody else changes it. The requests stand in web/README.md; a page opened
 * from a disk makes none.
 */
import { desk } from './desk.svelte';

interface World {
    name: string;
    state: string;
    files: Record<string, string>;
}

/* What the desk knows of the file on disk. */
let state = '';

export function isServed(): boolean {
    return document.querySelector('meta[name="kizuna-served"]') !== null;
}

async function fetched(where: string, options?: RequestInit): Promise<Response> {
    const answer = await fetch(where, options);
    if (!answer.ok && answer.status !== 412) throw new Error(await answer.text());
    return answer;
}

export async function fetchWorld(): Promise<World> {
    return (await (await fetched('./api/world')).json()) as World;
}

export function layServedOnDesk(world: World): void {
    state = world.state;
    const { [world.name]: text = '', ...beside } = world.files;
    desk.open(world.name, text, beside);
}

/* The text on the desk stays; only what lies on disk is known now. */
export function noteState(world: World): void {
    state = world.state;
}

/* Null: written. Else what lies on disk now, which somebody else has changed. */
export async function writeServed(text: string): Promise<World | null> {
    const answer = await fetched('./api/world', {
        method: 'PUT',
        body: text,
        headers: { 'If-Match': state },
    });
    if (answer.status === 412) return (await answer.json()) as World;
    state = ((await answer.json()) as { state: string }).state;
    desk.markSaved(text);
    return null;
}

/* Calls whenever the texts on disk are others than the desk knows. */
export async function followDisk(changed: (world: World) => void): Promise<void> {
    for (;;) {
        try {
            const now = (await (await fetched(`./api/changes?state=${state}`)).json()) as {
                state: string;
            };
            if (now.state === state) continue;
            const world = await fetchWorld();
            if (world.state !== state) changed(world);
        } catch {
            await new Promise((resolve) => setTimeout(resolve, 3000));
        }
    }
}

export type { World };
