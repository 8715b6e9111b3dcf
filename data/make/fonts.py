#!/usr/bin/env python3
"""Makes data/fonts/*.ttf: the letters in which the command line writes the picture for social previews.

usage: fonts.py FOLDER     (needs, in FOLDER: npm pack @fontsource/source-serif-4 @fontsource/source-sans-3, each
unpacked into a folder of its own; pip install fonttools brotli)

Source Serif 4 and Source Sans 3 are Adobe's, SIL Open Font License 1.1 (data/fonts/OFL.txt), which wants that what was
changed is called otherwise: "Entente Serif", "Entente Sans". Kept: Latin with its first extension, Cyrillic of the modern
languages, punctuation; no features but kerning.
"""

import io
import sys
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

KEPT = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x218, 0x21C), *range(0x400, 0x460), 0x490, 0x491,
        *range(0x2010, 0x2027), 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x2116, 0x2192, 0x2212]
FACES = [("source-serif-4", 600, "serif"), ("source-sans-3", 400, "sans"), ("source-sans-3", 600, "sans")]

folder, out = Path(sys.argv[1]), Path(__file__).parent.parent / "fonts"
for package, weight, family in FACES:
    name = f"{family}-{weight}"
    parts = []
    for script in ["latin", "latin-ext", "cyrillic"]:
        found = next(folder.rglob(f"{package}-{script}-{weight}-normal.woff2"))
        font = TTFont(found)
        options = Options(layout_features=["kern"], hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 4, 6, 13, 14])
        subset = Subsetter(options)
        subset.populate(unicodes=KEPT)
        subset.subset(font)
        font.flavor = None
        for table in ["GPOS", "GSUB", "GDEF", "STAT", "DSIG"]:
            if table in font and (table != "GPOS" or script != "latin"):
                del font[table]
        part = io.BytesIO()
        font.save(part)
        part.seek(0)
        parts.append(part)
    font = Merger().merge(parts)
    called = f"Entente {family.capitalize()}"
    for record in font["name"].names:
        own = {1: called, 2: "Regular", 4: called, 6: called.replace(" ", "") + f"-{weight}"}
        record.string = own.get(record.nameID, record.toUnicode())
    font["head"].created = font["head"].modified = 3_500_000_000
    font.recalcTimestamp = False
    font.save(out / f"{name}.ttf")
    print(name, (out / f"{name}.ttf").stat().st_size, len(font.getBestCmap()))
