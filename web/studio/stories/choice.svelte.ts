/* SPDX-License-Identifier: MIT
 *
 * choice: which story is looked at, in Stories and in Minds alike: a tale that the text tells, or
 * the shortest to an ending.
 */
import { settled } from '../desk/settled.svelte';

export interface ChosenStory {
    kind: 'tale' | 'ending';
    name: string;
}

class Choice {
    #wanted = $state.raw<ChosenStory | null>(null);

    tales = $derived(settled.names.filter((one) => one.is === 'tale').map((one) => one.name));
    endings = $derived(settled.known?.endings?.filter((one) => one.reachable) ?? []);

    /* What was chosen, as long as it is there; else the first tale, else the first ending that
       is reached. As one text, so that nobody asks again when only the world around it is new. */
    #key = $derived.by(() => {
        const wanted = this.#wanted;
        if (wanted && this.#isThere(wanted)) return `${wanted.kind} ${wanted.name}`;
        if (this.tales[0] !== undefined) return `tale ${this.tales[0]}`;
        return this.endings[0] ? `ending ${this.endings[0].name}` : '';
    });

    story = $derived.by<ChosenStory | null>(() => {
        const [kind, name] = this.#key.split(' ');
        return name === undefined ? null : { kind: kind === 'tale' ? 'tale' : 'ending', name };
    });

    #isThere(story: ChosenStory): boolean {
        if (story.kind === 'tale') return this.tales.includes(story.name);
        return this.endings.some((one) => one.name === story.name);
    }

    choose(story: ChosenStory): void {
        this.#wanted = story;
    }

    isChosen(kind: ChosenStory['kind'], name: string): boolean {
        return this.story?.kind === kind && this.story.name === name;
    }
}

export const choice = new Choice();

/* As words for the command line. */
export function wordsFor(story: ChosenStory): string[] {
    return [`--${story.kind}`, story.name];
}
