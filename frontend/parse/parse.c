/* The parser's entry, its tokens, failures and nodes. */
#include "frontend/parse/parse_internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 6000, STACK_MAX = 4 << 20, TREE_DEPTH_MAX = 2900 };

typedef struct Memo {
    struct Memo *next;
    Rule *rule;
    bool explains;                      /* as it was set: without, rules are stricter */
    AstNode *node;                      /* NULL: the rule fails here */
    int end;
} Memo;

TokenKind peek_next(Parser *p) {
    int next = p->at + 1 < p->count ? p->at + 1 : p->at;
    if (next > p->furthest)
        p->furthest = next;
    return p->tokens[next].kind;
}

void advance(Parser *p) {
    if (p->at + 1 < p->count)
        p->at++;
}

bool accept(Parser *p, TokenKind kind) {
    if (peek(p) != kind)
        return false;
    advance(p);
    return true;
}

int expect(Parser *p, TokenKind kind) {
    if (peek(p) != kind)
        fail(p);
    int index = p->at;
    advance(p);
    return index;
}

void force(Parser *p, TokenKind kind) {
    if (peek(p) == kind)
        return;
    if (p->tokens[p->at].kind == T_ERROR)
        fail(p);
    raise_at(p, "SyntaxError", p->tokens[p->at].loc, "expected '%s'", token_text(kind));
}

bool is_word(const Parser *p, const char *word) {
    const Token *token = &p->tokens[p->at];
    return token->kind == T_NAME && !strcmp(token->name->text, word);
}

Name *expect_name(Parser *p) {
    return p->tokens[expect(p, T_NAME)].name;
}

static void raise_lex_error(Parser *p);

void fail(Parser *p) {
    if (p->at > p->furthest)
        p->furthest = p->at;
    if (p->memo && peek(p) == T_ERROR)
        raise_lex_error(p);
    longjmp(*p->failure, 1);
}

Loc loc_of_tokens(const Parser *p, int first, int last) {
    Loc from = p->tokens[first].loc, to = p->tokens[last].loc;
    return (Loc){ from.line, from.column, to.end_line, to.end_column };
}

Loc loc_of_nodes(const AstNode *first, const AstNode *last) {
    return (Loc){ first->span.line, first->span.column, last->span.end_line, last->span.end_column };
}

Loc loc_of_node(const AstNode *node) {
    return loc_of_nodes(node, node);
}

/* The line of the text in parentheses that stands for an f-string's expression. */
static void show_fstring_line(Parser *p) {
    Diagnostic *entry = &p->diagnostics->list.items[p->diagnostics->list.count - 1];
    const char *text = p->source->text;
    for (int line = p->first_line; line < entry->loc.line && *text; line++) {
        text += strcspn(text, "\n");
        text += *text == '\n';
    }
    entry->text = arena_printf(p->arena, "%.*s\n", (int)strcspn(text, "\n"), text);
}

static void report(Parser *p, const char *type, Loc loc, const char *message) {
    loc.column -= p->first_column;
    loc.end_column -= loc.end_column < 0 ? 0 : p->first_column;
    diag_error(p->diagnostics, type, loc, "%s%s", p->is_fstring ? "f-string: " : "", message);
    const Token *last = &p->tokens[p->furthest > p->at ? p->furthest : p->at];
    bool is_after_text = last->kind == T_ERROR && last->end >= p->source->length && last->loc.end_column == 0;
    p->diagnostics->list.items[p->diagnostics->list.count - 1].is_past = last->loc.end_line - is_after_text > loc.line;
    if (p->is_fstring)
        show_fstring_line(p);
}

static void report_lex_error(Parser *p) {
    const LexError *error = &p->list.error;
    diag_error(p->diagnostics, error->type, error->loc, "%s", error->message);
    p->diagnostics->list.items[p->diagnostics->list.count - 1].is_past = !error->is_late;
    if (p->is_fstring)
        show_fstring_line(p);
}

static void report_unclosed(Parser *p) {
    const OpenBracket *open = &p->list.open[p->list.open_count - 1];
    char message[] = "'(' was never closed";
    message[1] = open->character;
    report(p, "SyntaxError", (Loc){ open->line, open->column, open->line, -1 }, message);
}

