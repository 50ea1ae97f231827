/* SPDX-License-Identifier: MIT
 *
 * apply: writes lines of change into the text. A line of the same fact in the same mind makes
 * place for it; else it goes into its owner's block, or stands by itself at the end, where of two
 * lines the later wins.
 */
import type { Named } from '../asking/answers';

interface Said {
    /* Whose line it is; null: the world's. */
    owner: string | null;
    /* What stands in the owner's block. */
    inside: string;
    /* The same fact, whatever it is said to be. */
    isSame: (line: string) => boolean;
}

/* `not Ren.tired`, `Ren.at is hill`, `told`, `Ren believes Mio.at is hill`: the path, and what
   is said of it. */
function pathOf(claim: string): string {
    return claim
        .trim()
        .replace(/^not\s+/, '')
        .replace(/\s+is\s.*$/, '')
        .replace(/\s*#.*$/, '')
        .trim();
}

function sameClaim(owner: string | null, path: string): (line: string) => boolean {
    const full = (claim: string): string => {
        const found = pathOf(claim);
        return owner && !found.startsWith(`${owner}.`) ? `${owner}.${found}` : found;
    };
    return (line) =>
        full(line) === (owner && !path.startsWith(`${owner}.`) ? `${owner}.${path}` : path);
}

function readLine(line: string): Said {
    const mind = /^(\S+) (believes|wants|fears) (.*)$/.exec(line);
    if (mind?.[1] && mind[2] && mind[3]) {
        const [, owner, verb, rest] = mind;
        const isBelief = verb === 'believes';
        const same = sameClaim(owner, pathOf(rest));
        const want = rest.replace(/^[^:]*:\s*/, '');
        return {
            owner,
            inside: `${verb} ${rest}`,
            isSame: (other) => {
                const said = new RegExp(`^${verb} (.*)$`).exec(other.trim())?.[1];
                if (said === undefined) return false;
                return isBelief
                    ? same(said)
                    : said.replace(/\s*#.*$/, '').replace(/^[^:]*:\s*/, '') === want;
            },
        };
    }
    const path = pathOf(line);
    const owner = /^(?:not )?([^.\s(]+)\./.exec(line)?.[1] ?? null;
    return {
        owner,
        inside: owner ? line.replace(`${owner}.`, '') : line,
        isSame: sameClaim(owner, path),
    };
}

interface Block {
    first: number;
    end: number;
}

function blockFrom(lines: string[], first: number): Block {
    let end = first + 1;
    while (
        end < lines.length &&
        (/^\s+\S/.test(lines[end] ?? '') ||
            (lines[end] === '' && /^\s+\S/.test(lines[end + 1] ?? '')))
    )
        end += 1;
    return { first, end };
}

function blockOf(
    lines: string[],
    owner: string,
    names: readonly Named[],
    file: string,
): Block | null {
    const named = names.find(
        (one) =>
            one.name === owner && (one.is === 'person' || one.is === 'thing') && one.file === file,
    );
    const first = lines.findIndex(
        (line) => new RegExp(`^\\S+ ${owner}\\b`).test(line) && line.startsWith(`${named?.kind} `),
    );
    return first < 0 ? null : blockFrom(lines, first);
}

function spliced(lines: string[], at: number, remove: number, ...put: string[]): string[] {
    return [...lines.slice(0, at), ...put, ...lines.slice(at + remove)];
}

function keepComment(old: string, line: string): string {
    const comment = /\s+#.*$/.exec(old.replace(/"[^"]*"/g, (text) => '_'.repeat(text.length)));
    return comment ? line + old.slice(comment.index) : line;
}

/* `fact war: on, over is on`: where the start of a fact of the world is said. */
function inDeclaration(lines: string[], line: string): string[] | null {
    const path = pathOf(line);
    const value = / is (.*)$/.exec(line)?.[1] ?? (line.startsWith('not ') ? 'no' : 'yes');
    const at = lines.findIndex(
        (one) => new RegExp(`^(fact|law) ${path}(\\b|$)`).test(one) && !/^fact [^:]*,/.test(one),
    );
    const old = lines[at];
    if (old === undefined || path.includes('.') || path.includes('(')) return null;
    if (old.startsWith('law ')) {
        const on = old.replace(/\s+off(?=\s*(#|$))/, '');
        return spliced(
            lines,
            at,
            1,
            value === 'yes' ? on : keepComment(on, `${on.replace(/\s+#.*$/, '')} off`),
        );
    }
    const plain = old.replace(/\s+#.*$/, '').replace(/ is [^:]*$/, '');
    return spliced(lines, at, 1, keepComment(old, `${plain} is ${value}`));
}

function withoutStatement(lines: string[], call: string): string[] {
    const name = /^[^\s(]+/.exec(call)?.[0] ?? call;
    const first = lines.findIndex((line) =>
        new RegExp(`^(attempt )?(act|rule) ${name}\\b`).test(line),
    );
    if (first < 0) return lines;
    const { end } = blockFrom(lines, first);
    const blank = lines[end] === '' ? 1 : 0;
    return spliced(lines, first, end - first + blank);
}

function intoBlock(lines: string[], block: Block, said: Said): string[] {
    const at = lines.findIndex((line, i) => i > block.first && i < block.end && said.isSame(line));
    if (at >= 0) return spliced(lines, at, 1, keepComment(lines[at] ?? '', `  ${said.inside}`));
    return spliced(lines, block.end, 0, `  ${said.inside}`);
}

function inPlace(text: string, line: string, names: readonly Named[], file: string): string | null {
    const lines = text.split('\n');
    const without = /^without (.*)$/.exec(line)?.[1];
    if (without) return withoutStatement(lines, without).join('\n');
    const said = readLine(line);
    const declared = said.owner === null ? inDeclaration(lines, line) : null;
    if (declared) return declared.join('\n');
    const block = said.owner === null ? null : blockOf(lines, said.owner, names, file);
    return block ? intoBlock(lines, block, said).join('\n') : null;
}

function atTheEnd(text: string, line: string): string {
    return `${text.trimEnd()}\n\n${line}\n`;
}

/* Ways to write the changes into the text, the nicest first: whoever asks tries which of them
   means the same. */
export function waysToApply(
    text: string,
    lines: readonly string[],
    names: readonly Named[],
    file: string,
): string[] {
    const nicest = lines.reduce(
        (now, line) => inPlace(now, line, names, file) ?? atTheEnd(now, line),
        text,
    );
    const plainest = lines.reduce(
        (now, line) =>
            line.startsWith('without ')
                ? (inPlace(now, line, names, file) ?? now)
                : atTheEnd(now, line),
        text,
    );
    return nicest === plainest ? [nicest] : [nicest, plainest];
}

/* The changes kept in the text as a what-if of its own, with what they led to. */
export function keptAsWhatIf(
    text: string,
    name: string,
    lines: readonly string[],
    endings: readonly string[],
    isUnfinished: boolean,
): string {
    const expected = endings.length ? [`  expect ${endings.join(', ')}`] : [];
    return [
        text.trimEnd(),
        '',
        `what if ${name}`,
        ...lines.map((line) => `  ${line}`),
        ...expected,
        ...(isUnfinished ? ['  expect unfinished'] : []),
        '',
    ].join('\n');
}
