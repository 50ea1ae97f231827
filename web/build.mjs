// SPDX-License-Identifier: MIT
//
// build: makes the pages: `node build.mjs` all of them, `node build.mjs studio` one.
//
// In     page/, studio/: a folder with an index.html is a page; build/web/kizuna.wasm
// Out    build/web/page.html, build/web/studio.html, each one file that carries everything; and
//        build/web/engine.mjs: engine/engine.ts for node, which the tests run

import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const out = `${process.env.KIZUNA_BUILD ?? `${here}../build`}/web`;
const wanted = process.argv.slice(2);

/* Made in a folder of its own and renamed: a page is there whole, or as it was. */
async function make(name, file, options) {
    if (wanted.length && !wanted.includes(name)) return;
    const folder = mkdtempSync(`${out}/${name}-`);
    try {
        const outDir = { build: { outDir: folder, ...options.build }, root: options.root };
        await build({ configFile: `${here}vite.config.ts`, logLevel: 'warn', ...outDir });
        renameSync(`${folder}/${file}`, `${out}/${file === 'index.html' ? `${name}.html` : file}`);
    } finally {
        rmSync(folder, { recursive: true });
    }
}

await make('engine', 'engine.mjs', {
    root: here,
    build: {
        lib: { entry: `${here}engine/engine.ts`, formats: ['es'], fileName: () => 'engine.mjs' },
    },
});
for (const name of ['page', 'studio']) {
    if (existsSync(`${here}${name}/index.html`))
        await make(name, 'index.html', { root: `${here}${name}` });
}