/* A tokenizer's error further on goes before any message of the parser, as does a bracket
   that was opened on an earlier line and is never closed. */
static void report_or_lex_error(Parser *p, const char *type, Loc loc, const char *message) {
    const Token *last = &p->tokens[p->count - 1];
    const LexError *error = &p->list.error;
    if (last->kind != T_ERROR || p->furthest >= p->count - 1)
        report(p, type, loc, message);
    else if (!error->is_late)
        report_lex_error(p);
    else if (p->list.open_count && p->list.open[p->list.open_count - 1].line < p->tokens[p->furthest].loc.line)
        report_unclosed(p);
    else
        report(p, type, loc, message);
}

_Noreturn static void raise_list(Parser *p, const char *type, Loc loc, const char *format, va_list list) {
    va_list again;
    va_copy(again, list);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *message = arena_alloc(p->arena, (size_t)length + 1);
    vsnprintf(message, (size_t)length + 1, format, list);
    report_or_lex_error(p, type, loc, message);
    longjmp(*p->give_up, 1);
}

void raise_at(Parser *p, const char *type, Loc loc, const char *format, ...) {
    va_list list;
    va_start(list, format);
    raise_list(p, type, loc, format, list);
}

void raise_last(Parser *p, const char *type, const char *format, ...) {
    va_list list;
    va_start(list, format);
    if (p->at > p->furthest)
        p->furthest = p->at;
    Loc loc = p->tokens[p->furthest].loc;
    raise_list(p, type, loc, format, list);
}

void enter(Parser *p) {
    const char *here = __builtin_frame_address(0);
    if (++p->depth > DEPTH_MAX || p->stack_base - here > STACK_MAX) {
        diag_error(p->diagnostics, "MemoryError", p->tokens[p->at].loc, "the source is nested too deeply for the parser");
        longjmp(*p->give_up, 1);
    }
}

AstNode *memoized(Parser *p, Rule *rule) {
    AstNode *node = attempt(p, rule);
    if (!node)
        fail(p);
    return node;
}

AstNode *look_ahead(Parser *p, Rule *rule, int *end) {
    int at = p->at;
    AstNode *node = attempt(p, rule);
    if (end)
        *end = p->at;
    p->at = at;
    return node;
}

static AstNode *attempt_afresh(Parser *p, Rule *rule) {
    jmp_buf here, *outer = p->failure;
    int at = p->at, depth = p->depth;
    AstNode *volatile node = NULL;
    p->failure = &here;
    if (!setjmp(here)) {
        node = rule(p);
        if (p->at > p->furthest)
            p->furthest = p->at;
    } else {
        p->at = at;
        p->depth = depth;
        node = NULL;
    }
    p->failure = outer;
    if (p->memo && peek(p) == T_ERROR)
        raise_lex_error(p);
    return node;
}

/* In the second run a rule is tried once for each place: rules for mistakes look ahead at what other such
   rules look ahead at, which would take time exponential in the nesting. */
AstNode *attempt(Parser *p, Rule *rule) {
    if (!p->memo)
        return attempt_afresh(p, rule);
    int at = p->at;
    bool explains = p->explains;
    for (const Memo *known = p->memo[at]; known; known = known->next) {
        if (known->rule == rule && known->explains == explains) {
            p->at = known->end;
            return known->node;
        }
    }
    AstNode *node = attempt_afresh(p, rule);
    Memo *memo = ARENA_NEW(p->arena, Memo);
    *memo = (Memo){ .next = p->memo[at], .rule = rule, .explains = explains, .node = node, .end = p->at };
    p->memo[at] = memo;
    return node;
}

AstNode *maybe(Parser *p, Rule *rule) {
    return p->explains ? attempt(p, rule) : rule(p);
}

