// SPDX-License-Identifier: MIT
//
// core: the engine itself, once instantiated; synchronous, one slice at a time.
//
// In     the bytes of kizuna.wasm; words as behind `kizuna` on a command line; files as texts
// Out    what the command line would print, and its exit code
// Owns   the memory of the wasm instance; every Question and PlayCore until its free()
// Used   by host.ts, in a worker or on the page's own thread. Its imports are all that WASI asks
//        of a program which only prints and reads a clock, and the page's files.

/** What a question came to. */
export interface Answer {
    /** The exit code of the command line: 0 answered, 1 none exists or something fails, 2 usage,
     *  3 the world has errors, 4 a limit left it unanswered, 5 no such file. */
    code: number;
    /** What `kizuna` would print on standard output. */
    text: string;
    /** What it would print on standard error: notes on the world, complaints. */
    notes: string;
    /** What it would write into files (`-o`, `--csv`, `fmt --write`, `new`), by name. */
    files: Record<string, string>;
}

export type Turn = 'working' | 'yours' | 'over' | 'mistaken' | 'failed';
export type Heard = 'heard' | 'not now' | 'unknown' | 'several' | 'unwilling' | 'failed';
export type Page =
    | 'front' | 'people' | 'news' | 'moves' | 'minds' | 'log' | 'hint' | 'would' | 'end' | 'save';
export type Form = 'text' | 'json';

/* In the order of kizuna.h. */
const turns: Turn[] = ['working', 'yours', 'over', 'mistaken', 'failed'];
const heards: Heard[] = ['heard', 'not now', 'unknown', 'several', 'unwilling', 'failed'];
const pages: Page[] =
    ['front', 'people', 'news', 'moves', 'minds', 'log', 'hint', 'would', 'end', 'save'];
const forms: Form[] = ['text', 'json'];

interface Exports {
    memory: WebAssembly.Memory;
    _initialize(): void;
    bridge_room(size: number): number;
    bridge_ask(words: number, count: number): number;
    bridge_advance(question: number, effort: number): number;
    bridge_enough(question: number): void;
    bridge_states(question: number): number;
    bridge_end(question: number): number;
    bridge_free(question: number): void;
    bridge_play(words: number, count: number): number;
    bridge_play_code(play: number): number;
    bridge_play_free(play: number): void;
    bridge_play_advance(play: number, effort: number): number;
    bridge_play_choose(play: number, words: number): number;
    bridge_play_wait(play: number): number;
    bridge_play_undo(play: number): number;
    bridge_play_hand_over(play: number, person: number): number;
    bridge_play_text(play: number, page: number, form: number): number;
    bridge_play_why(play: number, words: number): number;
    bridge_play_whynot(play: number, words: number): number;
    bridge_play_person(play: number, number: number): number;
    bridge_play_as(play: number): number;
    bridge_play_ending(play: number): number;
    bridge_play_fit(play: number, form: number): number;
    bridge_drop(block: number): void;
}

const utf8 = new TextEncoder();
/* A byte order mark is part of a text here, as it is for the engine. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/* What is printed during one call, and the files it sees. */
interface Job {
    files: Record<string, string>;
    wrote: Record<string, string>;
    printed: Uint8Array[][]; // by file number: 1 stdout, 2 stderr
}

function joined(pieces: Uint8Array[]): string {
    let size = 0;
    for (const piece of pieces) size += piece.length;
    const whole = new Uint8Array(size);
    size = 0;
    for (const piece of pieces) {
        whole.set(piece, size);
        size += piece.length;
    }
    return decoder.decode(whole);
}

export class Core {
    private readonly wasm: Exports;
    private job: Job = { files: {}, wrote: {}, printed: [[], [], []] };

    private constructor(made: WebAssembly.Instance) {
        this.wasm = made.exports as unknown as Exports;
    }

