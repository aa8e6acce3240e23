/* A library's name to its declarations. libclang parses a text of #include lines in memory;
   every function declared at file level is mapped or refused with a reason. Refusing is lazy:
   only a program that names the function sees it (irgen knows nothing of refused ones). */
#include "ffi/import/import.h"

#include <clang-c/Index.h>
#include <stdio.h>
#include <string.h>
#include "ffi/import/find.h"

static const char import_file[] = "import.c";     /* the text in memory */

typedef struct Import {
    Arena *arena;
    CLibrary *library;
    const CPlace *place;
    const CShared *shared;
    CXIndex index;
    CXTranslationUnit unit;
} Import;

static char *take(Arena *arena, CXString string)
{
    const char *text = clang_getCString(string);
    char *copy = arena_text(arena, text ? text : "", text ? strlen(text) : 0);
    clang_disposeString(string);
    return copy;
}

/* ---- types ----------------------------------------------------------------------------------- */

static CKind integer_kind(CXType type, bool is_signed)
{
    switch (clang_Type_getSizeOf(type)) {
    case 1:  return is_signed ? C_I8 : C_U8;
    case 2:  return is_signed ? C_I16 : C_U16;
    case 4:  return is_signed ? C_I32 : C_U32;
    case 8:  return is_signed ? C_I64 : C_U64;
    default: return C_KIND_COUNT;
    }
}

/* C_KIND_COUNT: not one that can be passed. */
static CKind pointer_kind(CXType pointer, bool is_result)
{
    CXType target = clang_getCanonicalType(clang_getPointeeType(pointer));
    bool is_const = clang_isConstQualifiedType(target);
    switch ((int)target.kind) {
    case CXType_Char_S: case CXType_Char_U:
        if (is_const)
            return C_TEXT;
        break;
    case CXType_Void: case CXType_SChar: case CXType_UChar:
        break;
    default:
        return C_KIND_COUNT;
    }
    return is_result ? C_KIND_COUNT : is_const ? C_DATA : C_ROOM;
}

static CKind kind_of(CXType type, bool is_result)
{
    type = clang_getCanonicalType(type);
    switch ((int)type.kind) {
    case CXType_Void:      return is_result ? C_VOID : C_KIND_COUNT;
    case CXType_Bool:      return C_BOOL;
    case CXType_Char_S: case CXType_Char_U: return C_CHAR;
    case CXType_SChar: case CXType_Short: case CXType_Int: case CXType_Long: case CXType_LongLong:
        return integer_kind(type, true);
    case CXType_UChar: case CXType_UShort: case CXType_UInt: case CXType_ULong: case CXType_ULongLong:
        return integer_kind(type, false);
    case CXType_Enum:
        return kind_of(clang_getEnumDeclIntegerType(clang_getTypeDeclaration(type)), is_result);
    case CXType_Float:     return C_F32;
    case CXType_Double:    return C_F64;
    case CXType_Pointer:   return pointer_kind(type, is_result);
    default:               return C_KIND_COUNT;
    }
}

static const char *why_not(Arena *arena, CXType type, const char *what)
{
    const char *spelling = take(arena, clang_getTypeSpelling(type)), *kind = "no Python value converts to it";
    CXType canonical = clang_getCanonicalType(type);
    if (canonical.kind == CXType_Pointer) {
        CXType target = clang_getCanonicalType(clang_getPointeeType(canonical));
        bool is_function = target.kind == CXType_FunctionProto || target.kind == CXType_FunctionNoProto;
        kind = is_function ? "callbacks are not supported" : "such pointers are not supported";
    } else if (canonical.kind == CXType_Record) {
        kind = "structures by value are not supported";
    }
    return arena_printf(arena, "%s has type '%s': %s", what, spelling, kind);
}

/* ---- functions --------------------------------------------------------------------------------- */

static const char *declare(Arena *arena, const char *type, const char *name)
{
    bool joins = !*name || type[strlen(type) - 1] == '*';
    return arena_printf(arena, "%s%s%s", type, joins ? "" : " ", name);
}

