/* SPDX-License-Identifier: MIT
 *
 * saving: opening and saving as the writer meets them: nothing unsaved is left without a question.
 */
import { desk } from './desk.svelte';
import { forgetFile, openFiles, saveFile } from './files';
import {
    fetchWorld,
    followDisk,
    isServed,
    layServedOnDesk,
    noteState,
    writeServed,
    type World,
} from './served';
import { blankWorld } from './worlds';

interface Asked {
    text: string;
    answers: { label: string; deed: () => void }[];
}

class Saving {
    question = $state.raw<Asked | null>(null);
    trouble = $state('');
    /* The file that is served lies on the desk; another world may be laid there, and is then a
       file of the page's own. */
    #isServed = false;

    async begin(): Promise<void> {
        window.addEventListener('beforeunload', (event) => {
            if (desk.isUnsaved) event.preventDefault();
        });
        if (isServed()) return this.#beginServed();
        const world = await blankWorld();
        if (desk.opened === 0) desk.open(world.file, world.text);
    }

    async #beginServed(): Promise<void> {
        layServedOnDesk(await fetchWorld());
        this.#isServed = true;
        void followDisk((world) => {
            if (this.#isServed) this.#changedOnDisk(world);
        });
    }

    #changedOnDisk(world: World): void {
        noteState(world);
        const text = world.files[world.name] ?? '';
        if (!desk.isUnsaved || text === desk.text) return layServedOnDesk(world);
        this.ask(`${world.name} was changed on disk as well.`, {
            'Take the one on disk': () => layServedOnDesk(world),
            'Keep mine': () => {},
        });
    }

    async save(): Promise<void> {
        this.trouble = '';
        try {
            if (this.#isServed) await this.#saveServed();
            else await saveFile();
        } catch (why) {
            this.trouble = `Not saved: ${why instanceof Error ? why.message : String(why)}`;
        }
    }

    async #saveServed(): Promise<void> {
        const theirs = await writeServed(desk.text);
        if (theirs) this.#changedOnDisk(theirs);
    }

    async open(): Promise<void> {
        await this.leaveOr(() => {
            this.leaveServed();
            return openFiles();
        });
    }

    leaveServed(): void {
        this.#isServed = false;
        forgetFile();
    }

    /* Asks first when there is something to lose. */
    async leaveOr(deed: () => void | Promise<void>): Promise<void> {
        if (!desk.isUnsaved) return deed();
        this.ask(`${desk.name} is not saved.`, {
            'Save it first': async () => {
                await this.save();
                if (!desk.isUnsaved) await deed();
            },
            'Let it go': deed,
            'Stay here': () => {},
        });
    }

    ask(text: string, answers: Record<string, () => void | Promise<void>>): void {
        this.question = {
            text,
            answers: Object.entries(answers).map(([label, deed]) => ({
                label,
                deed: () => {
                    this.question = null;
                    void deed();
                },
            })),
        };
    }
}

export const saving = new Saving();
