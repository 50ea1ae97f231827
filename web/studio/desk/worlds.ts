/* SPDX-License-Identifier: MIT
 *
 * worlds: what a writer may begin from: a blank page with a small world, and the founding worlds.
 */
import onSacredGround from '../../../examples/on_sacred_ground/world.kiz?raw';
import starryNight from '../../../examples/starry_night/world.kiz?raw';
import theStone from '../../../examples/the_stone_where_the_village_ends/world.kiz?raw';
import tutorial from '../../../examples/tutorial/world.kiz?raw';
import promised from '../../../examples/what_the_dead_were_promised/world.kiz?raw';
import why from '../../../examples/why/world.kiz?raw';
import { askEngine } from '../asking/engine';

export interface FoundingWorld {
    file: string;
    title: string;
    text: string;
}

function world(file: string, text: string): FoundingWorld {
    return { file, text, title: /^story "(.*)"$/m.exec(text)?.[1] ?? file };
}

/* The small world that `kizuna new` writes. */
export async function blankWorld(): Promise<FoundingWorld> {
    const file = 'the_open_door.kiz';
    const made = await askEngine(['new', 'the_open_door'], {});
    return world(file, made.files[file] ?? '');
}

export const foundingWorlds: readonly FoundingWorld[] = [
    world('on_sacred_ground.kiz', onSacredGround),
    world('starry_night.kiz', starryNight),
    world('the_stone.kiz', theStone),
    world('what_the_dead_were_promised.kiz', promised),
    world('why.kiz', why),
];

export const tutorialWorld = world('the_lamp.kiz', tutorial);
