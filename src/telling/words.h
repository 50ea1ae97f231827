/* SPDX-License-Identifier: MIT
 *
 * words: acts, facts and values as an author writes them.
 *
 * In     numbers of the grounded world
 * Out    text at the end of a writer
 */
#ifndef KZI_WORDS_H
#define KZI_WORDS_H

#include "../base/json.h"
#include "../ground/grounded.h"

/* `4`, `-0.5`: a number as it is counted, where worlds may count in parts of one. */
void kzi_words_amount(writer *to, const grounded *about, int64_t amount);
/* `unknown`, `yes`, `road`, `4`. */
void kzi_words_value(writer *to, const grounded *about, fact_id fact, value v);
/* `told`, `not told`, `Ren.at is road`. */
void kzi_words_claim(writer *to, const grounded *about, fact_id fact, value v);
/* `give(rose, Aki)`: without the actor. */
void kzi_words_act_name(writer *to, const grounded *about, const ground_act *act);
/* `give(rose, Aki) by Ren`: with everybody it is by; an act by fate says so. */
void kzi_words_act(writer *to, const grounded *about, const ground_act *act);
/* {"act": "give(rose, Aki)", "by": ["Ren"]}; the object stays open for more keys when
 * `stays_open`. */
void kzi_words_act_json(json *to, const grounded *about, const ground_act *act, bool stays_open);
/* "call_out, then turn_back by Ren": a plan as its planner has it, whose own acts need no name. */
void kzi_words_plan(writer *to, const grounded *about, mind_id planner, const act_id *acts,
                    uint32_t count);
/* As an author writes it: `prose`, `says` … */
const char *kzi_words_line(line_kind kind);
const char *kzi_words_thing(const grounded *about, thing_id thing);
const char *kzi_words_mind(const grounded *about, mind_id mind);

#endif
