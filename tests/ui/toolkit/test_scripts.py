"""Latin and Chinese in one line: faces, places to break, gaps, and what the Chinese font holds."""

from __future__ import annotations

from itertools import pairwise

import pytest

from game.ui import fonts, theme
from game.ui.scripts import CHINESE_FACE, CHINESE_STRONG, NO_LINE_ENDS_WITH, NO_LINE_STARTS_WITH, pieces, runs, spaced

LONG = (
    "这款芯片为 2023 年的规则而画，只差百分之一多一点。如今一封信点了它“内存带宽”的名（HBM3），订单停在基隆的码头上……"
)


def gb2312(rows: range) -> list[str]:
    found = []
    for row in rows:
        for cell in range(1, 95):
            try:
                found.append(bytes((0xA0 + row, 0xA0 + cell)).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return found


@pytest.mark.parametrize("face", [CHINESE_FACE, CHINESE_STRONG])
def test_the_chinese_font_has_all_of_gb2312(face):
    han = gb2312(range(16, 88))
    assert len(han) == 6763
    signs = [*han, *gb2312(range(1, 2))]
    metrics = fonts.GLYPHS.face(face).get_metrics("".join(signs))
    assert [sign for sign, found in zip(signs, metrics, strict=True) if found is None] == []


def test_latin_letters_stay_in_the_latin_face():
    assert runs(theme.SANS, "Plain “text” – with … signs") == [(theme.SANS, "Plain “text” – with … signs")]
    assert runs(theme.SANS_SEMI, "用 H20 训练") == [
        (CHINESE_STRONG, "用"), (theme.SANS_SEMI, " H20 "), (CHINESE_STRONG, "训练"),
    ]  # fmt: skip
    assert runs(theme.SANS, "") == [(theme.SANS, "")]


@pytest.mark.parametrize("text", ["他说“好”。", "“好”", "等等……", "前——后", "A（甲）"])
def test_shared_signs_go_with_their_chinese_neighbours(text):
    for face, run in runs(theme.SANS, text):
        assert face == (theme.SANS if run == "A" else CHINESE_FACE)
    assert "".join(run for _, run in runs(theme.SANS, text)) == text


@pytest.mark.parametrize("width", range(60, 420, 12))
def test_no_line_begins_with_a_closing_sign_or_ends_with_an_opening_one(width):
    book = fonts.FontBook(1.0)
    lines = book.wrap(LONG, theme.BODY, width)
    assert len(lines) > 1
    for before, after in pairwise(lines):
        assert before[-1] not in NO_LINE_ENDS_WITH
        assert after[0] not in NO_LINE_STARTS_WITH
    for line in lines:
        assert book.width(line, theme.BODY) <= max(width, *(book.width(piece, theme.BODY) for _, piece in pieces(LONG)))


def test_breaking_loses_nothing_but_spaces():
    for width in (50, 90, 200):
        assert "".join(fonts.FontBook(1.0).wrap(LONG, theme.BODY, width)).replace(" ", "") == LONG.replace(" ", "")
    assert "".join(f"{joint}{piece}" for joint, piece in pieces(LONG)) == LONG
    assert [piece for _, piece in pieces("two words")] == ["two", "words"]


def test_words_and_figures_inside_chinese_are_not_broken():
    found = [piece for _, piece in pieces("英伟达 GB200（每 GPU），1,979 TFLOPS，约 35%。")]
    assert {"GB200", "1,979"} <= {piece.strip("（），。") for piece in found}
    assert "35%。" in found


def test_what_is_left_over_is_joined_as_it_was():
    book = fonts.FontBook(1.0)
    lines = book.wrap(LONG, theme.BODY, 120, max_lines=2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert LONG.startswith((f"{lines[0]}{lines[1][:-1]}", f"{lines[0]} {lines[1][:-1]}"))


def test_first_lines_can_be_shorter():
    book = fonts.FontBook(1.0)
    lines = book.wrap(LONG, theme.BODY, 200, indents=(80, 80))
    assert all(book.width(line, theme.BODY) <= 120 for line in lines[:2])
    assert any(book.width(line, theme.BODY) > 130 for line in lines[2:])


@pytest.mark.parametrize(
    ("tight", "wide"),
    [("共3个", "共 3 个"), ("OpenAI发布", "OpenAI 发布"), ("价$15", "价 $15"), ("升到−3分", "升到 −3 分"),
     ("占35%的", "占 35% 的"), ("已 有 空格", "已 有 空格"), ("plain 3 text", "plain 3 text")],
)  # fmt: skip
def test_a_gap_stands_between_chinese_and_latin(tight, wide):
    assert spaced(tight) == wide


def test_a_line_keeps_its_height_and_baseline_whatever_it_says():
    book = fonts.FontBook(1.0)
    heights = {book.draw(text, theme.BODY, theme.HIGH).get_height() for text in ("Latin", "汉字", "mixed 汉字")}
    assert len(heights) == 1