    static async open(bytes: BufferSource): Promise<Core> {
        let core: Core | null = null;
        const its = (): Core => core as Core;
        const { instance } = await WebAssembly.instantiate(bytes, {
            wasi_snapshot_preview1: {
                fd_write: (fd: number, spans: number, count: number, written: number) =>
                    its().print(fd, spans, count, written),
                fd_close: () => 0,
                fd_seek: () => 70, // a pipe
                fd_fdstat_get: (fd: number, to: number) => its().describe(fd, to),
                clock_time_get: (_which: number, _precision: bigint, to: number) => its().now(to),
                proc_exit: (code: number) => {
                    throw new Error(`the engine ended itself (${code})`);
                },
            },
            page: {
                file_size: (path: number) => its().fileSize(path),
                file_text_to: (path: number, to: number) => its().fileTextTo(path, to),
                file_wrote: (path: number, text: number) => its().fileWrote(path, text),
            },
        });
        core = new Core(instance);
        core.wasm._initialize();
        return core;
    }

    /** Begins what the words ask. The files it may read are kept for it alone. */
    ask(words: string[], files: Record<string, string>): Question {
        return new Question(this, this.wasm, words, files);
    }

    /** Begins a play: words as of `kizuna play`, with `--as`. */
    play(words: string[], files: Record<string, string>): PlayCore {
        return new PlayCore(this, this.wasm, words, files);
    }

    /** Bytes of memory taken so far; it is used again, and never given back. */
    get memory(): number {
        return this.wasm.memory.buffer.byteLength;
    }

    // ---- for Question and PlayCore ----

    /** Runs a call; what it prints and writes is added to the answer. */
    during<T>(files: Record<string, string>, into: Answer, call: () => T): T {
        this.job = { files, wrote: into.files, printed: [[], [], []] };
        try {
            return call();
        } finally {
            into.text += joined(this.job.printed[1]!);
            into.notes += joined(this.job.printed[2]!);
        }
    }

    /** Texts one behind the other, each ended by a zero; the callee frees them. */
    lay(words: string[]): number {
        const bytes = utf8.encode(words.map((word) => word.replaceAll('\0', ' ') + '\0').join(''));
        const at = this.wasm.bridge_room(bytes.length || 1);
        if (!at) throw new Error('memory ended');
        new Uint8Array(this.wasm.memory.buffer).set(bytes, at);
        return at;
    }

    /** Calls with one text, and drops it. */
    withText<T>(text: string, call: (at: number) => T): T {
        const at = this.lay([text]);
        try {
            return call(at);
        } finally {
            this.wasm.bridge_drop(at);
        }
    }

    /** The text at a place; null for none. */
    textAt(at: number): string | null {
        if (!at) return null;
        const bytes = new Uint8Array(this.wasm.memory.buffer);
        return decoder.decode(bytes.subarray(at, bytes.indexOf(0, at)));
    }

    // ---- what the engine asks of the page ----

    private view(): DataView {
        return new DataView(this.wasm.memory.buffer);
    }

    private print(fd: number, spans: number, count: number, written: number): number {
        const view = this.view();
        let size = 0;
        for (let i = 0; i < count; i++) {
            const at = view.getUint32(spans + 8 * i, true);
            const length = view.getUint32(spans + 8 * i + 4, true);
            this.job.printed[fd]?.push(new Uint8Array(view.buffer.slice(at, at + length)));
            size += length;
        }
        view.setUint32(written, size, true);
        return 0;
    }

    private describe(fd: number, to: number): number {
        if (fd > 2) return 8;
        new Uint8Array(this.wasm.memory.buffer).fill(0, to, to + 24);
        this.view().setUint8(to, 2); // a terminal's kind of file: written, never sought
        this.view().setBigUint64(to + 8, 64n, true); // may be written
        return 0;
    }

    private now(to: number): number {
        this.view().setBigUint64(to, BigInt(Math.round(performance.now() * 1e6)), true);
        return 0;
    }

    private fileAt(path: number): string | undefined {
        const name = this.textAt(path) as string;
        return Object.hasOwn(this.job.files, name) ? this.job.files[name] : undefined;
    }

    private fileSize(path: number): number {
        const text = this.fileAt(path);
        return text === undefined ? -1 : utf8.encode(text).length;
    }

    private fileTextTo(path: number, to: number): void {
        const bytes = utf8.encode(this.fileAt(path) ?? '');
        new Uint8Array(this.wasm.memory.buffer).set(bytes, to);
    }

