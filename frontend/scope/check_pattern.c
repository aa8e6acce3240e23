/* Patterns that mean nothing: names bound twice or not by all alternatives, what nothing can come after,
   keys and attributes given twice. In CPython's order; most of its messages are placed at the pattern that
   it came to last (`place`), not at the one that is wrong. */
#include "frontend/scope/scope_internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef VEC(Name *) Names;

typedef struct Matcher {
    ScopeTree *tree;
    AstSpan place;
    Names names;                    /* bound so far */
    bool may_be_irrefutable;
    bool failed;                    /* CPython stops at the first error */
} Matcher;

static void match(Matcher *m, AstNode *pattern);

__attribute__((format(printf, 2, 3)))
static void refuse(Matcher *m, const char *format, ...)
{
    if (m->failed)
        return;
    char message[512];
    va_list list;
    va_start(list, format);
    vsnprintf(message, sizeof message, format, list);
    va_end(list);
    scope_error(m->tree, m->place, "%s", message);
    m->failed = true;
}

static bool has_name(const Names *names, const Name *name)
{
    for (size_t i = 0; i < names->count; i++)
        if (names->items[i] == name)
            return true;
    return false;
}

static void bind(Matcher *m, Name *name)
{
    if (!name || m->failed)
        return;
    if (strcmp(name->text, "__debug__") == 0)
        refuse(m, "cannot assign to __debug__");
    else if (has_name(&m->names, name))
        refuse(m, "multiple assignments to name '%s' in pattern", name->text);
    else
        VEC_PUSH(m->tree->arena, m->names, name);
}

static bool is_wildcard(const AstNode *pattern)
{
    return pattern->kind == AST_MatchAs && !((const AstMatchAs *)pattern)->pattern && !((const AstMatchAs *)pattern)->name;
}

static void match_inside(Matcher *m, AstNode *pattern)
{
    bool before = m->may_be_irrefutable;
    m->may_be_irrefutable = true;
    match(m, pattern);
    m->may_be_irrefutable = before;
}

static void match_as(Matcher *m, AstMatchAs *as)
{
    if (as->pattern)
        match(m, as->pattern);
    else if (!m->may_be_irrefutable && as->name)
        refuse(m, "name capture '%s' makes remaining patterns unreachable", as->name->text);
    else if (!m->may_be_irrefutable)
        refuse(m, "wildcard makes remaining patterns unreachable");
    bind(m, as->name);
}

static bool same_names(const Names *a, const Names *b)
{
    for (size_t i = 0; i < a->count; i++)
        if (!has_name(b, a->items[i]))
            return false;
    return a->count == b->count;
}

static void match_or(Matcher *m, AstMatchOr *any)
{
    Names outside = m->names, first = {0};
    bool before = m->may_be_irrefutable;
    for (size_t i = 0; i < any->patterns.count && !m->failed; i++) {
        m->names = (Names){0};
        m->may_be_irrefutable = before && i + 1 == any->patterns.count;
        match(m, any->patterns.items[i]);
        if (i == 0)
            first = m->names;
        else if (!same_names(&first, &m->names))
            refuse(m, "alternative patterns bind different names");
    }
    m->may_be_irrefutable = before;
    m->names = outside;
    for (size_t i = 0; i < first.count; i++)
        bind(m, first.items[i]);
}

static void match_sequence(Matcher *m, AstMatchSequence *sequence)
{
    AstNodes patterns = sequence->patterns;
    size_t stars = 0;
    bool is_all_wild = true, is_star_wild = false;
    for (size_t i = 0; i < patterns.count; i++) {
        bool is_star = patterns.items[i]->kind == AST_MatchStar;
        bool is_wild = is_star ? !AST_CAST(MatchStar, patterns.items[i])->name : is_wildcard(patterns.items[i]);
        if (is_star && ++stars > 1)
            refuse(m, "multiple starred names in sequence pattern");
        is_star_wild = is_star_wild || (is_star && is_wild);
        is_all_wild = is_all_wild && is_wild;
    }
    for (size_t i = 0; i < patterns.count && !is_all_wild; i++) {
        bool is_passed_over = is_star_wild && (is_wildcard(patterns.items[i]) || patterns.items[i]->kind == AST_MatchStar);
        if (!is_passed_over)
            match_inside(m, patterns.items[i]);
    }
}

/* ---- keys of mappings --------------------------------------------------------------------------- */

static Const *number(Matcher *m, double real, double imaginary)
{
    Const *c = ARENA_NEW(m->tree->arena, Const);
    c->kind = CONST_COMPLEX;
    c->real = real;
    c->imaginary = imaginary;
    return c;
}

static bool is_number(const Const *c) { return c->kind == CONST_INT || c->kind == CONST_FLOAT || c->kind == CONST_COMPLEX; }

static double real_of(const Const *c)
{
    if (c->kind == CONST_TRUE || c->kind == CONST_FALSE)
        return c->kind == CONST_TRUE;
    return c->kind != CONST_INT ? c->real : c->fits_i64 ? (double)c->integer : strtod(c->text, NULL);
}

static const Const *negated(Matcher *m, const Const *c)
{
    Const *result = ARENA_NEW(m->tree->arena, Const);
    *result = *c;
    result->real = -c->real;
    result->imaginary = -c->imaginary;
    result->integer = -c->integer;
    if (c->kind == CONST_INT && !c->fits_i64) {
        result->text = arena_printf(m->tree->arena, "-%s", c->text);
        result->length = c->length + 1;
    }
    return result;
}

