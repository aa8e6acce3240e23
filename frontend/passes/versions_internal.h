/* Shared by the files of the pass `versions`: its state for one region (an outermost loop with
   all loops inside it) and the questions that kinds, copy and repair ask each other. */
#ifndef PYLLC_PASSES_VERSIONS_INTERNAL_H
#define PYLLC_PASSES_VERSIONS_INTERNAL_H

#include "frontend/passes/passes_internal.h"

/* What a word of the general version is in the fast one, lowest first: a value's kind only rises. */
typedef enum { KIND_UNKNOWN, KIND_INT, KIND_BOOL, KIND_FLOAT, KIND_WORD } Kind;

/* How the fast version computes an op. */
typedef enum {
    PLAN_GENERIC,              /* the same op on words */
    PLAN_WAIT,                 /* an operand's kind is not known yet */
    PLAN_SAME,                 /* the first operand itself */
    PLAN_FALSE,                /* a test that cannot hold */
    PLAN_INT, PLAN_FLOAT,      /* raw arithmetic on both operands */
    PLAN_INT_DIVIDE,           /* int / int */
    PLAN_COMPARE_INT, PLAN_COMPARE_FLOAT,
    PLAN_TRUTH_INT, PLAN_TRUTH_FLOAT
} Plan;

typedef enum { GENERAL, FAST } World;

typedef struct Variable {      /* an original value as one of the worlds sees it */
    PirIns **at_start, **at_end;   /* by block id; NULL not known (arrays made when first needed) */
} Variable;

/* Where the fast version of an original value is defined. */
typedef struct FastHome {
    PirBlock *block;
    PirIns *ins;               /* NULL: the same as the fast version of `same_as` in that block */
    PirIns *same_as;
} FastHome;

/* An operand of an op in the fast version that still names the original value. */
typedef struct FastUse { PirIns *ins; int32_t target; uint32_t index; } FastUse;

typedef struct Region {
    Arena *scratch;
    PirFunc *fn;
    PirFlow *flow;             /* of the function as it was */
    uint32_t header;           /* position of the outermost header */
    PirBlock **blocks; uint32_t count;         /* of the region, in reverse postorder */
    bool *contains;            /* by block id (of blocks that were there before) */
    uint32_t first_new_value, first_new_block; /* numbers from here on are this pass's */
    uint8_t *kinds;            /* by value number */
    bool *is_inside;           /* by value number: defined in the region */
    VEC(PirIns *) invariants;  /* words defined outside and used raw inside: tested at entry */
    uint8_t *is_invariant;     /* by value number */
    bool *is_generic;          /* by value number: an op that is not made raw whatever its operands */
    bool *is_float;            /* by value number: arithmetic on words whose result an op wants as a float */
    bool *is_assumed;          /* by value number: a bool that the fast version takes to be true */
    VEC(PirIns *) assumed;
    uint32_t raw_ops;          /* that the fast version would have */

    /* the copy */
    PirBlock **copies;         /* by block id: first block of the fast version */
    PirBlock **tests;          /* by block id of a header: chooses the version */
    FastHome *homes;           /* by value number */
    VEC(FastUse) uses;
    VEC(uint8_t) worlds;       /* by block id, World; blocks that were there are GENERAL */
    VEC(PirBlock *) leaves;    /* fast blocks that jump to general ones: their operands are general */

    /* repair */
    PirFlow *new_flow;
    Variable *variables[2];    /* by World, by value number */
} Region;

/* versions_kinds.c */
void versions_find_kinds(Region *r);
Kind versions_kind(const Region *r, const PirIns *value);
Plan versions_plan(const Region *r, const PirIns *ins);
Kind versions_operand_kind(const Region *r, const PirIns *ins, uint32_t operand);  /* wanted by the plan */
bool versions_is_numeric_constant(const PirIns *value, bool as_float);
PirRep versions_rep(Kind kind, PirRep original);

/* versions_copy.c */
void versions_copy(Region *r);

/* versions_repair.c */
void versions_repair(Region *r);

#endif