static const char *prototype_of(Import *im, CXCursor function, const char *name)
{
    Arena *arena = im->arena;
    int count = clang_Cursor_getNumArguments(function);
    const char *text = arena_printf(arena, "%s(", declare(arena, take(arena, clang_getTypeSpelling(clang_getCursorResultType(function))), name));
    for (int i = 0; i < count; i++) {
        CXCursor parameter = clang_Cursor_getArgument(function, (unsigned)i);
        const char *type = take(arena, clang_getTypeSpelling(clang_getCursorType(parameter)));
        text = arena_printf(arena, "%s%s%s", text, i ? ", " : "",
                            declare(arena, type, take(arena, clang_getCursorSpelling(parameter))));
    }
    return arena_printf(arena, "%s%s", text, count ? ")" : "void)");
}

/* Fills result and parameters; NULL when all of them can be passed. */
static const char *map_signature(Import *im, CXCursor function, CDecl *decl)
{
    Arena *arena = im->arena;
    CXType type = clang_getCanonicalType(clang_getCursorType(function)), result = clang_getCursorResultType(function);
    int count = clang_Cursor_getNumArguments(function);
    if (type.kind != CXType_FunctionProto)
        return "it is declared without parameter types";
    if (clang_isFunctionTypeVariadic(type))
        return "it takes a variable number of arguments";
    if (count > C_PARAMETERS_MAX)
        return arena_printf(arena, "it has more than %d parameters", C_PARAMETERS_MAX);
    decl->result = kind_of(result, true);
    if (decl->result == C_KIND_COUNT)
        return why_not(arena, result, "its result");
    CParameter *parameters = ARENA_ARRAY(arena, CParameter, (size_t)count + 1);
    for (int i = 0; i < count; i++) {
        CXCursor parameter = clang_Cursor_getArgument(function, (unsigned)i);
        CXType parameter_type = clang_getArgType(type, (unsigned)i);
        parameters[i] = (CParameter){ take(arena, clang_getCursorSpelling(parameter)), kind_of(parameter_type, false) };
        if (parameters[i].kind == C_KIND_COUNT)
            return why_not(arena, clang_getCursorType(parameter), arena_printf(arena, "parameter %d", i + 1));
    }
    decl->parameters = parameters;
    decl->parameter_count = count;
    return NULL;
}

static const char *map_function(Import *im, CXCursor function, CDecl *decl)
{
    const char *reason = map_signature(im, function, decl);
    if (reason)
        return reason;
    if (clang_Cursor_getStorageClass(function) == CX_SC_Static || clang_Cursor_isFunctionInlined(function))
        return "it is an inline function: no library has its code";
    decl->symbol = take(im->arena, clang_Cursor_getMangling(function));
    if (!c_shared_has(im->shared, decl->symbol, &decl->shared))
        return arena_printf(im->arena, "the header declares it, but %s does not have it", im->place->link);
    decl->prototype = prototype_of(im, function, decl->name);
    decl->flags = im->place->flags;
    return NULL;
}

static void add_refused(Import *im, const char *name, const char *reason)
{
    VEC_PUSH(im->arena, im->library->refused, ((CRefused){ name, reason }));
}

static void add_function(Import *im, CXCursor cursor)
{
    const char *reason;
    CDecl *decl = ARENA_NEW(im->arena, CDecl);
    decl->name = take(im->arena, clang_getCursorSpelling(cursor));
    if (c_library_find(im->library, decl->name, &reason) || reason)
        return;
    reason = map_function(im, cursor, decl);
    if (reason)
        add_refused(im, decl->name, reason);
    else
        VEC_PUSH(im->arena, im->library->functions, decl);
}

static enum CXChildVisitResult visit_functions(CXCursor cursor, CXCursor parent, CXClientData data)
{
    Import *im = data;
    if (clang_getCursorKind(cursor) == CXCursor_FunctionDecl)
        add_function(im, cursor);
    else if (clang_getCursorKind(cursor) == CXCursor_LinkageSpec)
        return CXChildVisit_Recurse;
    return CXChildVisit_Continue;
}

