#!/usr/bin/python3
"""The dialect of the code that a compiler's eyes can hold: tools/dialect.py FILE.c... prints a finding a line.

A pointer is compared with NULL and a count with 0 (never `!x`, never a bare `x`); a function has at most 60
lines; a public function begins with its file's word. The files are parsed by libclang, so types are known.
"""
import os
import re
import sys
from multiprocessing import Pool

from clang.cindex import CursorKind, Index, StorageClass, TypeKind

FLAGS = ("-std=c11 -D_GNU_SOURCE -I. -isystem build/plplot/include -isystem /usr/include/plplot "
         "-isystem /usr/include/harfbuzz -isystem /usr/include/cairo").split()
LONGEST = 60
POINTERS = {TypeKind.POINTER, TypeKind.CONSTANTARRAY, TypeKind.INCOMPLETEARRAY}
NUMBERS = {TypeKind.INT, TypeKind.UINT, TypeKind.LONG, TypeKind.ULONG, TypeKind.LONGLONG,
           TypeKind.ULONGLONG, TypeKind.SHORT, TypeKind.USHORT, TypeKind.CHAR_S, TypeKind.UCHAR,
           TypeKind.SCHAR, TypeKind.ENUM}
TRUTHS = {"&&", "||", "==", "!=", "<", ">", "<=", ">=", "!", "&"}
ASSIGNING = {"=", "+=", "-=", "|=", "&="}
OPENING, CLOSING = set("([{"), set(")]}")
# isdigit and its kin, macros of libraries.
PREDICATE = re.compile(r"is[a-z]+|assert\w*|[A-Z][A-Z0-9_]+|mpz_fits_\w+|mpz_odd_p")


def outer(cursor):
    """The tokens of an expression that stand outside all its brackets."""
    depth, found = 0, []
    for token in cursor.get_tokens():
        depth -= token.spelling in CLOSING
        if depth == 0:
            found.append(token.spelling)
        depth += token.spelling in OPENING
    return found


def bare(cursor):
    """Without parentheses and implicit casts."""
    while cursor.kind in (CursorKind.PAREN_EXPR, CursorKind.UNEXPOSED_EXPR):
        children = list(cursor.get_children())
        if len(children) != 1:
            break
        cursor = children[0]
    return cursor


def truth(cursor):
    """Whether an expression is one of truth already: a bool, a comparison, a mask of bits, a predicate of C."""
    inner = bare(cursor)
    if inner.extent.start.offset >= inner.extent.end.offset:
        return True  # Made by a macro.
    kind = inner.type.get_canonical().kind
    if kind not in POINTERS | NUMBERS or inner.kind in (CursorKind.INTEGER_LITERAL, CursorKind.CONDITIONAL_OPERATOR):
        return True
    tokens = outer(inner)
    return not tokens or "{" in tokens or not TRUTHS.isdisjoint(tokens) or PREDICATE.fullmatch(tokens[0]) is not None


def conditions(cursor):
    """The expressions below a cursor that stand where a truth is asked for."""
    children = list(cursor.get_children())
    if cursor.kind in (CursorKind.IF_STMT, CursorKind.WHILE_STMT, CursorKind.CONDITIONAL_OPERATOR):
        return children[:1]
    if cursor.kind == CursorKind.DO_STMT:
        return children[-1:]
    if cursor.kind == CursorKind.BINARY_OPERATOR and len(children) == 2:
        tokens = set(outer(cursor))
        return children if tokens & {"&&", "||"} and not tokens & ASSIGNING else []
    if cursor.kind == CursorKind.UNARY_OPERATOR and outer(cursor)[:1] == ["!"]:
        return children
    return []


def untrue(path, unit):
    """Pairs (negation or expression, expression) where a pointer or number stands for a truth."""
    below = [c for c in unit.cursor.get_children() if c.location.file and c.location.file.name == path]
    while below:
        cursor = below.pop()
        below += cursor.get_children()
        for child in conditions(cursor):
            if not truth(child):
                yield (cursor if cursor.kind == CursorKind.UNARY_OPERATOR else child), child


def begins_with_its_file(name, stem):
    """Whether a function's first word is one of its file's, in either number: pdf_read.c has pdf_..., read_..."""
    first = name.split("_")[0].rstrip("s")
    return first in {word.rstrip("s") for word in stem.split("_")} or stem.startswith(first)


def functions(path, unit):
    """Public functions that do not begin with their file's word, and functions that are too long."""
    stem = os.path.basename(path)[:-2]
    for c in unit.cursor.get_children():
        if c.kind != CursorKind.FUNCTION_DECL or not c.is_definition() or c.location.file.name != path:
            continue
        lines = c.extent.end.line - c.extent.start.line + 1
        if lines > LONGEST:
            yield c.extent.start.line, "%s has %d lines, %d at most" % (c.spelling, lines, LONGEST)
        public = c.storage_class != StorageClass.STATIC and c.spelling != "main"
        if public and not path.startswith("tests/") and not begins_with_its_file(c.spelling, stem):
            yield c.extent.start.line, "%s does not begin with its file's word" % c.spelling


def findings(path):
    unit = Index.create().parse(path, FLAGS)
    found = [(d.location.line, d.spelling) for d in unit.diagnostics if d.severity >= 3]
    for whole, asked in untrue(path, unit):
        zero = "NULL" if bare(asked).type.get_canonical().kind in POINTERS else "0"
        found.append((whole.extent.start.line, "say == or != " + zero))
    found += functions(path, unit)
    return ["%s:%d: %s" % (path, line, text) for line, text in sorted(set(found))]


if __name__ == "__main__":
    with Pool() as pool:
        lines = [line for found in pool.imap(findings, sys.argv[1:]) for line in found]
    print("\n".join(lines), end="\n" if lines else "")
    sys.exit(bool(lines))