AstNode *make_node(Parser *p, AstKind kind, int start, const void *value, size_t size) {
    AstNode *node = arena_alloc(p->arena, size);
    memcpy(node, value, size);
    int last = p->at - 1;
    while (last > start) {
        TokenKind at = p->tokens[last].kind;
        if (at != T_NEWLINE && at != T_INDENT && at != T_DEDENT && at != T_END)
            break;
        last--;
    }
    if (last < start)
        last = start;
    Loc from = p->tokens[start].loc, to = p->tokens[last].loc;
    node->kind = kind;
    node->span = (AstSpan){ from.line, from.column, to.end_line, to.end_column };
    return node;
}

AstNodes one_node(Parser *p, AstNode *node) {
    AstNode **items = arena_alloc(p->arena, sizeof *items);
    items[0] = node;
    return (AstNodes){ items, 1 };
}

const Const *make_constant(Parser *p, ConstKind kind) {
    Const *value = ARENA_NEW(p->arena, Const);
    value->kind = kind;
    return value;
}

static AstNode *parse_module(Parser *p) {
    NodeVec body = {0};
    while (peek(p) != T_END)
        parse_statements(p, &body);
    return MAKE(p, Module, 0, .body = NODES(body));
}

static AstNode *parse_eval(Parser *p) {
    AstNode *body = parse_expressions(p);
    while (accept(p, T_NEWLINE))
        continue;
    expect(p, T_END);
    return MAKE(p, Expression, 0, .body = body);
}

/* A compound statement on one line needs a newline of its own after it when it is typed in. */
static void end_compound(Parser *p) {
    bool ends_there = p->tokens[p->at - 1].kind == T_NEWLINE && p->tokens[p->at - 1].end >= p->source->length - 1;
    if (peek(p) != T_END || p->source->ends_in_newline || !ends_there)
        return;
    int32_t line = p->tokens[p->at].loc.line;
    report(p, "SyntaxError", (Loc){ line, -1, line, -1 }, "invalid syntax");
    longjmp(*p->give_up, 1);
}

static AstNode *parse_interactive(Parser *p) {
    NodeVec body = {0};
    AstNode *compound = parse_compound_statement(p);
    if (compound)
        VEC_PUSH(p->arena, body, compound);
    else
        parse_simple_statements(p, &body);
    if (compound)
        end_compound(p);
    if (peek(p) != T_END && !compound) {
        report(p, "SyntaxError", p->tokens[p->at - 1].loc, "multiple statements found while compiling a single statement");
        p->diagnostics->list.items[p->diagnostics->list.count - 1].is_past = false;
        longjmp(*p->give_up, 1);
    }
    expect(p, T_END);
    return MAKE(p, Interactive, 0, .body = NODES(body));
}

/* A type comment's "(int, *str, **Any) -> bool". */
static AstNode *parse_function_type(Parser *p) {
    NodeVec types = {0};
    expect(p, T_LEFT_PAREN);
    int stars = 0;                          /* what came before: 1 for *, 2 for ** */
    while (peek(p) != T_RIGHT_PAREN) {
        if (types.count)
            expect(p, T_COMMA);
        int star = accept(p, T_DOUBLE_STAR) ? 2 : accept(p, T_STAR) ? 1 : 0;
        if (stars && star <= stars)
            fail(p);
        stars = star;
        VEC_PUSH(p->arena, types, parse_expression(p));
    }
    advance(p);
    expect(p, T_ARROW);
    AstNode *returns = parse_expression(p);
    while (accept(p, T_NEWLINE))
        continue;
    expect(p, T_END);
    return MAKE(p, FunctionType, 0, .argtypes = NODES(types), .returns = returns);
}

static AstNode *parse_fstring_group(Parser *p) {
    AstNode *node = parse_star_expressions(p);
    expect(p, T_NEWLINE);
    expect(p, T_END);
    return node;
}

static void report_stop(Parser *p) {
    const LexError *error = &p->list.error;
    if (error->is_late && p->list.open_count && !strncmp(error->message, "unexpected EOF", 14))
        report_unclosed(p);
    else
        report_lex_error(p);
}

/* The second run has come to where the tokenizer stopped. */
static void raise_lex_error(Parser *p) {
    report_stop(p);
    longjmp(*p->give_up, 1);
}

