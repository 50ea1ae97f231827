/* SPDX-License-Identifier: MIT
 *
 * language: a world file in colours. Line by line, as the language is read; what a word means
 * stands in words.ts.
 */
import {
    HighlightStyle,
    LanguageSupport,
    StreamLanguage,
    syntaxHighlighting,
} from '@codemirror/language';
import { tags } from '@lezer/highlight';
import { allWords, freeWords, lineWords, openers } from './words';

interface Reading {
    quoted: boolean;
    atLineStart: boolean;
    wordBefore: boolean;
    naming: boolean;
}

interface Stream {
    sol(): boolean;
    eatSpace(): boolean;
    next(): string | void;
    peek(): string | undefined;
    match(what: RegExp): boolean | RegExpMatchArray | null;
    skipToEnd(): void;
    current(): string;
}

const namingWords = new Set([
    'person',
    'place',
    'kind',
    'fact',
    'law',
    'act',
    'rule',
    'ending',
    'tale',
    'module',
    'use',
]);
const firstWords: ReadonlySet<string> = new Set([...openers, ...Object.values(lineWords).flat()]);

/* Inside a text: who is spoken of, and which word bends, stand out from the prose. */
function readText(stream: Stream, now: Reading): string {
    if (stream.match(/^\{[^}"]*\}/)) return 'special';
    if (stream.match(/^\[[^\]"]*\]/)) return 'special';
    while (!stream.match(/^$/)) {
        const letter = stream.peek();
        if (letter === '{' || letter === '[') return 'string';
        stream.next();
        if (letter === '\\') stream.next();
        if (letter === '"') {
            now.quoted = false;
            return 'string';
        }
        if (stream.peek() === undefined) break;
    }
    now.quoted = stream.peek() !== undefined;
    return 'string';
}

function isWord(word: string, now: Reading, stream: Stream): boolean {
    if (!allWords.has(word) || stream.peek() === '.' || stream.peek() === '(') return false;
    if (word === 'at') return Boolean(stream.match(/^(?= (least|most)\b)/));
    if (now.atLineStart) return firstWords.has(word) || !freeWords.has(word);
    return !freeWords.has(word) || now.wordBefore;
}

function readWord(stream: Stream, now: Reading): string {
    stream.match(/^[\p{L}][\p{L}\p{N}_]*/u);
    const word = stream.current();
    const names = now.naming;
    now.naming = namingWords.has(word) && (now.atLineStart || now.wordBefore);
    if (names && !allWords.has(word)) return 'definition';
    if (isWord(word, now, stream)) {
        const style = now.atLineStart ? 'keyword' : 'joining';
        now.atLineStart = false;
        now.wordBefore = true;
        return style;
    }
    const begins = now.atLineStart;
    now.atLineStart = false;
    now.wordBefore = false;
    if (begins && now.naming) return 'keyword';
    return /^\p{Lu}/u.test(word) ? 'person' : 'name';
}

function readToken(stream: Stream, now: Reading): string | null {
    if (stream.sol())
        Object.assign(now, { quoted: false, atLineStart: true, wordBefore: false, naming: false });
    if (now.quoted) return readText(stream, now);
    if (stream.eatSpace()) return null;
    if (stream.peek() === '#') {
        stream.skipToEnd();
        return 'comment';
    }
    if (stream.match(/^"/)) {
        now.quoted = true;
        return 'string';
    }
    if (stream.match(/^-?\d+/)) return 'number';
    if (/\p{L}/u.test(stream.peek() ?? '')) return readWord(stream, now);
    const sign = stream.next();
    now.wordBefore = sign === ',' ? now.wordBefore : false;
    now.naming = sign === ',' ? now.naming : false;
    return 'punctuation';
}

const kiz = StreamLanguage.define<Reading>({
    name: 'kiz',
    startState: () => ({ quoted: false, atLineStart: true, wordBefore: false, naming: false }),
    copyState: (now) => ({ ...now }),
    token: readToken,
    languageData: {
        commentTokens: { line: '#' },
        closeBrackets: { brackets: ['(', '[', '{', '"'] },
    },
    tokenTable: {
        keyword: tags.keyword,
        joining: tags.operatorKeyword,
        definition: tags.definition(tags.variableName),
        person: tags.typeName,
        name: tags.variableName,
        string: tags.string,
        special: tags.special(tags.string),
        number: tags.number,
        comment: tags.comment,
        punctuation: tags.punctuation,
    },
});

const colours = HighlightStyle.define([
    { tag: tags.keyword, color: 'var(--thread)', fontWeight: '500' },
    { tag: tags.operatorKeyword, color: 'var(--soft)' },
    { tag: tags.definition(tags.variableName), color: 'var(--ink)', fontWeight: '600' },
    { tag: tags.typeName, color: 'var(--indigo)' },
    { tag: tags.string, color: 'var(--prose)' },
    { tag: tags.special(tags.string), color: 'var(--prose-mark)' },
    { tag: tags.number, color: 'var(--indigo)' },
    { tag: tags.comment, color: 'var(--soft)', fontStyle: 'italic' },
    { tag: tags.punctuation, color: 'var(--soft)' },
]);

export function worldLanguage(): LanguageSupport {
    return new LanguageSupport(kiz, syntaxHighlighting(colours));
}
