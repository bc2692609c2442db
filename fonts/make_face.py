#!/usr/bin/python3
"""Cuts one face out of a Noto CJK collection: the characters of the lists, Simplified Chinese only.

    make_face.py --collection FILE.ttc --name POSTSCRIPT-NAME --hanzi LIST --symbols LIST --out FILE.otf

The face is found by its PostScript name, never by its place in the collection (place 0 is Japanese).
Only the ZHS language system of each script stays, so that the Japanese, Korean and Taiwanese forms
of a character are not in the file at all and no wrong language tag can bring them up.

The same inputs give the same bytes. With ZH_CACHE=FOLDER in the environment the face is taken from
there when these very inputs have been cut before, and put there otherwise.
"""
import argparse
import hashlib
import os
import re
import shutil
import sys

import fontTools
from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

# What the typesetter asks of a face (app/type): local forms and the two-em dash (locl, ccmp, calt,
# liga), half-width punctuation (halt, vhal), proportional and kerned Western (palt, vpal, kern,
# vkrn, mark, mkmk), vertical forms (vert, vrt2), narrow digits for upright cells (hwid, pwid, fwid).
FEATURES = [
    "calt", "ccmp", "fwid", "halt", "hwid", "kern", "liga", "locl", "mark", "mkmk",
    "palt", "pwid", "vert", "vhal", "vkrn", "vpal", "vrt2",
]  # fmt: skip
SCRIPTS = ["DFLT.dflt", "hani.dflt"] + [s + ".ZHS" for s in ("hani", "kana", "latn", "grek", "cyrl")]


def read_hanzi(path):
    with open(path, encoding="utf-8") as lines:
        return {ord(line.split("\t")[0]) for line in lines if line.strip()}


def read_symbols(path):
    codes = set()
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            if line.startswith("chars "):
                codes |= {ord(char) for char in line[6:].strip()}
                continue
            span = re.match(r"U\+([0-9A-F]{4,6})(?:-([0-9A-F]{4,6}))?(?:\s|$)", line)
            if not span:
                sys.exit(f"{path}:{number}: neither `U+XXXX`, `U+XXXX-YYYY` nor `chars …`: {line}")
            first, last = span.group(1), span.group(2) or span.group(1)
            codes |= set(range(int(first, 16), int(last, 16) + 1))
    return codes


def find_face(path, name):
    names = []
    for index, font in enumerate(TTCollection(path, lazy=True).fonts):
        names.append(font["name"].getDebugName(6))
        if names[-1] == name:
            return index
    sys.exit(f"{path}: no face is called {name}; it holds {', '.join(names)}")


def cut(args):
    options = subset.Options()
    options.layout_features = FEATURES
    options.layout_scripts = SCRIPTS
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.recalc_timestamp = False  # head.modified stays that of the original
    options.drop_tables += ["DSIG"]
    font = TTFont(
        args.collection, fontNumber=find_face(args.collection, args.name),
        lazy=True, recalcTimestamp=False,
    )  # fmt: skip
    hanzi = read_hanzi(args.hanzi)
    missing = hanzi - set(font.getBestCmap())
    if missing:
        sys.exit(f"{args.name} lacks {len(missing)} of {args.hanzi}: {''.join(map(chr, sorted(missing)))}")
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=hanzi | read_symbols(args.symbols))
    cutter.subset(font)
    part = args.out + ".part"
    subset.save_font(font, part, options)
    os.replace(part, args.out)


def key(args):
    digest = hashlib.sha256()
    for path in (__file__, args.collection, args.hanzi, args.symbols):
        with open(path, "rb") as file:
            digest.update(hashlib.sha256(file.read()).digest())
    digest.update(f"{args.name} {fontTools.version}".encode())
    return digest.hexdigest()[:32]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("collection", "name", "hanzi", "symbols", "out"):
        parser.add_argument("--" + name, required=True)
    args = parser.parse_args()
    cache = os.environ.get("ZH_CACHE")
    if not cache:
        return cut(args)
    os.makedirs(cache, exist_ok=True)
    kept = os.path.join(cache, f"face-{key(args)}.otf")
    if not os.path.exists(kept):
        cut(args)
        part = f"{kept}.{os.getpid()}.part"
        shutil.copyfile(args.out, part)
        os.replace(part, kept)
    shutil.copyfile(kept, args.out)


if __name__ == "__main__":
    main()
