/* SPDX-License-Identifier: MIT
 *
 * plan_answer: what `kizuna plan` keeps beside its one plan. Shared by answer_plan.c and
 * answer_whole.c.
 *
 * In     the question's --all and --count
 * Out    several plans; or the whole space of stories, counted, with the first shortest plan in it
 * Owns   nothing; the asking's arena does
 */
#ifndef KZI_PLAN_ANSWER_H
#define KZI_PLAN_ANSWER_H

#include "../story/several.h"
#include "asking.h"

typedef enum plan_mode { PLAN_ONE, PLAN_SEVERAL, PLAN_WHOLE } plan_mode;

struct plan_answer {
    plan_mode mode;
    plan_wish wish;
    bool has_wish; /* something is wished for: not so where the author's utility is unknown, or a
                      whole space is asked for and no ending */
    several many;
    bool is_unknown;   /* the author's utility at the start */
    uint32_t first;    /* PLAN_WHOLE: the first node, by length, that is wished for; UINT32_MAX */
    bool is_unproved;  /* to check a reason of a plan once more would cost too much */
    bool was_unfolded; /* PLAN_WHOLE: all that can be is there */
};

/* ---- answer_whole.c: every story within the limits ---- */
kz_progress kzi_answer_work_whole(asking *of, uint64_t effort);
void kzi_answer_write_whole(asking *of, writer *to);
/* "step_count", "layers". */
void kzi_answer_whole_json(asking *of, json *to);
/* Also for `endings` of a problem: states and steps by length, as a table. */
void kzi_answer_layers(asking *of, writer *to);

/* ---- answer_plan.c ---- */
/* A found plan becomes the answer: told, and replayed. */
kz_progress kzi_answer_take_plan(asking *of, const act_id *acts, uint32_t count, value amount);

#endif
