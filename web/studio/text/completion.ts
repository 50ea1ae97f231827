/* SPDX-License-Identifier: MIT
 *
 * completion: which words and names may come next, by the block that the line stands in and the
 * words before it.
 */
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { Text } from '@codemirror/state';
import type { Named } from '../asking/answers';
import { innerWords, lineWords, openers } from './words';

/* The first word of the statement that this line belongs to; a thing's line begins with its
   kind. */
function openerAbove(text: Text, lineNumber: number): string {
    for (let i = lineNumber; i >= 1; i -= 1) {
        const found = /^(\p{L}[\p{L}\p{N}_]*)/u.exec(text.line(i).text);
        if (found?.[1]) return found[1] === 'attempt' ? 'act' : found[1];
    }
    return '';
}

function wordsFor(opener: string): readonly string[] {
    if (lineWords[opener]) return lineWords[opener];
    return (openers as readonly string[]).includes(opener) ? [] : (lineWords['thing'] ?? []);
}

function asKeyword(label: string): Completion {
    return { label, type: 'keyword' };
}

const kindsOfName: Record<Named['is'], string> = {
    kind: 'class',
    thing: 'constant',
    person: 'type',
    fact: 'property',
    law: 'property',
    act: 'function',
    rule: 'function',
    ending: 'enum',
    tale: 'text',
    what_if: 'text',
};

function asName(named: Named): Completion {
    const what = named.is.replace('_', ' ');
    return {
        label: named.name,
        type: kindsOfName[named.is],
        detail: named.owner ? `${what} of ${named.owner}` : what,
        info: named.gloss ?? undefined,
    };
}

function distinct(all: Completion[]): Completion[] {
    return [...new Map(all.map((one) => [one.label, one])).values()];
}

function factsOf(owner: string, names: readonly Named[]): Completion[] {
    const kind = names.find(
        (one) => one.name === owner && (one.is === 'person' || one.is === 'thing'),
    )?.kind;
    const facts = names.filter((one) => one.is === 'fact' && one.owner);
    const mine = facts.filter(
        (one) => one.owner === owner || one.owner === kind || isBelow(kind, one.owner ?? '', names),
    );
    return distinct((mine.length ? mine : facts).map(asName));
}

function isBelow(kind: string | undefined, above: string, names: readonly Named[]): boolean {
    const parents = names.find((one) => one.is === 'kind' && one.name === kind)?.above ?? [];
    return parents.some((parent) => parent === above || isBelow(parent, above, names));
}

/* What a fact may be, behind `is` or `becomes`. */
export function valuesOf(fact: Named, names: readonly Named[]): string[] {
    const may = fact.may_be ?? {};
    if (may.words) return may.words;
    if (may.kinds)
        return names
            .filter((one) => one.is === 'kind' && may.kinds?.includes(one.name))
            .flatMap((kind) => kind.things ?? []);
    if (may.low !== undefined)
        return Array.from(
            { length: Math.min((may.high ?? may.low + 20) - may.low + 1, 200) },
            (_, i) => String((may.low ?? 0) + i),
        );
    return ['yes', 'no'];
}

function valuesBehind(before: string, names: readonly Named[]): Completion[] {
    const fact = /([\p{L}\p{N}_]+)(?:\([^)]*\))? (?:is(?: not)?|becomes) [\p{L}\p{N}_]*$/u.exec(
        before,
    )?.[1];
    const declared = names.find(
        (one) => (one.is === 'fact' || one.is === 'law') && one.name === fact,
    );
    return declared
        ? valuesOf(declared, names).map((label) => ({ label, type: 'constant', boost: 20 }))
        : [];
}

const namesWanted: Record<string, readonly Named['is'][]> = {
    tale: ['act', 'person'],
    expect: ['ending'],
    without: ['act', 'rule'],
    with: ['act', 'rule'],
    by: ['person', 'kind'],
    under: ['law'],
    believes: ['fact', 'law', 'person', 'thing'],
};

function namesFor(before: string, names: readonly Named[]): Completion[] {
    const last = /([\p{L}_]+)\s+(?:never\s+|only\s+)?[\p{L}\p{N}_]*$/u.exec(before)?.[1] ?? '';
    const first = /^\s*([\p{L}_]+)/u.exec(before)?.[1] ?? '';
    const wanted = namesWanted[last] ?? namesWanted[first];
    return names
        .filter((one) =>
            wanted
                ? wanted.includes(one.is)
                : !['ending', 'tale', 'what_if', 'rule'].includes(one.is),
        )
        .map(asName);
}

function optionsAt(context: CompletionContext, names: readonly Named[]): Completion[] {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    if ((before.match(/"/g)?.length ?? 0) % 2)
        return names.filter((one) => one.is === 'person').map(asName);
    const owner = /([\p{L}\p{N}_]+)\.[\p{L}\p{N}_]*$/u.exec(before)?.[1];
    if (owner) return factsOf(owner, names);
    const begins = /^\s*[\p{L}\p{N}_]*$/u.test(before);
    if (begins && !/^\s/.test(before)) {
        const kinds = names.filter((one) => one.is === 'kind' || one.is === 'person').map(asName);
        return distinct([
            ...openers.map(asKeyword),
            asKeyword('person'),
            asKeyword('place'),
            ...kinds,
        ]);
    }
    if (begins)
        return distinct([
            ...wordsFor(openerAbove(context.state.doc, line.number)).map(asKeyword),
            ...namesFor(before, names),
        ]);
    return distinct([
        ...valuesBehind(before, names),
        ...namesFor(before, names),
        ...innerWords.map(asKeyword),
    ]);
}

export function completeWorld(names: () => readonly Named[]) {
    return (context: CompletionContext): CompletionResult | null => {
        const word = context.matchBefore(/[\p{L}\p{N}_]+/u);
        const isInText = context.matchBefore(/"[^"]*/);
        if (isInText && !context.matchBefore(/[{[][\p{L}\p{N}_ ]*/u)) return null;
        if (!word && !context.explicit && !context.matchBefore(/\./)) return null;
        return {
            from: word?.from ?? context.pos,
            options: optionsAt(context, names()),
            validFor: /^[\p{L}\p{N}_]*$/u,
        };
    };
}
