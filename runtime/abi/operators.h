/* Operators as numbers: the syntax tree, PIR, the runtime's slots and its entries count alike. */
#ifndef PYLLC_ABI_OPERATORS_H
#define PYLLC_ABI_OPERATORS_H

typedef enum { OP_ADD, OP_SUB, OP_MULT, OP_MATMULT, OP_DIV, OP_MOD, OP_POW, OP_LSHIFT, OP_RSHIFT,
               OP_BITOR, OP_BITXOR, OP_BITAND, OP_FLOORDIV, OPERATOR_COUNT } Operator;
typedef enum { UNARY_INVERT, UNARY_NOT, UNARY_UADD, UNARY_USUB } UnaryOperator;
typedef enum { CMP_EQ, CMP_NOTEQ, CMP_LT, CMP_LTE, CMP_GT, CMP_GTE, CMP_IS, CMP_ISNOT, CMP_IN,
               CMP_NOTIN } CompareOperator;

#endif
