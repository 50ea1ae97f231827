/* SPDX-License-Identifier: MIT
 *
 * drawing: a map of stories as nodes and lines: moments, the ways between them, the ends; and
 * which of them an ending lights up.
 */
import type { ElementDefinition } from 'cytoscape';
import type { Act, Ending, StoryMap, Way } from '../asking/answers';
import { actInWords, endingTitle } from '../asking/words';

export function endId(way: Way): string {
    return way.unfinished ? 'end:' : `end:${way.ending ?? ''}`;
}

function momentId(number: number): string {
    return `moment:${number}`;
}

/* Many acts on one line are told by the first and the last. */
function wayLabel(way: Way): string {
    const words = way.acts.map((act) => `${act.never_again.length ? '⊘ ' : ''}${actInWords(act)}`);
    if (words.length <= 3) return words.join('\n');
    const turning = words.slice(1, -1).filter((word) => word.startsWith('⊘'));
    return [words[0], ...(turning.length ? turning : ['…']), words.at(-1)].join('\n');
}

/* Does the way lead to the ending (null: to where nobody moves)? Unasked: undefined. */
function leadsTo(map: StoryMap, way: Way, wanted: string | null): boolean {
    if (way.to === null) return way.unfinished ? wanted === null : way.ending === wanted;
    return (
        map.moments?.find((moment) => moment.number === way.to)?.leads_to.includes(wanted) ?? false
    );
}

export function elementsOf(map: StoryMap, endings: readonly Ending[]): ElementDefinition[] {
    const ways = map.ways ?? [];
    const moments = (map.moments ?? []).map((moment) => ({
        group: 'nodes' as const,
        data: {
            id: momentId(moment.number),
            label: moment.number === 1 ? 'start' : String(moment.number),
            number: moment.number,
        },
        classes: moment.number === 1 ? 'moment first' : 'moment',
    }));
    const ends = [
        ...new Map(ways.filter((way) => way.to === null).map((way) => [endId(way), way])).values(),
    ].map((way) => ({
        group: 'nodes' as const,
        data: {
            id: endId(way),
            label: way.unfinished
                ? 'nobody moves'
                : way.ending === null
                  ? 'cut off'
                  : endingTitle(endings, way.ending),
        },
        classes: 'end',
    }));
    return [...moments, ...ends, ...ways.flatMap(elementsOfWay)];
}

/* A way is a line with its acts written on it: they are a node, so that they are given room. */
function elementsOfWay(way: Way, i: number): ElementDefinition[] {
    const label = wayLabel(way);
    const rows = label.split('\n');
    const classes = [
        way.acts.some((act) => act.never_again.length) ? 'turning' : '',
        way.told ? 'told' : '',
    ].join(' ');
    const acts = `acts:${i}`;
    const to = way.to === null ? endId(way) : momentId(way.to);
    return [
        {
            group: 'nodes',
            data: {
                id: acts,
                label,
                width: Math.max(...rows.map((row) => row.length)) * 6.6 + 10,
                height: rows.length * 15 + 4,
            },
            classes: `acts ${classes}`,
        },
        {
            group: 'edges',
            data: { id: `into:${i}`, source: momentId(way.from), target: acts },
            classes: `into ${classes}`,
        },
        { group: 'edges', data: { id: `out:${i}`, source: acts, target: to }, classes },
    ];
}

/* Ids of what is lit when an ending, or the marked tale, is chosen. */
export function litBy(
    map: StoryMap,
    wanted: { ending?: string | null; tale?: boolean },
): Set<string> {
    const lit = new Set<string>();
    (map.ways ?? []).forEach((way, i) => {
        const isLit = wanted.tale ? way.told : leadsTo(map, way, wanted.ending ?? null);
        if (!isLit) return;
        for (const part of ['acts', 'into', 'out']) lit.add(`${part}:${i}`);
        lit.add(momentId(way.from));
        lit.add(way.to === null ? endId(way) : momentId(way.to));
    });
    return lit;
}

/* The acts of a shortest way from the start to a moment. */
export function actsTo(map: StoryMap, number: number): Act[] {
    const known = new Map<number, Act[]>([[1, []]]);
    const waiting = [1];
    for (let at = waiting.shift(); at !== undefined && !known.has(number); at = waiting.shift()) {
        for (const way of map.ways ?? []) {
            if (way.from !== at || way.to === null || known.has(way.to)) continue;
            known.set(way.to, [...(known.get(at) ?? []), ...way.acts]);
            waiting.push(way.to);
        }
    }
    return known.get(number) ?? [];
}