/* After the functions: a name that is only a macro. */
static enum CXChildVisitResult visit_macros(CXCursor cursor, CXCursor parent, CXClientData data)
{
    Import *im = data;
    const char *reason;
    if (clang_getCursorKind(cursor) != CXCursor_MacroDefinition || clang_Cursor_isMacroBuiltin(cursor))
        return CXChildVisit_Continue;
    const char *name = take(im->arena, clang_getCursorSpelling(cursor));
    if (*name != '_' && !c_library_find(im->library, name, &reason) && !reason)
        add_refused(im, name, "it is a macro");
    return CXChildVisit_Continue;
}

/* ---- the translation unit ------------------------------------------------------------------------ */

static void add_header(CXFile file, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
    Import *im = data;
    const char *path = take(im->arena, clang_getFileName(file));
    if (depth)                                   /* 0: the text in memory */
        VEC_PUSH(im->arena, im->library->headers, path);
}

/* Its message, with the place when that is in a header. */
static const char *show_diagnostic(Arena *arena, CXDiagnostic diagnostic)
{
    CXFile file;
    unsigned line;
    clang_getSpellingLocation(clang_getDiagnosticLocation(diagnostic), &file, &line, NULL, NULL);
    const char *path = take(arena, clang_getFileName(file)), *text = take(arena, clang_getDiagnosticSpelling(diagnostic));
    return *path && strcmp(path, import_file) != 0 ? arena_printf(arena, "%s:%u: %s", path, line, text) : text;
}

/* The first error, or NULL. */
static const char *first_error(Import *im)
{
    for (unsigned i = 0; i < clang_getNumDiagnostics(im->unit); i++) {
        CXDiagnostic diagnostic = clang_getDiagnostic(im->unit, i);
        const char *text = NULL;
        if (clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error)
            text = show_diagnostic(im->arena, diagnostic);
        clang_disposeDiagnostic(diagnostic);
        if (text)
            return text;
    }
    return NULL;
}

static const char *parse_headers(Import *im)
{
    Arena *arena = im->arena;
    const CPlace *place = im->place;
    const char *text = "";
    for (size_t i = 0; i < place->headers.count; i++)
        text = arena_printf(arena, "%s#include <%s>\n", text, place->headers.items[i]);
    struct CXUnsavedFile file = { import_file, text, strlen(text) };
    VEC(const char *) arguments = {0};
    VEC_PUSH(arena, arguments, "-xc");
    VEC_PUSH(arena, arguments, "-std=gnu17");
    for (size_t i = 0; i < place->compile_flags.count; i++)
        VEC_PUSH(arena, arguments, place->compile_flags.items[i]);
    enum CXErrorCode code = clang_parseTranslationUnit2(
        im->index, import_file, arguments.items, (int)arguments.count, &file, 1,
        CXTranslationUnit_DetailedPreprocessingRecord | CXTranslationUnit_SkipFunctionBodies, &im->unit);
    return code ? arena_printf(arena, "libclang error %d", code) : first_error(im);
}

CLibrary *c_library_read(Arena *arena, const char *name, const char **error)
{
    Import im = { .arena = arena, .library = ARENA_NEW(arena, CLibrary) };
    im.library->name = arena_text(arena, name, strlen(name));
    im.place = c_place_find(arena, name);
    im.shared = c_shared_open(arena, im.place, error);
    if (!im.shared)
        return NULL;
    for (size_t i = 0; i < im.shared->files.count; i++)
        VEC_PUSH(arena, im.library->files, im.shared->files.items[i]);
    im.index = clang_createIndex(0, 0);
    const char *failure = parse_headers(&im);
    if (failure) {
        *error = arena_printf(arena, "C library '%s' cannot be imported: %s", name, failure);
    } else {
        clang_visitChildren(clang_getTranslationUnitCursor(im.unit), visit_functions, &im);
        clang_visitChildren(clang_getTranslationUnitCursor(im.unit), visit_macros, &im);
        clang_getInclusions(im.unit, add_header, &im);
    }
    if (im.unit)
        clang_disposeTranslationUnit(im.unit);
    clang_disposeIndex(im.index);
    return failure ? NULL : im.library;
}
