/* SPDX-License-Identifier: MIT
 *
 * manner: how a story is told: through whom, in which person and tense, in which order, in how
 * many words. What is left open is as the text's own `telling` line says.
 */
export class Manner {
    head = $state('');
    person = $state('');
    tense = $state('');
    order = $state('');
    length = $state('');

    get words(): string[] {
        /* From outside nobody can say `I`, whatever the text's own line says. */
        const person = this.person || (this.head === 'free' ? 'third' : '');
        const head =
            this.head === 'free'
                ? ['--heads', 'free']
                : this.head === 'per-scene'
                  ? ['--heads', 'per-scene']
                  : this.head
                    ? ['--through', this.head]
                    : [];
        return [
            ...head,
            ...(person ? ['--person', person] : []),
            ...(this.tense ? ['--tense', this.tense] : []),
            ...(this.order ? ['--order', this.order] : []),
            ...(this.length ? ['--words', this.length] : []),
        ];
    }
}

/* One for the page: another story is told in the same manner. */
export const manner = new Manner();
