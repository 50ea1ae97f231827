// SPDX-License-Identifier: MIT
//
// built_in: the engine's bytes and its worker's program, both carried by the page itself, so that
// it works from a disk and asks no network.

import base64 from 'virtual:kizuna-wasm';
import EngineWorker from './worker?worker&inline';

export function builtInWasm(): Uint8Array {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

export function builtInWorker(): Worker {
    return new EngineWorker();
}
