/* Shared by the files of memory/: kinds and counters. */
#ifndef PYLLC_MEMORY_INTERNAL_H
#define PYLLC_MEMORY_INTERNAL_H

#define GC_THREADS 1
#define GC_NO_THREAD_REDIRECTS 1
#include <gc.h>
#include <gc/gc_mark.h>
#include <gc/gc_inline.h>
#include <gc/gc_disclaim.h>
#include "runtime/memory/memory.h"

extern int gc_kinds[LAYOUT_COUNT];
extern int64_t payload_live;          /* bytes malloc'ed and not freed; atomic */
extern int64_t payload_since;         /* of these, since the last collection; atomic */

/* Sets the request when enough was allocated. Called by slow paths only. */
void gc_check_trigger(struct Task *task);
void payloads_release(struct Task *task);          /* payload.c: frees those of dead objects now, not as allocation comes by */
/* The system refused memory: collects, if that can help. */
void gc_collect_refused(struct Task *task);

/* limit.c: whether so many bytes more are within bounds; how much may be allocated until the next
   collection, of what the trigger would allow. */
bool gc_limit_allows(int64_t bytes);
int64_t gc_limit_growth(int64_t live, int64_t growth);

void gc_set_trigger(int64_t live);    /* heap.c */
void kinds_start(void);
void stress_start(void);
void weak_tables_sweep(void);         /* weak_tables.c: after a collection, before anybody runs */
void weak_sweep(void);                /* weak.c: marking is done, the collector's lock is held */

#endif