/* What CPython says when no rule has a better message. */
static void report_generic(Parser *p, int furthest) {
    const Token *token = &p->tokens[furthest], *last = &p->tokens[p->count - 1];
    if (last->kind == T_ERROR && token == last) {
        report_stop(p);
    } else if (token->kind == T_INDENT) {
        report(p, "IndentationError", token->loc, "unexpected indent");
    } else if (token->kind == T_DEDENT) {
        report(p, "IndentationError", token->loc, "unexpected unindent");
    } else {
        Loc loc = token->loc;
        if (loc.end_column == -2)               /* a token without text */
            loc.column = loc.end_column = -1;
        report_or_lex_error(p, "SyntaxError", loc, "invalid syntax");
    }
}

/* Whether the tokenizer had come to the end of the text when the parser stopped at this token. Without a
   newline behind it, the last token ends where the text does; only at the prompt none is added. */
static bool is_end_of_text(const Parser *p, int furthest) {
    const Token *token = &p->tokens[furthest];
    bool is_open = p->mode == SINGLE && !p->source->ends_in_newline;
    if (token->kind == T_ERROR)
        return strstr(p->list.error.message, "unexpected EOF") || strstr(p->list.error.message, "unterminated triple") ||
               (is_open && strstr(p->list.error.message, "unterminated"));
    if (is_open && token->kind != T_END)
        token++;
    if (is_open && token->kind == T_NEWLINE)
        token++;
    while (token->kind == T_DEDENT)
        token++;
    return token->kind == T_END;
}

/* For prompts: more lines may make it right. */
static void report_incomplete(Parser *p, int furthest) {
    if (!(p->flags & PARSE_MAY_BE_INCOMPLETE) || !is_end_of_text(p, furthest))
        return;
    int shown = furthest && (p->tokens[furthest].kind == T_ERROR || p->tokens[furthest].kind == T_END) ? furthest - 1 : furthest;
    report(p, "SyntaxError", p->tokens[shown].loc, "incomplete input");
    longjmp(*p->give_up, 1);
}

static AstNode *run(Parser *p, Rule *rule) {
    jmp_buf give_up, *outer = p->give_up;
    AstNode *volatile node = NULL;
    p->give_up = &give_up;
    if (!setjmp(give_up)) {
        node = attempt(p, rule);
        if (!node) {
            int furthest = p->furthest;
            report_incomplete(p, furthest);
            if (p->tokens[furthest].kind != T_ERROR) {
                p->explains = true;
                p->memo = ARENA_ARRAY(p->arena, Memo *, (size_t)p->count);
                attempt(p, rule);
            }
            report_generic(p, furthest);
        }
    }
    p->give_up = outer;
    return node;
}

/* At the prompt a block without a line end behind it is not over yet. */
static bool is_open_block(const Parser *p) {
    return (p->flags & PARSE_IMPLIES_NO_DEDENT) && p->mode == SINGLE && !p->source->ends_in_newline && p->count > 1 &&
           p->tokens[p->count - 2].kind == T_DEDENT;
}

/* Those of the tokenizer as far as the parser came, and those about strings, in the order of the text. */
static void report_warnings(Parser *p) {
    uint32_t end = p->tokens[p->furthest < p->count ? p->furthest : p->count - 1].end;
    size_t i = 0, k = 0;
    bool is_again = !p->warnings.count;
    for (;;) {
        const LexWarning *first = i < p->list.warning_count && p->list.warnings[i].offset < end ? &p->list.warnings[i] : NULL;
        const LexWarning *second = k < p->warnings.count ? &p->warnings.items[k] : NULL;
        if (!first && !second && p->explains && !is_again) {        /* strings are read twice for a message */
            is_again = true;
            i = p->list.warning_count;
            k = 0;
            continue;
        }
        if (!first && !second)
            return;
        bool is_first = first && (!second || first->offset < second->offset);
        const LexWarning *next = is_first ? first : second;
        *(is_first ? &i : &k) += 1;
        diag_warning(p->diagnostics, next->category, next->loc, "%s", next->message);
        p->diagnostics->list.items[p->diagnostics->list.count - 1].is_past = is_first || next->loc.end_line > next->loc.line;
    }
}

