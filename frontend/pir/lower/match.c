/* match. A pattern branches to `failed` or goes on; the names it binds are collected and stored
   once the whole pattern has matched, before the guard. */
#include "frontend/pir/lower/lower_internal.h"

typedef struct { Name *name; PirIns *value; PirPos pos; } Capture;
typedef struct { VEC(Capture) list; } Captures;

static void match_pattern(Function *fn, AstNode *node, PirIns *subject, PirBlock *failed, Captures *captures);

static void capture(Function *fn, Captures *captures, Name *name, PirIns *value)
{
    Capture one = { name, value, fn->pos };
    if (name)
        VEC_PUSH(fn->lowering->arena, captures->list, one);
}

/* Goes on when the condition holds. */
static void require(Function *fn, PirIns *condition, PirBlock *failed)
{
    PirBlock *next = block_new(fn);
    emit_branch(fn, condition, next, failed);
    block_start_sealed(fn, next);
}

static void require_some(Function *fn, PirIns *value, PirBlock *failed)
{
    require(fn, emit1(fn, PIR_NOT, emit2(fn, PIR_IS, value, emit_none(fn))), failed);
}

static PirIns *emit_number(Function *fn, int64_t number)
{
    Const *constant = ARENA_NEW(fn->lowering->arena, Const);
    constant->kind = CONST_INT;
    constant->fits_i64 = true;
    constant->integer = number;
    return emit_constant(fn, constant);
}

static PirIns *compare(Function *fn, CompareOperator op, PirIns *a, PirIns *b)
{
    return emit_integer(fn, PIR_COMPARE_TRUTH, op, (PirIns *[]){ a, b }, 2);
}

static bool is_wildcard(AstNode *node)
{
    if (node->kind == AST_MatchStar)
        return !AST_CAST(MatchStar, node)->name;
    return node->kind == AST_MatchAs && !AST_CAST(MatchAs, node)->pattern && !AST_CAST(MatchAs, node)->name;
}

/* ---- sequences ------------------------------------------------------------------------------- */

/* With a nameless star only the items that matter are fetched, those behind it from the end. */
static void match_by_index(Function *fn, AstNodes patterns, size_t star, PirIns *subject, PirIns *length,
                           PirBlock *failed, Captures *captures)
{
    for (size_t i = 0; i < patterns.count; i++) {
        if (is_wildcard(patterns.items[i]) || i == star)
            continue;
        PirIns *index;
        if (i < star) {
            index = emit_number(fn, (int64_t)i);
        } else {
            PirIns *back = emit_number(fn, (int64_t)(patterns.count - i));
            index = emit_integer(fn, PIR_BINARY, OP_SUB, (PirIns *[]){ length, back }, 2);
        }
        match_pattern(fn, patterns.items[i], emit2(fn, PIR_GET_ITEM, subject, index), failed, captures);
    }
}

static void match_unpacked(Function *fn, AstNodes patterns, size_t star, PirIns *subject, PirBlock *failed,
                           Captures *captures)
{
    int64_t count = (int64_t)patterns.count;
    PirIns *tuple = star == patterns.count
        ? emit_integer(fn, PIR_UNPACK, count, &subject, 1)
        : emit_integer(fn, PIR_UNPACK_STAR, (int64_t)star | (count - (int64_t)star - 1) << 16, &subject, 1);
    for (size_t i = 0; i < patterns.count; i++) {
        PirIns *item = emit_integer(fn, PIR_TUPLE_ITEM, (int64_t)i, &tuple, 1);
        match_pattern(fn, patterns.items[i], item, failed, captures);
    }
}

static void match_sequence(Function *fn, AstNodes patterns, PirIns *subject, PirBlock *failed, Captures *captures)
{
    size_t star = patterns.count;
    bool only_wildcards = true;
    for (size_t i = 0; i < patterns.count; i++) {
        if (patterns.items[i]->kind == AST_MatchStar)
            star = i;
        only_wildcards = only_wildcards && is_wildcard(patterns.items[i]);
    }
    bool has_star = star < patterns.count;
    require(fn, runtime1(fn, ENTRY_match_sequence, subject), failed);
    PirIns *length = NULL;
    if (!has_star || patterns.count > 1) {
        length = runtime1(fn, ENTRY_object_length_entry, subject);
        PirIns *wanted = emit_number(fn, (int64_t)patterns.count - has_star);
        require(fn, compare(fn, has_star ? CMP_GTE : CMP_EQ, length, wanted), failed);
    }
    if (only_wildcards)
        return;
    if (has_star && is_wildcard(patterns.items[star]))
        match_by_index(fn, patterns, star, subject, length, failed, captures);
    else
        match_unpacked(fn, patterns, star, subject, failed, captures);
}

/* ---- mappings and classes ---------------------------------------------------------------------- */

static void match_mapping(Function *fn, AstMatchMapping *n, PirIns *subject, PirBlock *failed, Captures *captures)
{
    require(fn, runtime1(fn, ENTRY_match_mapping, subject), failed);
    if (n->keys.count) {
        PirIns *length = runtime1(fn, ENTRY_object_length_entry, subject);
        require(fn, compare(fn, CMP_GTE, length, emit_number(fn, (int64_t)n->keys.count)), failed);
    }
    if (!n->keys.count && !n->rest)
        return;
    PirIns *keys = lower_tuple_of(fn, n->keys);
    PirIns *values = runtime2(fn, ENTRY_match_keys, subject, keys);
    require_some(fn, values, failed);
    for (size_t i = 0; i < n->patterns.count; i++) {
        PirIns *item = emit_integer(fn, PIR_TUPLE_ITEM, (int64_t)i, &values, 1);
        match_pattern(fn, n->patterns.items[i], item, failed, captures);
    }
    if (n->rest)
        capture(fn, captures, n->rest, runtime2(fn, ENTRY_mapping_rest, subject, keys));
}

