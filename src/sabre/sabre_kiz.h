/* SPDX-License-Identifier: MIT
 *
 * sabre_kiz: a problem written as a world in our own language, with the same stories.
 *
 * In     a checked problem, and what it is filled in (for how all starts)
 * Out    source text, not yet in its one true form; or notes that say what cannot be said
 * Owns   nothing; the text lies in the arena given
 *
 * Three files: sabre_kiz_names.c (what each type, entity, property, action is called there),
 * sabre_kiz_words.c (conditions, sums and changes), sabre_kiz.c (statements).
 */
#ifndef KZI_SABRE_KIZ_H
#define KZI_SABRE_KIZ_H

#include "../base/writer.h"
#include "sabre_ground.h"

/* What a variable stands for while something is written. */
typedef enum kiz_sort { KIZ_NAMED, KIZ_ENTITY, KIZ_TRUTH } kiz_sort;
typedef struct kiz_bound {
    kiz_sort sort;
    const char *name;
    uint32_t is; /* an entity; a truth */
} kiz_bound;

/* A kind made for entities that have several types, none below all others. */
typedef struct kiz_joint_kind {
    const char *above, *name;
} kiz_joint_kind;

typedef struct sabre_kiz {
    arena *in;
    const problem *from;
    const grounded *ground;
    notes *said;
    bool has_failed;
    const char **types, **entities, **properties, **actions; /* names there */
    kiz_bound *bound;                                        /* by place */
    LIST(const char *) taken;
    LIST(kiz_joint_kind) joint_kinds;
    const char **facts; /* by fact of the ground: the path to it */
    bool *is_owned;     /* by fact: it stands in the block of */
    uint32_t *owner;    /* this entity, as */
    const char **bare;  /* this */
} sabre_kiz;

/* NULL: memory ended, or it cannot be said (notes). */
const char *kzi_sabre_as_kiz(arena *in, const problem *from, const grounded *ground,
                             const char *title, notes *said);

/* ---- sabre_kiz_names.c ---- */
bool kzi_kiz_names(sabre_kiz *k);
/* A name that nothing else has: the wish itself, else with a number behind it. */
const char *kzi_kiz_new_name(sabre_kiz *k, const char *wish);
/* The same for a variable, which others may have elsewhere. */
const char *kzi_kiz_variable(sabre_kiz *k, const char *wish);
const char *kzi_kiz_kind(const sabre_kiz *k, uint32_t type);
/* Parameters that stand in the name itself: constants, and truths. */
bool kzi_kiz_is_in_name(const sabre_kiz *k, const sabre_parameter *of);
const char *kzi_kiz_bound(const sabre_kiz *k, kiz_bound of);

/* ---- sabre_kiz_words.c ---- */
kiz_bound kzi_kiz_value(const sabre_kiz *k, sabre_id id);
const char *kzi_kiz_path(sabre_kiz *k, uint32_t property, const kiz_bound *arguments);
const char *kzi_kiz_condition(sabre_kiz *k, sabre_id id, bool is_denied);
/* Without the brackets around all of it, where it stands alone. */
const char *kzi_kiz_bare(sabre_kiz *k, const char *condition);
/* Lines `wants …` and `fears …`. */
bool kzi_kiz_wants(sabre_kiz *k, writer *to, sabre_id what);
/* Lines `then …`. */
bool kzi_kiz_changes(sabre_kiz *k, writer *to, sabre_id what);
/* NULL, and it is said. */
const char *kzi_kiz_cannot(sabre_kiz *k, sabre_id id, const char *what);

#endif
