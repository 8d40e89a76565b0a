"""Latin and Chinese in one line: which font a letter comes from, and where a line may break.

A quotation mark, dash or ellipsis belongs to both scripts; it is set in that of its neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

CHINESE_FACE, CHINESE_STRONG = "TapeoutSansSC-Regular", "TapeoutSansSC-SemiBold"
SHARED = frozenset("“”‘’…—")
NO_LINE_STARTS_WITH = frozenset("，。、；：？！）》〉」』】〕”’…—～·％,.;:?!)]}%")
NO_LINE_ENDS_WITH = frozenset("（《〈「『【〔“‘([{$￥")


_SEAM = re.compile(r"(?<=[\u4e00-\u9fff])(?=[A-Za-z0-9$+\u2212])|(?<=[A-Za-z0-9%])(?=[\u4e00-\u9fff])")
"""Where Chinese and Latin or figures meet without a gap."""


def spaced(text: str) -> str:
    """The text with a space wherever Chinese meets Latin letters or figures."""
    return _SEAM.sub(" ", text)


def is_chinese(sign: str) -> bool:
    """Whether a sign is of the Chinese script: a character, its punctuation, or a full-width form."""
    return "\u2e80" <= sign <= "\u9fff" or "\uf900" <= sign <= "\ufaff" or "\ufe30" <= sign <= "\uffef"


def chinese_face(face: str) -> str:
    """The Chinese face that goes with a Latin one."""
    return CHINESE_STRONG if "Semi" in face or "Bold" in face else CHINESE_FACE


def runs(face: str, text: str) -> list[tuple[str, str]]:
    """A text as stretches of one face each, in order; an empty text is one empty stretch."""
    if not any(map(is_chinese, text)):
        return [(face, text)]
    other = chinese_face(face)
    marked = zip(_scripts(text), text, strict=True)
    return [(other if chinese else face, "".join(sign for _, sign in run)) for chinese, run in groupby(marked, _first)]


def _first(pair: tuple[bool, str]) -> bool:
    return pair[0]


def _scripts(text: str) -> list[bool]:
    """For each sign whether it is set in Chinese; shared signs follow the sign before, else the one after."""
    found = [is_chinese(sign) for sign in text]
    for n, sign in enumerate(text):
        if sign in SHARED:
            found[n] = n > 0 and found[n - 1]
    for n in range(len(text) - 2, -1, -1):
        if text[n] in SHARED:
            found[n] = found[n] or found[n + 1]
    return found


def pieces(paragraph: str) -> Iterator[tuple[str, str]]:
    """What a line may break between: each piece with what joins it to the one before, a space or nothing.

    Between Chinese characters there is a place to break everywhere but before closing and after opening signs.
    """
    for n, word in enumerate(paragraph.split(" ")):
        start = 0
        for at in range(1, len(word)):
            if _may_break(word[at - 1], word[at]):
                yield " " if n and not start else "", word[start:at]
                start = at
        yield " " if n and not start else "", word[start:]


def _may_break(before: str, after: str) -> bool:
    if not (is_chinese(before) or is_chinese(after)):
        return False
    return before not in NO_LINE_ENDS_WITH and after not in NO_LINE_STARTS_WITH