static void match_class(Function *fn, AstMatchClass *n, PirIns *subject, PirBlock *failed, Captures *captures)
{
    PirIns *class = lower_expr(fn, n->cls);
    PirIns *names = emit_constant(fn, const_names(fn->lowering, n->kwd_attrs.items, n->kwd_attrs.count));
    PirIns *count = emit_i64(fn, (int64_t)n->patterns.count);
    PirIns *found = runtime4(fn, ENTRY_match_class, subject, class, count, names);
    require_some(fn, found, failed);
    for (size_t i = 0; i < n->patterns.count + n->kwd_patterns.count; i++) {
        AstNode *pattern = i < n->patterns.count ? n->patterns.items[i]
                                                 : n->kwd_patterns.items[i - n->patterns.count];
        if (is_wildcard(pattern))
            continue;
        match_pattern(fn, pattern, emit_integer(fn, PIR_TUPLE_ITEM, (int64_t)i, &found, 1), failed, captures);
    }
}

/* ---- alternatives ---------------------------------------------------------------------------------- */

static PirIns *captured_as(const Captures *captures, const Name *name)
{
    for (size_t i = 0; i < captures->list.count; i++)
        if (captures->list.items[i].name == name)
            return captures->list.items[i].value;
    bug("an alternative does not bind %s", name->text);
}

static void match_or(Function *fn, AstMatchOr *n, PirIns *subject, PirBlock *failed, Captures *captures)
{
    PirBlock *matched = block_new(fn);
    Captures first = { 0 };
    for (size_t i = 0; i < n->patterns.count; i++) {
        bool is_last = i + 1 == n->patterns.count;
        PirBlock *next = is_last ? failed : block_new(fn);
        Captures own = { 0 };
        match_pattern(fn, n->patterns.items[i], subject, next, &own);
        if (i == 0)
            first = own;
        size_t count = first.list.count;
        PirIns **args = ARENA_ARRAY(fn->lowering->arena, PirIns *, count + 1);
        for (size_t k = 0; k < count; k++) {
            args[k] = captured_as(&own, first.list.items[k].name);
            if (i == 0)
                pir_param(matched, REP_WORD);
        }
        emit_jump(fn, matched, args, (uint32_t)count);
        if (!is_last)
            block_start_sealed(fn, next);
    }
    for (size_t k = 0; k < first.list.count; k++)
        capture(fn, captures, first.list.items[k].name, matched->params[k]);
    block_start_sealed(fn, matched);
}

/* ---- patterns ----------------------------------------------------------------------------------------- */

static void match_pattern(Function *fn, AstNode *node, PirIns *subject, PirBlock *failed, Captures *captures)
{
    PirPos before = fn->pos;
    fn->pos = pos_of(node);
    switch (node->kind) {
    case AST_MatchValue:
        require(fn, compare(fn, CMP_EQ, subject, lower_expr(fn, AST_CAST(MatchValue, node)->value)), failed);
        break;
    case AST_MatchSingleton: {
        PirIns *value = emit_constant(fn, AST_CAST(MatchSingleton, node)->value);
        require(fn, emit2(fn, PIR_IS, subject, value), failed);
        break;
    }
    case AST_MatchSequence:
        match_sequence(fn, AST_CAST(MatchSequence, node)->patterns, subject, failed, captures);
        break;
    case AST_MatchMapping:
        match_mapping(fn, AST_CAST(MatchMapping, node), subject, failed, captures);
        break;
    case AST_MatchClass:
        match_class(fn, AST_CAST(MatchClass, node), subject, failed, captures);
        break;
    case AST_MatchStar:
        capture(fn, captures, AST_CAST(MatchStar, node)->name, subject);
        break;
    case AST_MatchAs: {
        AstMatchAs *n = AST_CAST(MatchAs, node);
        if (n->pattern)
            match_pattern(fn, n->pattern, subject, failed, captures);
        capture(fn, captures, n->name, subject);
        break;
    }
    case AST_MatchOr:
        match_or(fn, AST_CAST(MatchOr, node), subject, failed, captures);
        break;
    default:
        bug("%s is not a pattern", ast_kind_name(node->kind));
    }
    fn->pos = before;
}

static void lower_case(Function *fn, Astmatch_case *one, PirIns *subject, PirBlock *failed, PirBlock *end)
{
    Captures captures = { 0 };
    match_pattern(fn, one->pattern, subject, failed, &captures);
    for (size_t i = 0; i < captures.list.count; i++) {
        Capture *c = &captures.list.items[i];
        PirPos before = fn->pos;
        fn->pos = c->pos;
        lower_name_store(fn, c->name, c->value);
        fn->pos = before;
    }
    if (one->guard) {
        PirBlock *body = block_new(fn);
        lower_condition(fn, one->guard, body, failed);
        block_start_sealed(fn, body);
    }
    lower_body(fn, one->body);
    if (fn->here)
        emit_jump(fn, end, NULL, 0);
}

void lower_match(Function *fn, AstMatch *s)
{
    PirIns *subject = lower_expr(fn, s->subject);
    PirBlock *end = block_new(fn);
    for (size_t i = 0; i < s->cases.count && fn->here; i++) {
        PirBlock *failed = block_new(fn);
        lower_case(fn, AST_CAST(match_case, s->cases.items[i]), subject, failed, end);
        block_start_sealed(fn, failed);
    }
    if (fn->here)
        emit_jump(fn, end, NULL, 0);
    block_start_sealed(fn, end);
}
