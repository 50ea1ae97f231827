/* SPDX-License-Identifier: MIT
 *
 * changes: what is changed by hand, as lines of a what-if, and a way back from each change.
 */
export class Changes {
    lines = $state.raw<readonly string[]>([]);
    #past = $state.raw<readonly (readonly string[])[]>([]);
    #future = $state.raw<readonly (readonly string[])[]>([]);

    get canUndo(): boolean {
        return this.#past.length > 0;
    }

    get canRedo(): boolean {
        return this.#future.length > 0;
    }

    #become(lines: readonly string[]): void {
        this.#past = [...this.#past, this.lines];
        this.#future = [];
        this.lines = lines;
    }

    add(...lines: string[]): void {
        this.#become([...this.lines, ...lines.filter((line) => !this.lines.includes(line))]);
    }

    leaveOut(line: string): void {
        this.#become(this.lines.filter((one) => one !== line));
    }

    clear(): void {
        if (this.lines.length) this.#become([]);
    }

    undo(): void {
        const last = this.#past.at(-1);
        if (!last) return;
        this.#future = [this.lines, ...this.#future];
        this.#past = this.#past.slice(0, -1);
        this.lines = last;
    }

    redo(): void {
        const next = this.#future[0];
        if (!next) return;
        this.#past = [...this.#past, this.lines];
        this.#future = this.#future.slice(1);
        this.lines = next;
    }

    /* As words for the command line. */
    get words(): string[] {
        return this.lines.flatMap((line) => ['--set', line]);
    }
}

export const changes = new Changes();
