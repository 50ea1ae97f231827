// SPDX-License-Identifier: MIT
//
// engine: the whole of Kizuna behind a Promise. This is all that a page sees.
//
//     import { Engine } from '../engine/engine';
//
//     const engine = await Engine.open();
//     const files = { 'world.kiz': text };
//     const { code, text, notes } = await engine.ask(['endings', 'world.kiz', '--json'], files);
//
//     const play = await engine.play(['play', 'world.kiz', '--as', 'Mio'], files);
//     let { turn } = await play.turn();              // the others act until it is Mio's turn
//     const { moves } = JSON.parse(await play.page('news', 'json'));
//     if ((await play.choose('1')) === 'heard') ({ turn } = await play.turn());
//
// * The words are those of the command line, and are read by its own code: every verb and option of
//   `kizuna help` works, and the answer is the same, byte for byte (`measured` aside). `play` has
//   a session of its own (Engine.play); `import`, `export` and `studio` are
//   the command line's alone.
// * `files` are the files the words may name, and the modules (`use vow` means `vow.kiz` beside the
//   world's file; where there is none, the engine's own library is looked through).
// * It runs in a worker where a page can have one, else on the page's own thread in slices of a few
//   milliseconds. Nothing else differs. Nothing is ever fetched.
// * A question can be dropped: by its `signal`, or by a newer one in the same `slot`. A dropped
//   question's promise is rejected with an Error whose `name` is 'AbortError' (wasDropped(error)).
//   Or it is ended by `enough`: then what is known so far is the answer (code 4), as when
//   `kizuna` is interrupted.
// * Mistakes in a world are answers (code 3, `notes`), never exceptions. An exception means that
//   memory ended, or a mistake of Kizuna's own.

import { builtInWasm, builtInWorker } from './built_in';
import { Host, type Begun, type Reply, type Request } from './host';
import type { Answer, Form, Heard, Page, Turn } from './core';

export type { Answer, Form, Heard, Page, Turn };

export interface AskOptions {
    /** 'json' adds `--json` to the words. */
    form?: Form;
    /** Drops the question. */
    signal?: AbortSignal;
    /** Ends the question with what is known so far. */
    enough?: AbortSignal;
    /** A newer question with the same slot drops this one: for what follows as somebody types. */
    slot?: string;
    /** Called some ten times a second with the states found so far. */
    progress?: (states: number) => void;
}

export interface OpenOptions {
    /** The bytes of kizuna.wasm; without them those built into the page. */
    wasm?: Uint8Array;
    /** Makes the worker; null: the page's own thread. Without it a worker is tried for. */
    worker?: (() => Worker) | null;
}

/** Whose turn it is, who is played (null: nobody), and the ending reached. */
export interface AtTurn {
    turn: Turn;
    as: string | null;
    ending: string | null;
}

/* What a worker and the page's own thread have in common. */
interface Port {
    send(request: Request): void;
    close(): void;
}

type Take = (reply: Reply) => void;

type Without<T> = T extends unknown ? Omit<T, 'id'> : never;

interface Waiting {
    resolve(is: unknown): void;
    reject(error: Error): void;
    progress: ((states: number) => void) | undefined;
}

function dropped(): Error {
    const error = new Error('the question was dropped');
    error.name = 'AbortError';
    return error;
}

/** Was this thrown because a question was dropped? */
export function wasDropped(error: unknown): boolean {
    return error instanceof Error && error.name === 'AbortError';
}

/* A worker that never answers is as good as none: in some frames it is made and then fails. */
const WORKER_PATIENCE_MS = 10_000;

function threadPort(take: Take): Port {
    const host = new Host(take);
    return { send: (request) => void host.take(request), close: () => {} };
}

function workerPort(worker: Worker, take: Take): Port {
    worker.onmessage = (event: MessageEvent<Reply>) => take(event.data);
    return { send: (request) => worker.postMessage(request), close: () => worker.terminate() };
}

export class Engine {
    private port: Port | null = null;
    private number = 0;
    private readonly waiting = new Map<number, Waiting>();
    private readonly slots = new Map<string, number>();
    private isOnThread = false;

    private constructor() {}

    static async open(options: OpenOptions = {}): Promise<Engine> {
        const made = new Engine();
        const wasm = options.wasm ?? (await builtInWasm());
        const worker = options.worker === null ? null : tryWorker(options.worker ?? builtInWorker);
        if (!(worker && (await made.openIn(worker, wasm)))) await made.openHere(wasm);
        return made;
    }

    /** True where no worker was to be had. */
    get isOnPageThread(): boolean {
        return this.isOnThread;
    }

    /** Asks; `words` as behind `kizuna`: ['endings', 'world.kiz', '--limit-story', '8']. */
    ask(
        words: string[],
        files: Record<string, string>,
        options: AskOptions = {},
    ): Promise<Answer> {
        const { form, signal, enough, slot, progress } = options;
        if (signal?.aborted) return Promise.reject(dropped());
        const all = form === 'json' ? [...words, '--json'] : words;
        const older = slot === undefined ? undefined : this.slots.get(slot);
        if (older !== undefined) this.drop(older);
        const to = { to: 'ask', words: all, files, progress: !!progress } as const;
        const { id, answer } = this.request<Answer>(to, progress);
        if (slot !== undefined) this.slots.set(slot, id);
        const drop = () => this.drop(id);
        const end = () => this.end(id);
        signal?.addEventListener('abort', drop, { once: true });
        enough?.addEventListener('abort', end, { once: true });
        if (enough?.aborted) end();
        return answer.finally(() => {
            signal?.removeEventListener('abort', drop);
            enough?.removeEventListener('abort', end);
            if (slot !== undefined && this.slots.get(slot) === id) this.slots.delete(slot);
        });
    }

