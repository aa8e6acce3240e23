"""Counts the words of a text, to show what a compiled program looks like from outside.

    tools/run examples/hello.py [WORD ...]
"""
import sys


def count(words):
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


def main(words):
    print("hello,", " ".join(words) or "world")
    for word, n in sorted(count("".join(words)).items()):
        print("%4d %s" % (n, word))


main(sys.argv[1:])
