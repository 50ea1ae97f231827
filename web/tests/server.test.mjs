// SPDX-License-Identifier: MIT
//
// server: `kizuna studio` gives its file to its own page, and to nobody else.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { folder, kizuna, told } from './house.mjs';

const place = folder();
const file = `${place.path}/world.kiz`;
const module = `${place.path}/mine.kiz`;
const world = 'use mine\n\nperson Ünal he\n';
let server;
let address;

before(async () => {
    writeFileSync(file, world);
    writeFileSync(module, 'fact quiet\n');
    writeFileSync(`${place.path}/secret.txt`, 'not yours');
    server = spawn(kizuna, ['studio', file, '--no-open'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const line = await new Promise((resolve) =>
        server.stdout.once('data', (bytes) => resolve(String(bytes))));
    address = new URL(line.match(/http:\/\/\S+/)[0]);
});
after(async () => {
    server.kill('SIGINT');
    const code = await new Promise((resolve) => server.once('exit', resolve));
    place.remove();
    assert.equal(code, 0, 'Ctrl-C is how it ends');
});

function ask(path, { method = 'GET', headers = {}, body } = {}) {
    return new Promise((resolve, reject) => {
        const options = { host: '127.0.0.1', port: address.port, method, headers,
            path: path.startsWith('/') ? path : address.pathname + path };
        const asked = request(options, (answer) => {
            const bytes = [];
            answer.on('data', (piece) => bytes.push(piece));
            answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers,
                text: Buffer.concat(bytes).toString('utf8') }));
        });
        asked.on('error', reject);
        asked.end(body);
    });
}

test('the address has a token, and is of this machine alone', () => {
    assert.equal(address.hostname, '127.0.0.1');
    assert.match(address.pathname, /^\/[0-9a-f]{32}\/$/);
});

test('the page is served, and knows that it is', async () => {
    const { status, headers, text } = await ask('');
    assert.equal(status, 200);
    assert.match(headers['content-type'], /^text\/html/);
    assert.match(headers['content-security-policy'], /default-src 'none'/);
    assert.ok(!('access-control-allow-origin' in headers));
    assert.match(text, /<meta name="kizuna-served" content="1">\n<\/head>/);
});

test('the world comes with the modules it uses', async () => {
    const { status, text } = await ask('api/world');
    const document = JSON.parse(text);
    assert.equal(status, 200);
    assert.equal(document.format, 'kizuna-world');
    assert.equal(document.name, 'world.kiz');
    assert.deepEqual(document.files, { 'world.kiz': world, 'mine.kiz': 'fact quiet\n' });
    assert.match(document.state, /^[0-9a-f]{16}$/);
});

test('without the token, from another host or origin: refused', async () => {
    const own = `127.0.0.1:${address.port}`;
    const other = address.pathname.replace(/[0-9a-f]/, (digit) => (digit === '0' ? '1' : '0'));
    for (const path of ['/', '/api/world', other, `${other}api/world`, address.pathname.slice(0, -2),
        `/x${address.pathname}`, `/..${address.pathname}`])
        assert.equal((await ask(path)).status, 403, path);
    for (const headers of [{ Host: 'evil.example' }, { Host: `localhost:${address.port}` },
        { Host: `evil.example:${address.port}` }, { Origin: 'http://evil.example' },
        { Origin: 'null' }, { Origin: `https://${own}` }, { 'Sec-Fetch-Site': 'cross-site' },
        { 'Sec-Fetch-Site': 'same-site' }])
        for (const method of ['GET', 'PUT'])
            assert.equal((await ask('api/world', { headers, method, body: method === 'PUT' ? 'x' : undefined })).status, 403);
    assert.equal(readFileSync(file, 'utf8'), world);
    const ours = { Host: own, Origin: `http://${own}`, 'Sec-Fetch-Site': 'same-origin' };
    assert.equal((await ask('api/world', { headers: ours })).status, 200);
});

