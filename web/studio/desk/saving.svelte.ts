/* SPDX-License-Identifier: MIT
 *
 * saving: opening and saving as the writer meets them: nothing unsaved is left without a question.
 */
import { desk } from './desk.svelte';
import { openFiles, saveFile } from './files';
import { blankWorld } from './worlds';

interface Asked {
    text: string;
    answers: { label: string; deed: () => void }[];
}

class Saving {
    question = $state.raw<Asked | null>(null);

    async begin(): Promise<void> {
        window.addEventListener('beforeunload', (event) => {
            if (desk.isUnsaved) event.preventDefault();
        });
        const world = await blankWorld();
        if (desk.opened === 0) desk.open(world.file, world.text);
    }

    async save(): Promise<void> {
        await saveFile();
    }

    async open(): Promise<void> {
        await this.leaveOr(openFiles);
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
