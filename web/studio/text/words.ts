/* SPDX-License-Identifier: MIT
 *
 * words: every word of the language, by where it may stand. A test holds the list to src/syntax/words.def.
 */

/* They begin a statement, and nothing else can. */
export const openers = [
    'story', 'module', 'use', 'kind', 'fact', 'law', 'act', 'attempt', 'rule', 'ending', 'tale', 'what',
    'always', 'never', 'possible', 'every',
] as const;

/* They begin a line of a block. */
export const lineWords: Record<string, readonly string[]> = {
    story: ['premise', 'content', 'ages', 'telling', 'limits', 'choice', 'acts'],
    use: ['without'],
    thing: ['believes', 'wants', 'fears', 'calls', 'looks'],
    fact: ['evident'],
    act: ['if', 'then', 'seen', 'takes', 'prose', 'says', 'thinks', 'shows', 'fails', 'content'],
    rule: ['when', 'then', 'seen', 'prose', 'shows', 'content'],
    ending: ['content'],
    what: ['expect', 'without', 'after', 'instead'],
};

/* They join what stands inside a line. */
export const innerWords = [
    'and', 'any', 'are', 'as', 'at', 'becomes', 'beliefs', 'both', 'breaks', 'by', 'condition', 'count',
    'everyone', 'evil', 'falls', 'fate', 'from', 'gain', 'he', 'in', 'is', 'it', 'learns', 'least', 'less',
    'lesser', 'like', 'means', 'mind', 'more', 'most', 'needs', 'neither', 'no', 'nobody', 'nor', 'not', 'of',
    'off', 'only', 'or', 'plan', 'rises', 'same', 'self', 'sees', 'senses', 'she', 'states', 'sum', 'than',
    'the', 'they', 'to', 'under', 'unfinished', 'unknown', 'ways', 'where', 'yes',
] as const;

export const allWords: ReadonlySet<string> = new Set([
    ...openers,
    ...Object.values(lineWords).flat(),
    ...innerWords,
]);

/* Words that may also be names: they count as words only behind another word of the language. */
export const freeWords: ReadonlySet<string> = new Set([
    'acts', 'ages', 'are', 'as', 'at', 'beliefs', 'both', 'breaks', 'calls', 'choice', 'condition', 'content',
    'evil', 'gain', 'in', 'least', 'less', 'lesser', 'like', 'limits', 'looks', 'means', 'mind', 'more', 'most',
    'needs', 'off', 'only', 'plan', 'premise', 'same', 'sees', 'states', 'telling', 'than',
    'the', 'to', 'under', 'ways',
]);
