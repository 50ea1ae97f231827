// SPDX-License-Identifier: MIT
//
// vite.config: each page becomes one file that carries everything: build.mjs says which. Alone
// (`npx vite studio`) it serves a page while it is written.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';

const build = process.env.KIZUNA_BUILD ?? fileURLToPath(new URL('../build', import.meta.url));

/* `import base64 from 'virtual:kizuna-wasm'` */
function engineBytes(): Plugin {
    const name = 'virtual:kizuna-wasm';
    return {
        name,
        resolveId: (id) => (id === name ? '\0' + name : undefined),
        load(id) {
            if (id !== '\0' + name) return undefined;
            const bytes = readFileSync(`${build}/web/kizuna.wasm.gz`);
            return `export default ${JSON.stringify(bytes.toString('base64'))};`;
        },
    };
}

export default defineConfig({
    base: './',
    plugins: [engineBytes(), svelte(), viteSingleFile({ removeViteModuleLoader: true })],
    worker: { plugins: () => [engineBytes()] },
    build: {
        target: 'es2022',
        assetsInlineLimit: Number.MAX_SAFE_INTEGER,
        chunkSizeWarningLimit: 4000,
        emptyOutDir: false,
        reportCompressedSize: false,
    },
});
