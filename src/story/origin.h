/* SPDX-License-Identifier: MIT
 *
 * origin: where somebody has a belief from.
 *
 * In     a told log, a moment of it, a chain of one or two minds, a fact
 * Out    the act since which the fact has been so held there, and by what: told, seen, sensed,
 *        concluded, put right; or held from the start
 * Owns   nothing
 *
 * The act is found by walking back until the value differs; by what, by asking what in that act
 * could set the value, the most direct first. The claim can be tried: kzi_origin_holds takes the
 * step again without that one thing.
 */
#ifndef KZI_ORIGIN_H
#define KZI_ORIGIN_H

#include "told.h"

typedef enum origin_kind {
    ORIGIN_START,  /* held so since the start, and a line of the world says so */
    ORIGIN_WAS_SO, /* held so since the start, when it was so; what changed it since went unnoticed
                    */
    ORIGIN_NEVER_ASKED, /* held so since the start: thought to be as it is */
    ORIGIN_TOLD,        /* an act's `learns` */
    ORIGIN_MADE,        /* an act's `believes` */
    ORIGIN_SENSED,      /* an act's `senses` */
    ORIGIN_SAW,         /* saw the act happen */
    ORIGIN_RULE,        /* a rule, seen to happen, or concluded */
    ORIGIN_EVIDENT,     /* it is evident to this person */
    ORIGIN_PUT_RIGHT    /* taken back on seeing the act, which had been thought impossible */
} origin_kind;

typedef struct origin {
    origin_kind kind;
    uint32_t act;     /* number in the log */
    mind_id teller;   /* ORIGIN_TOLD, or NO_MIND */
    uint32_t implant; /* ORIGIN_TOLD, ORIGIN_MADE, ORIGIN_SENSED: number in the ground */
    uint32_t rule;    /* ORIGIN_RULE: number in the ground */
    uint32_t belief;  /* ORIGIN_START: number of the line in the ground */
    uint32_t changed; /* ORIGIN_WAS_SO: the act that changed it in the world */
} origin;

/* A belief at a moment: as the chain's last mind is taken to hold the fact in the world before act
 * number `moment` of the log. */
typedef struct belief_asked {
    const told_log *log;
    uint32_t moment;
    mind_id chain[2];
    uint32_t chain_length;
    fact_id fact;
} belief_asked;

origin kzi_origin_of(const belief_asked *b);
/* The same acts again, in a world without that one cause: is the belief another then? *holds is
 * false where it is held all the same. False when memory ended. */
bool kzi_origin_holds(const belief_asked *b, const origin *claimed, arena *in, bool *holds);

#endif