    /** Begins a play: ['play', 'world.kiz', '--as', 'Mio', '--seed', '7']; `--as nobody` lets all
     *  act by themselves, and is also how to learn who can be played. `--load NAME` goes on from
     *  a save among the files. Throws a PlayRefused when it cannot be played. */
    async play(words: string[], files: Record<string, string>): Promise<Play> {
        const begun = await this.request<Begun>({ to: 'play', words, files }).answer;
        if (begun.begun.code !== 0) throw new PlayRefused(begun.begun);
        return new Play((to) => this.request<never>(to).answer, begun);
    }

    /** Ends everything at once. */
    close(): void {
        this.port?.close();
        for (const id of [...this.waiting.keys()]) this.settle(id)?.reject(dropped());
    }

    // ---- within ----

    private request<T>(
        what: Without<Request>,
        progress?: (states: number) => void,
    ): { id: number; answer: Promise<T> } {
        const id = ++this.number;
        const answer = new Promise<T>((resolve, reject) => {
            this.waiting.set(id, { resolve: resolve as (is: unknown) => void, reject, progress });
        });
        this.port!.send({ ...what, id } as Request);
        return { id, answer };
    }

    private settle(id: number): Waiting | undefined {
        const one = this.waiting.get(id);
        this.waiting.delete(id);
        return one;
    }

    private end(id: number): void {
        if (this.waiting.has(id)) this.port!.send({ id: ++this.number, to: 'enough', which: id });
    }

    private drop(id: number): void {
        const one = this.settle(id);
        if (!one) return;
        this.port!.send({ id: ++this.number, to: 'drop', which: id });
        one.reject(dropped());
    }

    private take(reply: Reply): void {
        if ('states' in reply) this.waiting.get(reply.id)?.progress?.(reply.states);
        else if ('failed' in reply) this.settle(reply.id)?.reject(new Error(reply.failed));
        else this.settle(reply.id)?.resolve(reply.is);
    }

    private async openIn(worker: Worker, wasm: Uint8Array): Promise<boolean> {
        this.port = workerPort(worker, (reply) => this.take(reply));
        const { id, answer } = this.request<null>({ to: 'open', wasm });
        const giveUp = () => this.settle(id)?.reject(new Error('no worker'));
        worker.onerror = giveUp;
        const timer = setTimeout(giveUp, WORKER_PATIENCE_MS);
        try {
            await answer;
            worker.onerror = () => this.fail();
            return true;
        } catch {
            worker.terminate();
            return false;
        } finally {
            clearTimeout(timer);
        }
    }

    private async openHere(wasm: Uint8Array): Promise<void> {
        this.isOnThread = true;
        this.port = threadPort((reply) => this.take(reply));
        await this.request<null>({ to: 'open', wasm }).answer;
    }

    private fail(): void {
        for (const id of [...this.waiting.keys()])
            this.settle(id)?.reject(new Error('the engine failed'));
    }
}

/** A play that cannot be played: `answer.code` and `answer.notes` say why. */
export class PlayRefused extends Error {
    constructor(readonly answer: Answer) {
        super(answer.notes);
        this.name = 'PlayRefused';
    }
}

/** One play. After each choice that is heard: turn(), then the pages 'news' and 'moves'. */
export class Play {
    /** Everybody who can be played. */
    readonly people: string[];
    /** Who is played at the beginning; null: nobody. */
    readonly as: string | null;
    /** Of a play from a save: how it fits this world ('' for a new one). */
    readonly fit: string;
    private readonly play: number;

    constructor(
        private readonly request: (what: Without<Request>) => Promise<never>,
        begun: Begun,
    ) {
        ({ play: this.play, people: this.people, as: this.as, fit: this.fit } = begun);
    }

    /** The others act until it is the player's turn, or it is over. */
    turn(): Promise<AtTurn> {
        return this.request({ to: 'turn', play: this.play });
    }

    /** A move by its number (from 1), its notation or its words. */
    choose(words: string): Promise<Heard> {
        return this.request({ to: 'choose', play: this.play, words });
    }

    /** Lets the others go first. */
    wait(): Promise<Heard> {
        return this.request({ to: 'wait', play: this.play });
    }

    /** Back to before the last choice. */
    undo(): Promise<Heard> {
        return this.request({ to: 'undo', play: this.play });
    }

    /** Another is played from here on; 'nobody' lets them all go on. */
    handOver(person: string): Promise<Heard> {
        return this.request({ to: 'hand over', play: this.play, words: person });
    }

    /** A page of docs/play.md; 'save' is a save's text. As JSON: the page, the turn, the moves. */
    page(page: Page, form: Form = 'text'): Promise<string> {
        return this.request({ to: 'page', play: this.play, page, form });
    }

    /** Why somebody did the act last seen (''), did or would do an act. */
    why(act = ''): Promise<string> {
        return this.request({ to: 'why', play: this.play, words: act });
    }

    /** What keeps them from it. */
    whynot(act: string): Promise<string> {
        return this.request({ to: 'whynot', play: this.play, words: act });
    }

    /** Frees it. */
    end(): Promise<null> {
        return this.request({ to: 'end play', play: this.play });
    }
}

function tryWorker(make: () => Worker): Worker | null {
    try {
        return make();
    } catch {
        return null;
    }
}
