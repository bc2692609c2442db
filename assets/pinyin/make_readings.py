#!/usr/bin/env python3
"""Makes readings.tsv, the pinyin of characters and words, from two Debian packages.

  characters  go-pinyin, pinyin_dict.go: every reading, the most common one first
  words       terra-pinyin, terra_pinyin.dict.yaml: traditional, brought to simplified by OpenCC

Words follow these rules (README.md here says why):
  1. Tones as in a dictionary: the sandhi of 一 and 不 is undone.
  2. A character that the words' source hardly ever reads as the characters' source does has another
     norm there, not another meaning: it takes the reading of the characters' source. So does a syllable
     that differs in nothing but a tone unknown there.
  3. Of several readings of a word the one counts that longer words with it have, else the one nearer to
     the characters' source.
  4. Two neighbours that are no word of their own, but read alike in all longer words that hold them and
     not as their characters would be read alone, become a word.

Columns: word, reading, other. `other` is what the second source says where the two differ.
"""
import argparse
import collections
import re
import subprocess

LONGEST = 8
RARELY = 0.12
MARKS = {"a": "āáǎà", "e": "ēéěè", "i": "īíǐì", "o": "ōóǒò", "u": "ūúǔù", "ü": "ǖǘǚǜ"}


def is_han(c):
    return c == "〇" or "\u3400" <= c <= "\u9fff" or c >= "\U00020000"


def marked(syllable):
    """zhong1 -> zhōng; the mark stands on a or e, on the o of ou, else on the last vowel."""
    tone = int(syllable[-1]) if syllable[-1].isdigit() else 5
    base = syllable.rstrip("012345").replace("v", "ü")
    if tone in (0, 5):
        return base
    vowels = [i for i, c in enumerate(base) if c in MARKS]
    if not vowels:
        return base
    at = vowels[-1]
    for i in vowels:
        if base[i] in "ae" or base[i:i + 2] == "ou":
            at = i
            break
    return base[:at] + MARKS[base[at]][tone - 1] + base[at + 1:]


def read_characters(path):
    characters = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            found = re.match(r'\s*0x([0-9A-F]+): "([^"]+)"', line)
            if found:
                characters[chr(int(found[1], 16))] = found[2].split(",")
    return characters


def read_words(path, opencc):
    """(characters, words): each a dict of text -> list of readings, in the order of the file."""
    simplified = subprocess.run([opencc, "-c", "t2s.json", "-i", path], check=True,
                                stdout=subprocess.PIPE).stdout.decode("utf-8")
    single = collections.defaultdict(dict)
    words = collections.defaultdict(list)
    for line in simplified.split("\n...\n", 1)[1].splitlines():
        parts = line.split("\t")
        if len(parts) < 2 or line.startswith("#") or not all(map(is_han, parts[0])):
            continue
        reading = tuple(marked(s) for s in parts[1].split())
        if len(reading) != len(parts[0]) or len(reading) > LONGEST:
            continue
        if len(reading) == 1:
            weight = float(parts[2].rstrip("%")) if len(parts) > 2 and parts[2] else 100.0
            single[parts[0]][reading[0]] = max(weight, single[parts[0]].get(reading[0], 0))
            continue
        reading = tuple("yī" if c == "一" else "bù" if c == "不" else s
                        for c, s in zip(parts[0], reading))
        if reading not in words[parts[0]]:
            words[parts[0]].append(reading)
    return single, words


def other_norm(words, first):
    """Characters that words hardly ever read as `first` does."""
    as_first = collections.Counter()
    seen = collections.Counter()
    for word, readings in words.items():
        for i, c in enumerate(word):
            seen[c] += 1
            as_first[c] += any(reading[i] == first(c) for reading in readings)
    return {c for c in seen if seen[c] >= 3 and as_first[c] < RARELY * seen[c]}


def toneless(syllable):
    plain = str.maketrans({m: base for base, marks in MARKS.items() for m in marks})
    return syllable.translate(plain)


def known(c, syllable, readings):
    """The syllable, or the reading of the characters' source that is meant by it."""
    if not readings or syllable in readings or syllable == toneless(syllable):
        return syllable
    alike = [r for r in readings if toneless(r) == toneless(syllable)]
    if not alike:
        return syllable
    return alike[1] if len(alike) > 1 and alike[0] == readings[0] else alike[0]


def inner_readings(words):
    """For every part of a longer word: how often it reads how there (unambiguous words alone)."""
    inner = collections.defaultdict(collections.Counter)
    for word, readings in words.items():
        if len(readings) > 1:
            continue
        for n in range(2, min(len(word), 5)):
            for at in range(len(word) - n + 1):
                inner[word[at:at + n]][readings[0][at:at + n]] += 1
    return inner


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("characters", "words", "out"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--opencc", default="opencc")
    options = parser.parse_args()
    characters = read_characters(options.characters)
    single, words = read_words(options.words, options.opencc)

    def first(c):
        if c in characters:
            return characters[c][0]
        return max(single[c], key=lambda r: single[c][r]) if c in single else ""

    norms = other_norm(words, first)
    own = {}
    for word, readings in words.items():
        kept = []
        for reading in readings:
            reading = tuple(first(c) if c in norms else known(c, s, characters.get(c))
                            for c, s in zip(word, reading))
            if reading not in kept:
                kept.append(reading)
        own[word] = kept
    inner = inner_readings(own)

    rows = {}
    for c in characters.keys() | single.keys():
        other = max(single[c], key=lambda r: single[c][r]) if c in single else first(c)
        rows[c] = (first(c), other if other != first(c) else "")
    for word, readings in own.items():
        def rank(reading, word=word, readings=readings):
            like = sum(s == first(c) for c, s in zip(word, reading))
            return (inner[word][reading] if word in inner else 0, like, -readings.index(reading))

        best = max(readings, key=rank)
        others = [r for r in readings if r != best]
        strange = any(c in characters and s not in characters[c] and s != first(c)
                      for c, s in zip(word, best))
        if strange and not others:
            others = [tuple(first(c) for c in word)]
        rows[word] = (" ".join(best), ";".join(" ".join(r) for r in others))
    for pair, readings in inner.items():
        alone = tuple(first(c) for c in pair)
        if len(pair) == 2 and pair not in own and len(readings) == 1:
            reading, times = next(iter(readings.items()))
            if times >= 2 and reading != alone:
                rows[pair] = (" ".join(reading), "")
    with open(options.out, "w", encoding="utf-8") as out:
        out.write("word\treading\tother\n")
        for word in sorted(rows, key=lambda w: w.encode("utf-8")):
            if rows[word][0]:
                out.write(f"{word}\t{rows[word][0]}\t{rows[word][1]}\n")


if __name__ == "__main__":
    main()