test('nothing else is given or written, however it is asked for', async () => {
    for (const path of ['secret.txt', '../secret.txt', 'api/../secret.txt', '..%2fsecret.txt',
        '%2e%2e/secret.txt', 'api/world/../../secret.txt', '/etc/passwd', 'api', 'api/world/',
        'api/changes/x', '//etc/passwd'])
        for (const method of ['GET', 'PUT', 'DELETE', 'POST', 'OPTIONS']) {
            const { status, text } = await ask(path, { method, body: method === 'PUT' ? 'x' : undefined });
            assert.ok(status === 404 || status === 403 || status === 405, `${method} ${path}: ${status}`);
            assert.ok(!/not yours|root:/.test(text));
        }
    assert.deepEqual(readdirSync(place.path).sort(), ['mine.kiz', 'secret.txt', 'world.kiz']);
});

test('saved at once or not at all, and never over what is newer', async () => {
    const { state } = JSON.parse((await ask('api/world')).text);
    chmodSync(file, 0o640);
    const put = (body, headers) => ask('api/world', { method: 'PUT', body, headers });
    const saved = await put('# one ü\n', { 'If-Match': state });
    assert.equal(saved.status, 200);
    assert.equal(readFileSync(file, 'utf8'), '# one ü\n');
    assert.equal(statSync(file).mode & 0o777, 0o640, 'its rights are kept');
    const stale = await put('# two\n', { 'If-Match': state });
    assert.equal(stale.status, 412);
    assert.equal(JSON.parse(stale.text).files['world.kiz'], '# one ü\n');
    assert.equal(readFileSync(file, 'utf8'), '# one ü\n');
    const large = '# ' + 'x'.repeat(1_000_000) + '\n';
    assert.equal((await put(large, { 'If-Match': `"${JSON.parse(saved.text).state}"` })).status, 200);
    assert.equal(readFileSync(file, 'utf8'), large);
    assert.equal((await put('x'.repeat(17 << 20))).status, 413);
    assert.equal(readFileSync(file, 'utf8'), large);
    assert.equal((await put(world)).status, 200);
    assert.equal(readFileSync(file, 'utf8'), world);
    const left = readdirSync(place.path).sort();
    assert.deepEqual(left, ['mine.kiz', 'secret.txt', 'world.kiz'], 'nothing is left beside it');
});

test('half a save is no save', async () => {
    await new Promise((resolve) => {
        const asked = request({ host: '127.0.0.1', port: address.port, method: 'PUT',
            path: `${address.pathname}api/world`, headers: { 'Content-Length': 1000 } });
        asked.on('error', resolve);
        asked.write('# half');
        setTimeout(() => asked.destroy(), 200);
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(readFileSync(file, 'utf8'), world);
});

test('a change on disk is told, of the file and of its modules', async () => {
    for (const [path, text] of [[file, `${world}# more\n`], [module, 'fact loud\n']]) {
        const { state } = JSON.parse((await ask('api/world')).text);
        const waiting = ask(`api/changes?state=${state}`);
        setTimeout(() => writeFileSync(path, text), 400);
        const began = performance.now();
        const { status, text: answer } = await waiting;
        assert.equal(status, 200);
        assert.notEqual(JSON.parse(answer).state, state);
        assert.ok(performance.now() - began > 300, 'not before it changed');
        assert.ok(performance.now() - began < 10_000, 'soon after');
    }
    assert.equal(JSON.parse((await ask('api/changes?state=older')).text).state.length, 16);
});

test('what cannot be served is said', async () => {
    assert.equal((await told(['studio'])).code, 2);
    assert.equal((await told(['studio', `${place.path}/none.kiz`])).code, 5);
    const taken = await told(['studio', file, '--no-open', '--port', address.port]);
    assert.equal(taken.code, 5);
    assert.match(taken.notes, /K0720.*taken/);
    assert.ok(existsSync(file));
});