/* The value of a literal, "-" literal, or a complex sum; NULL for anything else. */
static const Const *literal(Matcher *m, AstNode *node)
{
    if (node->kind == AST_Constant)
        return AST_CAST(Constant, node)->value;
    if (node->kind == AST_UnaryOp && AST_CAST(UnaryOp, node)->op == UNARY_USUB) {
        const Const *c = literal(m, AST_CAST(UnaryOp, node)->operand);
        return c && is_number(c) ? negated(m, c) : NULL;
    }
    if (node->kind != AST_BinOp)
        return NULL;
    AstBinOp *sum = AST_CAST(BinOp, node);
    const Const *left = literal(m, sum->left), *right = literal(m, sum->right);
    if (!left || !right || !is_number(left) || !is_number(right) || (sum->op != OP_ADD && sum->op != OP_SUB))
        return NULL;
    double sign = sum->op == OP_ADD ? 1 : -1;
    return number(m, real_of(left) + sign * real_of(right), left->imaginary + sign * right->imaginary);
}

static bool has_value(const Const *c) { return is_number(c) || c->kind == CONST_TRUE || c->kind == CONST_FALSE; }

static bool equal(const Const *a, const Const *b)
{
    if (has_value(a) && has_value(b)) {
        bool are_large = a->kind == CONST_INT && b->kind == CONST_INT && !a->fits_i64 && !b->fits_i64;
        if (are_large)
            return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
        if (a->kind == CONST_INT && b->kind == CONST_INT)
            return a->fits_i64 == b->fits_i64 && a->integer == b->integer;
        double i = a->kind == CONST_COMPLEX ? a->imaginary : 0, k = b->kind == CONST_COMPLEX ? b->imaginary : 0;
        return real_of(a) == real_of(b) && i == k;
    }
    if (a->kind != b->kind)
        return false;
    return (a->kind != CONST_STR && a->kind != CONST_BYTES) || (a->length == b->length && memcmp(a->text, b->text, a->length) == 0);
}

static void match_mapping(Matcher *m, AstMatchMapping *mapping)
{
    VEC(const Const *) seen = {0};
    for (size_t i = 0; i < mapping->keys.count; i++) {
        AstNode *key = mapping->keys.items[i];
        const Const *value = literal(m, key);
        if (!value && key->kind != AST_Attribute)
            refuse(m, "mapping pattern keys may only match literals and attribute lookups");
        for (size_t k = 0; value && k < seen.count; k++)
            if (equal(seen.items[k], value))
                refuse(m, "mapping pattern checks duplicate key (%s)", ast_constant_repr(m->tree->arena, value));
        if (value)
            VEC_PUSH(m->tree->arena, seen, value);
        else if (!m->failed)
            scope_check_node(m->tree, key);
    }
    for (size_t i = 0; i < mapping->patterns.count; i++)
        match_inside(m, mapping->patterns.items[i]);
    bind(m, mapping->rest);
}

/* ---- everything ------------------------------------------------------------------------------------ */

static void check_attributes(Matcher *m, AstMatchClass *class)
{
    for (size_t i = 0; i < class->kwd_attrs.count; i++) {
        m->place = class->kwd_patterns.items[i]->span;
        if (strcmp(class->kwd_attrs.items[i]->text, "__debug__") == 0)
            refuse(m, "cannot assign to __debug__");
        for (size_t k = i + 1; k < class->kwd_attrs.count; k++)
            if (class->kwd_attrs.items[i] == class->kwd_attrs.items[k]) {
                m->place = class->kwd_patterns.items[k]->span;
                refuse(m, "attribute name repeated in class pattern: %s", class->kwd_attrs.items[k]->text);
            }
    }
}

static void match_class(Matcher *m, AstMatchClass *class)
{
    check_attributes(m, class);
    m->place = class->base.span;
    if (!m->failed)
        scope_check_node(m->tree, class->cls);
    AstNodes lists[] = { class->patterns, class->kwd_patterns };
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < lists[k].count; i++)
            if (!is_wildcard(lists[k].items[i]))
                match_inside(m, lists[k].items[i]);
}

static void match(Matcher *m, AstNode *pattern)
{
    if (m->failed)
        return;
    m->place = pattern->span;
    switch (pattern->kind) {
    case AST_MatchValue: {
        AstNode *value = AST_CAST(MatchValue, pattern)->value;
        if (value->kind != AST_Attribute && !literal(m, value))
            refuse(m, "patterns may only match literals and attribute lookups");
        break;
    }
    case AST_MatchAs: match_as(m, AST_CAST(MatchAs, pattern)); break;
    case AST_MatchStar: bind(m, AST_CAST(MatchStar, pattern)->name); break;
    case AST_MatchMapping: match_mapping(m, AST_CAST(MatchMapping, pattern)); break;
    case AST_MatchSequence: match_sequence(m, AST_CAST(MatchSequence, pattern)); break;
    case AST_MatchClass: match_class(m, AST_CAST(MatchClass, pattern)); break;
    case AST_MatchOr: match_or(m, AST_CAST(MatchOr, pattern)); break;
    default: break;
    }
}

void scope_check_pattern(ScopeTree *tree, AstNode *pattern, bool may_be_irrefutable)
{
    Matcher m = { .tree = tree, .may_be_irrefutable = may_be_irrefutable };
    match(&m, pattern);
}