/* Only in mode EXEC does CPython add a last newline to a text. In others its tokens after the text have no
   column of their own: they are where it has come to. */
static void forget_added_newline(Parser *p) {
    uint32_t end = (uint32_t)p->source->length - 1, stop = p->tokens[p->count - 1].end;
    LexError *error = &p->list.error;
    if (error->is_late && stop + strcspn(p->source->text + stop, "\n") >= end) {
        if (!strcmp(error->type, "IndentationError") && error->loc.end_column == -2)
            error->loc.column--;
        if (!strcmp(error->message, "unexpected EOF while parsing") && !p->list.open_count) {
            error->message = "unexpected character after line continuation character";
            error->loc.column--;
            error->loc.end_column = -1;
        }
    }
    for (int i = p->count - 1; i >= 0 && p->list.items[i].end >= end; i--) {
        Token *token = &p->list.items[i];
        if (token->kind == T_NEWLINE)
            token->loc.column = token->loc.end_column + (int32_t)(end - token->end);
        if (token->kind == T_NEWLINE || token->kind == T_DEDENT || token->kind == T_END) {
            token->loc.column--;
            token->loc.end_column = -2;
        }
    }
}

AstNode *parse_source(Source *source, ParseMode mode, Arena *arena, Diagnostics *diagnostics) {
    return parse_source_with(source, mode, 0, arena, diagnostics);
}

AstNode *parse_source_with(Source *source, ParseMode mode, int flags, Arena *arena, Diagnostics *diagnostics) {
    Parser parser = { .arena = arena, .mode = mode, .flags = flags, .diagnostics = diagnostics, .source = source, .stack_base = __builtin_frame_address(0) };
    parser.list = lex_source(source, arena);
    parser.tokens = parser.list.items;
    parser.count = (int)parser.list.count;
    if (mode != EXEC && source->length && !source->ends_in_newline) {
        source->keeps_end = true;
        forget_added_newline(&parser);
    }
    static Rule *const rules[] = { parse_module, parse_eval, parse_interactive, parse_function_type };
    AstNode *tree = run(&parser, rules[mode]);
    report_warnings(&parser);
    if (tree && is_open_block(&parser)) {
        report(&parser, "SyntaxError", parser.tokens[parser.count - 3].loc, flags & PARSE_MAY_BE_INCOMPLETE ? "incomplete input" : "invalid syntax");
        return NULL;
    }
    if (tree && ast_is_deeper(tree, TREE_DEPTH_MAX)) {
        diag_error(diagnostics, "RecursionError", (Loc){ 0, -1, 0, -1 }, "maximum recursion depth exceeded during compilation");
        return NULL;
    }
    return tree;
}

AstNode *parse_fstring_expression(Parser *outer, const char *text, size_t length, int32_t line, int32_t column) {
    char *wrapped = arena_printf(outer->arena, "(%.*s)", (int)length, text);
    Source *source = source_from_text("<fstring>", wrapped, length + 2, outer->arena);
    Parser parser = { .arena = outer->arena, .diagnostics = outer->diagnostics, .source = source,
                      .is_fstring = true, .depth = outer->depth, .stack_base = outer->stack_base };
    parser.list = lex_source(source, outer->arena);
    parser.count = (int)parser.list.count;
    parser.tokens = parser.list.items;
    parser.first_line = line;
    parser.first_column = column;
    parser.list.error.loc.line += line - 1;
    parser.list.error.loc.end_line += line - 1;
    for (int i = 0; i < parser.list.open_count; i++) {
        parser.list.open[i].column += parser.list.open[i].line == 1 ? column : 0;
        parser.list.open[i].line += line - 1;
    }
    for (int i = 0; i < parser.count; i++) {
        Loc *loc = &parser.list.items[i].loc;
        loc->column += loc->line == 1 ? column : 0;
        loc->end_column += loc->end_line == 1 ? column : 0;
        loc->line += line - 1;
        loc->end_line += line - 1;
    }
    AstNode *node = run(&parser, parse_fstring_group);
    if (!node)
        longjmp(*outer->give_up, 1);
    return node;
}
