/* SPDX-License-Identifier: MIT
 *
 * answers: what the engine answers, as far as the page reads it. docs/schemas/ has all of it.
 */

export interface Place {
    offset: number;
    line: number;
    column: number;
}

export interface OtherPlace {
    file: string;
    start: Place;
    end: Place;
    message: string | null;
}

export interface Note {
    code: string;
    severity: 'error' | 'warning';
    file: string | null;
    start: Place | null;
    end: Place | null;
    message: string;
    help: string | null;
    other: OtherPlace | null;
}

/* What every answer has. */
export interface Answer {
    format: string;
    story?: string | null;
    diagnostics: Note[];
}

export interface Act {
    act: string;
    by: string[];
}

export interface Named {
    is:
        | 'kind'
        | 'thing'
        | 'person'
        | 'fact'
        | 'law'
        | 'act'
        | 'rule'
        | 'ending'
        | 'tale'
        | 'what_if';
    name: string;
    file: string | null;
    start?: Place;
    end?: Place;
    text?: string | null;
    gloss?: string | null;
    above?: string[];
    things?: string[];
    kind?: string;
    shown?: string | null;
    has_mind?: boolean;
    wants?: string[];
    owner?: string | null;
    parameters?: string[];
    may_be?: { low?: number; high?: number | null; words?: string[]; kinds?: string[] };
    follows?: boolean;
    by?: string[];
    parameter_count?: number;
}

export interface Names extends Answer {
    names: Named[] | null;
}

export interface Ending {
    name: string;
    title: string | null;
    reachable: boolean;
    orders: string;
    threadings: string | null;
    tale_count: number | null;
    shortest: Act[] | null;
}

export interface Ledger extends Answer {
    complete: boolean;
    /* Which limits stood in the way. */
    stopped_by?: string[];
    limits?: Record<string, number | null>;
    state_count?: number;
    step_count?: number;
    unfinished_count?: number;
    unfinished?: { after: Act[]; missing: string[] }[];
    endings?: Ending[];
}

export interface Sentence {
    text: string;
    paragraph: number;
    beat: number;
    rule: string | null;
    kind: string;
}

export interface Telling extends Answer {
    found: boolean;
    name?: string;
    accepted?: boolean;
    ending?: string | null;
    premise?: string | null;
    ages?: string | null;
    content?: string[];
    manner?: {
        heads: string;
        through: string | null;
        person: string;
        tense: string;
        order: string;
        word_limit: number;
        word_count: number;
    };
    paragraphs?: string[];
    sentences?: Sentence[];
    acts?: (Act & { fails: boolean })[];
}

export interface Worth {
    now: number;
    then: number;
    wants: { want: string; now: number; then: number }[];
}

export interface Belief {
    belief: string;
    is_so: boolean;
    truth: string;
    from: string;
    from_act: number | null;
    teller: string | null;
    rule: string | null;
}

export interface ReasonOf {
    actor: string;
    plan: Act[];
    came_true: boolean;
    worth: Worth;
    rests_on: Belief[];
}

export interface OtherMind {
    who: string;
    notices: boolean;
    surprised: boolean;
    takes_plan_to_be: Act[] | null;
    worth: Worth;
}

export interface WhyAct extends Act {
    number: number;
    fails: boolean;
    actors: ReasonOf[];
    others: OtherMind[];
}

export interface Why extends Answer {
    found?: boolean;
    acts?: WhyAct[];
}

export type Facts = Record<string, string>;

export interface Mind {
    name: string;
    believes: Facts;
    thinks: Record<string, Facts>;
}

export interface Minds extends Answer {
    after_count?: number;
    world?: Facts;
    minds?: Mind[];
}

export interface MapAct extends Act {
    never_again: (string | null)[];
}

export interface Way {
    from: number;
    to: number | null;
    ending: string | null;
    unfinished: boolean;
    told: boolean;
    acts: MapAct[];
}

export interface StoryMap extends Answer {
    complete: boolean;
    drawn?: 'orders' | 'tales' | 'shortest';
    state_count?: number;
    moments?: { number: number; leads_to: (string | null)[] }[];
    ways?: Way[];
}

export interface Compared {
    complete: boolean;
    gained: string[];
    lost: string[];
    kept: string[];
    unfinished: boolean;
    people: { who: string; off: 'better' | 'worse' | 'same' | string }[];
}

export interface WhatIf extends Answer {
    compared?: Compared[];
}

export interface WhyNot extends Answer {
    happens?: boolean;
    nearest?: { after: Act[] | null; missing: string[] };
    smallest?: {
        all_tried: boolean;
        found: { changes: { set: string; kind: string }[]; endings: string[] | null }[];
    };
}

export interface Sweep extends Answer {
    over?: { what: string; from: number; to: number; as_is: number }[];
    regimes?: { letter: string; endings: string[]; unfinished: boolean }[];
    rows?: string[];
}

export interface Verdict {
    what: string;
    verdict: 'holds' | 'fails' | 'undecided';
    why: string | null;
    story: { acts: Act[]; paragraphs: string[] } | null;
}

export interface Promises extends Answer {
    complete?: boolean;
    held_count?: number;
    failed_count?: number;
    undecided_count?: number;
    tales?: Verdict[];
    what_ifs?: Verdict[];
    promises?: Verdict[];
}
