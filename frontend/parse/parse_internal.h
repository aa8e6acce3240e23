/* What the parser's files share.

   A parser function consumes tokens and returns a node, never NULL; when the text does not fit
   it jumps to the nearest `attempt`, or out of the parse. The first run only decides whether
   the text is right. When it is not, a second run (`explains`) also tries the rules that
   recognise common mistakes, each of which raises its message; if none does, the message is
   "invalid syntax" at the furthest token that the first run reached. */
#ifndef PYLLC_PARSE_INTERNAL_H
#define PYLLC_PARSE_INTERNAL_H

#include <setjmp.h>

#include "frontend/parse/parse.h"

typedef VEC(AstNode *) NodeVec;

typedef struct Parser {
    Arena *arena;
    Diagnostics *diagnostics;
    const Source *source;
    TokenList list;
    const Token *tokens;
    int count, at, furthest;
    ParseMode mode;
    int flags;                          /* PARSE_... */
    int depth;                          /* of nested rules */
    const char *stack_base;
    bool explains;
    bool is_fstring;                    /* the text is an expression of an f-string, which begins at: */
    int32_t first_line, first_column;
    jmp_buf *failure;                   /* where `fail` goes */
    jmp_buf *give_up;                   /* where an error that was reported goes */
    struct Memo **memo;                 /* by token, in the second run */
    VEC(LexWarning) warnings;           /* about strings; the last one's place: */
    const char *last_escape;
} Parser;

typedef AstNode *Rule(Parser *p);

/* Tokens. */
static inline TokenKind peek(const Parser *p) { return p->tokens[p->at].kind; }
TokenKind peek_next(Parser *p);
void advance(Parser *p);
bool accept(Parser *p, TokenKind kind);
int expect(Parser *p, TokenKind kind);              /* the token's index */
void force(Parser *p, TokenKind kind);              /* raises unless it is next */
bool is_word(const Parser *p, const char *word);    /* a name token with this text: soft keywords */
Name *expect_name(Parser *p);

/* Failure, and reports that end the parse. */
_Noreturn void fail(Parser *p);
_Noreturn void raise_at(Parser *p, const char *type, Loc loc, const char *format, ...) __attribute__((format(printf, 4, 5)));
Loc loc_of_tokens(const Parser *p, int first, int last);
Loc loc_of_node(const AstNode *node);
Loc loc_of_nodes(const AstNode *first, const AstNode *last);
/* The rule's node, or NULL with the tokens as they were. */
AstNode *attempt(Parser *p, Rule *rule);

/* The same at the last token that was looked at, where CPython's messages without a place are. */
_Noreturn void raise_last(Parser *p, const char *type, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* In the first run, the rule; in the second, an attempt, since an expression that is followed
   by half an operation is still an expression there. */
AstNode *maybe(Parser *p, Rule *rule);
/* In the second run: as calling the rule, but through attempt, which tries it once for each place. */
AstNode *memoized(Parser *p, Rule *rule);
/* In the second run: the rule's node without its tokens being consumed; NULL if it fails. */
AstNode *look_ahead(Parser *p, Rule *rule, int *end);

/* Every rule that can nest in itself stands between these. */
void enter(Parser *p);
static inline void leave(Parser *p) { p->depth--; }

/* A node that reaches from token `start` to the last one consumed. */
AstNode *make_node(Parser *p, AstKind kind, int start, const void *value, size_t size);
#define MAKE(p, Kind, start, ...) \
    make_node(p, AST_##Kind, start, &(Ast##Kind){ __VA_ARGS__ }, sizeof(Ast##Kind))
#define NODES(vec) ((AstNodes){ (vec).items, (vec).count })
AstNodes one_node(Parser *p, AstNode *node);
const Const *make_constant(Parser *p, ConstKind kind);

/* expression.c */
Rule parse_for_head, parse_starred_expression, parse_assignment_expression, parse_parenthesized, parse_clauses,
     parse_argument_prefix;
Rule parse_expression, parse_star_expressions, parse_named_expression, parse_star_named_expression, parse_bitwise_or,
     parse_disjunction, parse_primary, parse_yield, parse_yield_or_star_expressions, parse_expressions, parse_slices;
bool starts_expression(TokenKind kind);

/* atom.c */
Rule parse_atom, parse_number;
AstNodes parse_comprehension_clauses(Parser *p);
bool at_comprehension(Parser *p);

/* call.c */
AstNode *parse_call(Parser *p, AstNode *function, int start);
void parse_arguments(Parser *p, NodeVec *args, NodeVec *keywords);

/* parameters.c */
AstNode *parse_parameters(Parser *p, bool is_lambda);

/* target.c */
typedef enum { TARGET_STAR, TARGET_DEL, TARGET_FOR } TargetKind;
void set_context(AstNode *node, ExprContext context);
bool is_target(const AstNode *node, TargetKind kind);
bool is_single_target(const AstNode *node);
AstNode *parse_star_targets(Parser *p);             /* before "in" */
AstNode *parse_star_target(Parser *p);              /* after "as" */

void raise_if_invalid_target(Parser *p, AstNode *node, TargetKind kind);
const char *describe_expression(const AstNode *node);

/* explain.c: common mistakes, in the second run. Each raises or returns with the tokens as
   they were. */
void explain_expression(Parser *p);
void explain_named_expression(Parser *p);
void explain_assignment(Parser *p);
void explain_comprehension(Parser *p);
void explain_group(Parser *p);
void explain_dict_comprehension(Parser *p);
void explain_for_target(Parser *p);
void explain_arguments(Parser *p);
void explain_keyword_argument(Parser *p);
void explain_with_item(Parser *p);
void explain_delete(Parser *p);

/* strings.c */
AstNode *parse_strings(Parser *p);
AstNode *parse_fstring_expression(Parser *outer, const char *text, size_t length, int32_t line, int32_t column);

/* statement.c, compound.c, pattern.c */
void parse_statements(Parser *p, NodeVec *into);    /* to the end of the block */
void parse_simple_statements(Parser *p, NodeVec *into);
AstNode *parse_compound_statement(Parser *p);       /* NULL if there is none */
AstNodes parse_block(Parser *p, const char *after, int line);   /* what messages say it belongs to */
AstNode *parse_match_statement(Parser *p);          /* NULL if "match" is only a name here */

#endif
