/* The passes themselves, and what several of them share. */
#ifndef PYLLC_PASSES_INTERNAL_H
#define PYLLC_PASSES_INTERNAL_H

#include "frontend/passes/passes.h"

/* Each is true when it changed something. A header comment in its file shows PIR before and after. */
bool definedness(PirFunc *fn);
bool drop_dead(PirFunc *fn);
bool infer(PirFunc *fn);
bool range_loops(PirFunc *fn);
bool recursion(PirFunc *fn);
bool versions(PirFunc *fn);
bool generators(PirFunc *fn);
bool profile_counters(PirFunc *fn);

/* ---- edit.c: common changes ------------------------------------------------------------ */

/* Replaces the last op of its block by a jump to its first target (which keeps its arguments). */
void edit_jump_to_first(PirIns *last);
/* Replaces the last op of its block by a jump to target t. */
void edit_jump_to(PirIns *last, uint32_t t);
/* An op placed before `where`, at its position. */
PirIns *edit_before(PirIns *where, PirOpcode op, PirRep rep, PirIns *const *args, uint32_t arg_count);
/* An op appended to a block. */
PirIns *edit_append(PirBlock *block, PirOpcode op, PirRep rep, PirPos pos, PirIns *const *args, uint32_t arg_count);
/* Moves the ops from `first` to the end of its block into a new block behind it (the same handler);
   the first block is left without a terminator. */
PirBlock *edit_split_before(PirIns *first);
/* Moves a block in the layout to stand right behind another. */
void edit_move_behind(PirFunc *fn, PirBlock *block, PirBlock *after);

#endif
