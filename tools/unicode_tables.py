"""Writes runtime/types/unicode_data.inc: what str methods need to know of every code point.

Run with the CPython whose Unicode version is wanted:
    python3.11 tools/unicode_tables.py > runtime/types/unicode_data.inc

A code point's record is found in two steps, blocks of 128 code points being shared. A record has
flags, the decimal value, and for each kind of case change the distance to the other code point, or,
with the flag SPECIAL of that kind, an index into the table of sequences (length, then code points).
"""
import sys
import unicodedata

SHIFT = 7
sequences = []
sequence_index = {}


def special(text):
    if text not in sequence_index:
        sequence_index[text] = len(sequences)
        sequences.extend([len(text)] + [ord(c) for c in text])
    return sequence_index[text]


def ignorable(c):
    return ("A" + c + "\u03a3").lower()[-1] == "\u03c2" and (" " + c + "\u03a3").lower()[-1] == "\u03c3"


def record(code):
    c = chr(code)
    claims = [c.isalpha(), c.isdecimal(), c.isdigit(), c.isnumeric(), c.islower(), c.isupper(),
              unicodedata.category(c) == "Lt", c.isspace(), c.isprintable(), c.isidentifier(),
              ("a" + c).isidentifier(), c.islower() or c.isupper() or c.istitle(), ignorable(c)]
    flags = sum(1 << i for i, claim in enumerate(claims) if claim)
    changes = []
    for i, changed in enumerate([c.lower(), c.upper(), c.title(), c.casefold()]):
        if len(changed) == 1:
            changes.append(ord(changed) - code)
        else:
            flags |= 1 << (13 + i)
            changes.append(special(changed))
    return (flags, unicodedata.decimal(c, 255)) + tuple(changes)


def rows(numbers):
    line = ""
    for number in numbers:
        text = "%d," % number
        if len(line) + len(text) > 110:
            yield line
            line = ""
        line += text
    yield line


def table(declaration, numbers):
    print("static const %s[] = {" % declaration)
    for row in rows(numbers):
        print(row)
    print("};")


def main():
    records, blocks, first, second = {}, {}, [], []
    for start in range(0, sys.maxunicode + 1, 1 << SHIFT):
        block = tuple(records.setdefault(record(code), len(records)) for code in range(start, start + (1 << SHIFT)))
        if block not in blocks:
            blocks[block] = len(blocks)
            second.extend(block)
        first.append(blocks[block])
    print("/* Made by tools/unicode_tables.py from Unicode %s. */" % unicodedata.unidata_version)
    print("enum { UNICODE_SHIFT = %d };" % SHIFT)
    print("static const UnicodeRecord records[] = {")
    for row in records:
        print("{%d,%d,{%d,%d,%d,%d}}," % row)
    print("};")
    table("uint16_t first_stage", first)
    table("uint16_t second_stage", second)
    table("uint32_t sequences", sequences)


main()