    private fileWrote(path: number, text: number): void {
        this.job.wrote[this.textAt(path) as string] = this.textAt(text) as string;
    }
}

/** One question on its way: advance() until it says false, then end(). */
export class Question {
    private readonly answer: Answer = { code: 70, text: '', notes: '', files: {} };
    private at: number;

    constructor(
        private readonly core: Core,
        private readonly wasm: Exports,
        words: string[],
        private readonly files: Record<string, string>,
    ) {
        this.at = core.during(files, this.answer, () =>
            wasm.bridge_ask(core.lay(words), words.length));
        if (!this.at) throw new Error('memory ended');
    }

    /** Works on for about so many units; false: there is no more to do. */
    advance(effort: number): boolean {
        return this.wasm.bridge_advance(this.at, effort) === 1;
    }

    /** Enough: what is known so far is the answer (code 4). */
    enough(): void {
        this.wasm.bridge_enough(this.at);
    }

    /** States found so far. */
    get states(): number {
        return this.wasm.bridge_states(this.at);
    }

    /** The answer; the question is freed. */
    end(): Answer {
        const { core, wasm, at } = this;
        this.answer.code = core.during(this.files, this.answer, () => wasm.bridge_end(at));
        this.free();
        return this.answer;
    }

    /** Also stops it. */
    free(): void {
        if (this.at) this.wasm.bridge_free(this.at);
        this.at = 0;
    }
}

/** One play. `begun.code` is 0 when it can be played; else `begun.notes` says why not. */
export class PlayCore {
    readonly begun: Answer = { code: 70, text: '', notes: '', files: {} };
    private at: number;

    constructor(
        private readonly core: Core,
        private readonly wasm: Exports,
        words: string[],
        files: Record<string, string>,
    ) {
        this.at = core.during(files, this.begun, () =>
            wasm.bridge_play(core.lay(words), words.length));
        if (!this.at) throw new Error('memory ended');
        this.begun.code = wasm.bridge_play_code(this.at);
        if (this.begun.code === 1) this.begun.notes += this.fit('text'); // a save that is refused
    }

    advance(effort: number): Turn {
        return turns[this.wasm.bridge_play_advance(this.at, effort)]!;
    }

    choose(words: string): Heard {
        const { wasm, at } = this;
        return heards[this.core.withText(words, (text) => wasm.bridge_play_choose(at, text))]!;
    }

    wait(): Heard {
        return heards[this.wasm.bridge_play_wait(this.at)]!;
    }

    undo(): Heard {
        return heards[this.wasm.bridge_play_undo(this.at)]!;
    }

    handOver(person: string): Heard {
        const { wasm, at } = this;
        return heards[this.core.withText(person, (text) => wasm.bridge_play_hand_over(at, text))]!;
    }

    page(page: Page, form: Form): string {
        const { wasm, at } = this;
        return this.text(wasm.bridge_play_text(at, pages.indexOf(page), forms.indexOf(form)));
    }

    why(words: string): string {
        const { wasm, at } = this;
        return this.core.withText(words, (text) => this.text(wasm.bridge_play_why(at, text)));
    }

    whynot(words: string): string {
        const { wasm, at } = this;
        return this.core.withText(words, (text) => this.text(wasm.bridge_play_whynot(at, text)));
    }

    get people(): string[] {
        const made: string[] = [];
        for (let name; (name = this.core.textAt(this.wasm.bridge_play_person(this.at, made.length)));)
            made.push(name);
        return made;
    }

    get as(): string | null {
        return this.core.textAt(this.wasm.bridge_play_as(this.at));
    }

    get ending(): string | null {
        return this.core.textAt(this.wasm.bridge_play_ending(this.at));
    }

    /** How a save that was loaded fits this world. */
    fit(form: Form): string {
        return this.text(this.wasm.bridge_play_fit(this.at, forms.indexOf(form)));
    }

    free(): void {
        if (this.at) this.wasm.bridge_play_free(this.at);
        this.at = 0;
    }

    private text(at: number): string {
        const text = this.core.textAt(at);
        if (text === null) throw new Error('memory ended');
        return text;
    }
}
