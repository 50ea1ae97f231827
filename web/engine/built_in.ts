// SPDX-License-Identifier: MIT
//
// built_in: the engine's bytes, packed, and its worker's program, both carried by the page itself,
// so that it works from a disk and asks no network.

import base64 from 'virtual:kizuna-wasm';
import EngineWorker from './worker?worker&inline';

export async function builtInWasm(): Promise<Uint8Array> {
    const packed = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const whole = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(whole).arrayBuffer());
}

export function builtInWorker(): Worker {
    return new EngineWorker();
}
