/* SPDX-License-Identifier: MIT
 *
 * hover: what stands behind a name: what somebody wants and believes here, what a fact may be,
 * how an act reads.
 */
import type { Facts, Mind, Minds, Named } from '../asking/answers';
import { valuesOf } from './completion';

export interface Behind {
    title: string;
    /* Headed lists of lines. */
    parts: { head: string; lines: string[] }[];
    text: string | null;
}

function claim(fact: string, value: string): string {
    if (value === 'yes') return fact;
    return value === 'no' ? `not ${fact}` : `${fact} is ${value}`;
}

function wrongBeliefs(mind: Mind, world: Facts): string[] {
    return Object.entries(mind.believes)
        .filter(([fact, held]) => world[fact] !== held)
        .map(
            ([fact, held]) =>
                `${claim(fact, held)}  (in truth: ${claim(fact, world[fact] ?? 'unknown')})`,
        );
}

function takenBeliefs(mind: Mind, minds: readonly Mind[]): string[] {
    return Object.entries(mind.thinks).flatMap(([who, facts]) => {
        const other = minds.find((one) => one.name === who);
        return Object.entries(facts)
            .filter(
                ([fact, held]) =>
                    mind.believes[fact] !== held || (other && other.believes[fact] !== held),
            )
            .map(([fact, held]) => {
                const isWrong = other && other.believes[fact] !== held;
                return `${who} believes ${claim(fact, held)}${isWrong ? '  (not so)' : ''}`;
            });
    });
}

function behindPerson(person: Named, moment: Minds | null): Behind {
    const mind = moment?.minds?.find((one) => one.name === person.name);
    const wrong = mind && moment?.world ? wrongBeliefs(mind, moment.world) : [];
    const taken = mind && moment?.minds ? takenBeliefs(mind, moment.minds) : [];
    return {
        title: `${person.name}${person.has_mind ? '' : ', without a mind of their own'}`,
        parts: [
            { head: 'wants', lines: person.wants ?? [] },
            { head: 'is wrong about', lines: wrong },
            { head: 'thinks of the others', lines: taken.slice(0, 8) },
        ].filter((part) => part.lines.length),
        text: null,
    };
}

function behindFact(fact: Named, names: readonly Named[], moment: Minds | null): Behind {
    const now = Object.entries(moment?.world ?? {}).filter(
        ([name]) => name === fact.name || name.endsWith(`.${fact.name}`),
    );
    return {
        title: `${fact.is} ${fact.owner ? `${fact.owner}.` : ''}${fact.name}`,
        parts: [
            {
                head: 'may be',
                lines: fact.follows
                    ? ['what follows from others']
                    : [valuesOf(fact, names).slice(0, 12).join(', ')],
            },
            {
                head: 'at the start',
                lines: now.slice(0, 8).map(([name, value]) => claim(name, value)),
            },
        ].filter((part) => part.lines.length),
        text: fact.gloss ?? null,
    };
}

export function behindName(
    word: string,
    names: readonly Named[],
    moment: Minds | null,
): Behind | null {
    const named = names.find((one) => one.name === word);
    if (!named) return null;
    if (named.is === 'person') return behindPerson(named, moment);
    if (named.is === 'fact' || named.is === 'law') return behindFact(named, names, moment);
    const things =
        named.is === 'kind' && named.things?.length
            ? [{ head: 'there are', lines: [named.things.join(', ')] }]
            : [];
    return {
        title: `${named.is.replace('_', ' ')} ${named.name}`,
        parts: things,
        text: named.text ?? named.gloss ?? named.shown ?? null,
    };
}

export function drawBehind(behind: Behind): HTMLElement {
    const box = document.createElement('div');
    box.className = 'behind';
    const add = (tag: string, text: string, kind: string): void => {
        const made = document.createElement(tag);
        made.className = kind;
        made.textContent = text;
        box.append(made);
    };
    add('strong', behind.title, 'behind-title');
    for (const part of behind.parts) {
        add('div', part.head, 'behind-head');
        for (const line of part.lines) add('div', line, 'behind-line');
    }
    if (behind.text) add('pre', behind.text.trimEnd(), 'behind-text');
    return box;
}
