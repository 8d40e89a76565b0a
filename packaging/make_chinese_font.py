"""Cut the Chinese font of the game out of Noto Sans SC, under a name of our own.

Run by hand when the font changes; the game never runs it::

    npm install @expo-google-fonts/noto-sans-sc
    pip install "tapeout[fonts]"
    python packaging/make_chinese_font.py node_modules/@expo-google-fonts/noto-sans-sc

Noto Sans SC (Adobe and Google, SIL Open Font License 1.1) reserves the name "Source"; a changed version must not bear
a reserved name, so ours is Tapeout Sans SC and says in its name table what it was made from. It keeps the characters
of GB 2312, what the game's texts use beyond it, and the signs of Chinese typesetting, and neither Latin letters (those
come from the Latin fonts) nor hints nor layout tables. Its ascent and descent are no more than those of the Latin
faces, whose baseline every line keeps.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "assets" / "fonts"
FAMILY = "Tapeout Sans SC"
WEIGHTS = {"Regular": "400Regular/NotoSansSC_400Regular.ttf", "SemiBold": "600SemiBold/NotoSansSC_600SemiBold.ttf"}
SIGN_ROWS, HAN_ROWS = range(1, 4), range(16, 88)
"""Rows of GB 2312: signs, numbers and full-width forms; then both levels of characters."""
MORE = "“”‘’…—–·•×÷±≈≤≥→←↑↓○●△▲▼◆◇■□★☆〇"
ASCENT, DESCENT = 0.95, 0.25
"""In em: no more than those of the Latin faces, and room for every stroke."""


def gb2312() -> Iterator[str]:
    """The signs and characters of GB 2312."""
    for row in (*SIGN_ROWS, *HAN_ROWS):
        for cell in range(1, 95):
            try:
                yield bytes((0xA0 + row, 0xA0 + cell)).decode("gb2312")
            except UnicodeDecodeError:
                continue


def spoken() -> set[str]:
    """Characters that the game's own texts use, of which GB 2312 may lack a few, as in the name of a chip."""
    files = [*ROOT.glob("assets/text/*.zh.json"), *ROOT.glob("scenarios/*/*.json")]
    return {sign for file in files for sign in file.read_text(encoding="utf-8") if "\u4e00" <= sign <= "\u9fff"}


def cut(source: Path, weight: str) -> Path:
    """Write one weight of the font into the game's folder; its path."""
    font = TTFont(source)
    options = subset.Options(
        hinting=False, layout_features=[], notdef_outline=True, name_IDs=[], glyph_names=False, drop_tables=[
            *subset.Options().drop_tables, "GPOS", "GSUB", "GDEF", "BASE", "vhea", "vmtx", "VORG", "STAT", "DSIG",
        ],
    )  # fmt: skip
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(sign) for sign in {*gb2312(), *MORE, *spoken()}])
    cutter.subset(font)
    _measure(font)
    _name(font, weight)
    path = FOLDER / f"{FAMILY.replace(' ', '')}-{weight}.ttf"
    font.save(path)
    return path


def _measure(font: TTFont) -> None:
    em = font["head"].unitsPerEm
    up, down = round(ASCENT * em), round(DESCENT * em)
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = up, -down, 0
    os2 = font["OS/2"]
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = up, -down, 0
    os2.usWinAscent, os2.usWinDescent = up, down


def _name(font: TTFont, weight: str) -> None:
    """Our name, and what the licence asks to be said."""
    names = {
        0: "Copyright 2014-2021 Adobe (http://www.adobe.com/), with Reserved Font Name 'Source'. "
        "This font is a modified version: a subset without hints, under a name of its own.",
        1: f"{FAMILY} {weight}" if weight != "Regular" else FAMILY,
        2: "Regular",
        3: f"{FAMILY}-{weight}",
        4: f"{FAMILY} {weight}",
        5: "Version 1.0",
        6: f"{FAMILY.replace(' ', '')}-{weight}",
        13: "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
        14: "https://openfontlicense.org",
    }
    font["name"].names = []
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)


def main(package: Path) -> None:
    """Make all weights, and put the licence beside them."""
    for weight, file in WEIGHTS.items():
        path = cut(package / file, weight)
        print(f"{path.name}: {path.stat().st_size:,} bytes")
    shutil.copyfile(package / "LICENSE_FONT", FOLDER / "LICENSE-Tapeout-Sans-SC.txt")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
