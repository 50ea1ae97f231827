/* SPDX-License-Identifier: MIT
 *
 * english: every rule of a telling that is bound to the English language.
 *
 * In     verbs and nouns in base form, as templates write them: "turn away", "be not", "old man"
 * Out    the form a sentence needs, written into the caller's buffer
 * Owns   nothing; the pronouns and articles returned are constants
 * Used   a few times per sentence told
 *
 * Functions that write share one manner: `out` holds `size` bytes and must not overlap the input;
 * what does not fit is cut at a whole UTF-8 letter; a NUL always ends it, unless size is 0; the
 * length written is returned.
 *
 * Of a verb phrase the first word inflects, "turn away" -> "turned away"; a leading "never" or
 * "almost" is passed over. Three things for writers of templates to know:
 *   - Negation is `do not speak`, `be not`, `have not gone`, `can not go`, or short: `don't speak`.
 *   - A bare `lie` is to lie down (lay, lain). An untruth is `lie to` or `lie about` (lied): keep
 *     the small word inside the phrase.
 *   - `have gone` and `have been` are perfect already: their past perfect is "had gone". A `have`
 *     alone becomes "had had": here too, keep the participle inside the phrase.
 *
 * American forms (traveled, gotten); where those differ among themselves, the ones of narrative
 * prose (knelt, lit, dreamed).
 */
#ifndef KZI_ENGLISH_H
#define KZI_ENGLISH_H

#include <stddef.h>
#include <stdint.h>

/* By which pronoun a person or thing goes. */
typedef enum english_gender {
    ENGLISH_HE,
    ENGLISH_SHE,
    ENGLISH_THEY,
    ENGLISH_IT,
} english_gender;

typedef enum english_person { ENGLISH_FIRST, ENGLISH_SECOND, ENGLISH_THIRD } english_person;

typedef enum english_number { ENGLISH_SINGULAR, ENGLISH_PLURAL } english_number;

typedef enum english_tense { ENGLISH_PAST, ENGLISH_PRESENT, ENGLISH_PAST_PERFECT } english_tense;

typedef enum english_case {
    ENGLISH_SUBJECT,    /* she      */
    ENGLISH_OBJECT,     /* her      */
    ENGLISH_POSSESSIVE, /* her hand */
    ENGLISH_OWN,        /* hers     */
    ENGLISH_SELF,       /* herself  */
} english_case;

/* What a verb agrees with, and when. */
typedef struct english_form {
    english_person person;
    english_number number;
    english_tense tense;
} english_form;

english_form kzi_english_form(english_person person, english_number number, english_tense tense);
/* The form beside a pronoun: one person who goes by "they" is singular by name, "Sam turns", yet
 * "they turn". */
english_form kzi_english_form_beside_pronoun(english_gender who, english_person person,
                                             english_number number, english_tense tense);

/* Verbs. */
size_t kzi_english_verb(char *out, size_t size, const char *base, size_t length, english_form form);
size_t kzi_english_participle(char *out, size_t size, const char *base, size_t length); /* spoken */
size_t kzi_english_ing(char *out, size_t size, const char *base, size_t length); /* speaking */

/* Can the past of a phrase that somebody made up, as a name is, be told without doubt? Not of "her
 * own way" (no verb), "went home" (past already), "leaving town", "hang" (two pasts). `lie` alone
 * is an untruth here, "lie down" a rest; of "lie heavily" nobody can tell. 1 or 0. */
int kzi_english_has_one_past(const char *base, size_t length);
/* As kzi_english_verb, of such a phrase: "lie" -> "lied". */
size_t kzi_english_named_verb(char *out, size_t size, const char *base, size_t length,
                              english_form form);
/* "asks Ren to stay" -> "ask Ren to stay"; 0 and nothing where the first word is not what he or she
 * does, or where more verbs seem to follow it. */
size_t kzi_english_base_of_third(char *out, size_t size, const char *text, size_t length);

/* Is it one of the small words that every text has: "and", "with", "himself"? Anything of less than
 * three letters is. */
int kzi_english_is_small_word(const char *word, size_t length);
/* Are two words forms of one, as far as endings show: "hide", "hides", "hiding", "hid"? */
int kzi_english_is_like(const char *one, size_t length, const char *other, size_t other_length);

/* Nouns. A phrase changes in its head: "old men", "men of honor", "brothers-in-law". */
size_t kzi_english_plural(char *out, size_t size, const char *noun, size_t length);
/* "James's", and with ENGLISH_PLURAL "the boys'", "the children's". */
size_t kzi_english_possessive(char *out, size_t size, const char *noun, size_t length,
                              english_number number);
/* "a great cat" has been spoken of: "the great cat". Without an article it stays as it is. */
size_t kzi_english_known(char *out, size_t size, const char *described);
/* "a" or "an", by the sound of what follows. */
const char *kzi_english_article(const char *next, size_t length);

/* `who` matters in the third person singular only. */
const char *kzi_english_pronoun(english_gender who, english_person person, english_number number,
                                english_case which);

/* "a", "a and b", "a, b and c"; `joint` is "and", "or" or another word without its spaces. */
size_t kzi_english_list(char *out, size_t size, const char *const *items, size_t count,
                        const char *joint);
/* In words up to twelve: "seven", "minus one", "13". */
size_t kzi_english_number(char *out, size_t size, int64_t number);

/* Makes the first letter of a sentence large, past opening quotes, brackets and emphasis marks. */
void kzi_english_capitalise(char *sentence, size_t length);

#endif
