"""The parts that are pure: split bar, layout, wording, projection, glyphs, charts, the map's geometry."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pygame import Rect

from game import paths
from game.ui import fonts, icons, theme, wording
from game.ui.layout import Area, Fr, column, grid, row
from game.ui.projection import lonlat_to_xy
from game.ui.sound import Sounds
from game.ui.widgets import (
    DecisionWafer,
    Fall,
    Flow,
    Gate,
    Group,
    Part,
    Site,
    SplitBar,
    Waterfall,
    WorldMap,
    nice_axis,
    wafer_dies,
)
from game.ui.widgets.chart import apart
from game.ui.widgets.map_base import HOME, Fit, land
from game.ui.widgets.map_things import curve, point_at
from game.ui.widgets.split_bar import moved_edge, whole_parts

SIZES = st.one_of(st.integers(0, 300), st.floats(0.1, 5).map(Fr))
SHARES = st.lists(st.floats(0, 1e6), min_size=1, max_size=7)


@settings(derandomize=True, max_examples=150)
@given(SHARES, st.lists(st.tuples(st.integers(0, 5), st.integers(-50, 150)), max_size=12))
def test_the_split_bar_always_adds_up(shares, moves):
    units = whole_parts(shares)
    for edge, to in moves:
        if edge < len(units) - 1:
            units = moved_edge(units, edge, to)
        assert sum(units) == 100
        assert min(units) >= 0
        assert len(units) == len(shares)


def test_whole_parts_keep_their_proportions():
    assert whole_parts([1, 1, 1]) == [34, 33, 33]
    assert whole_parts([0, 0]) == [50, 50]
    assert whole_parts([0.38, 0.34, 0.18, 0.10]) == [38, 34, 18, 10]


def test_split_bar_by_mouse_and_keyboard(show):
    heard: list[dict[str, int]] = []
    parts = [Part(key, key, theme.COMPUTE) for key in "abc"]
    bar = SplitBar("split", parts, (50, 30, 20), heard.append)
    hands = show(lambda view: Group(rect=view.rect, children=[bar.at(Rect(100, 100, 500, 60))]))
    hands.drag((350, 118), (150, 118))
    assert heard[-1] == {"a": 10, "b": 70, "c": 20}
    hands.drag((150, 118), (590, 118))
    assert heard[-1] == {"a": 98, "b": 0, "c": 2}
    hands.key("Tab")
    hands.key("Shift+Left")
    hands.key("Home")
    assert heard[-2:] == [{"a": 88, "b": 0, "c": 12}, {"a": 0, "b": 0, "c": 100}]
    assert all(sum(one.values()) == 100 for one in heard)


@settings(derandomize=True, max_examples=100)
@given(st.integers(0, 2000), st.lists(SIZES, min_size=1, max_size=8),
       st.integers(0, 24))  # fmt: skip
def test_rows_touch_in_order_and_shares_use_up_the_rest(width, sizes, gap):
    rects = row(Rect(7, 3, width, 10), sizes, gap)
    for a, b in pairwise(rects):
        assert b.x == a.right + gap
    fixed = sum(size for size in sizes if isinstance(size, int)) + gap * (len(sizes) - 1)
    if any(isinstance(size, Fr) for size in sizes) and fixed <= width:
        assert rects[-1].right == 7 + width


def test_columns_grids_and_areas():
    assert [r.h for r in column(Rect(0, 0, 10, 100), [Fr(), 20, Fr(3)], 0)] == [20, 20, 60]
    cells = grid(Rect(0, 0, 210, 100), 2, 2, 10)
    assert cells[0].size == (100, 45)
    assert cells[3].bottomright == (210, 100)
    area = Area(Rect(0, 0, 100, 100), pad=10)
    assert area.top(20, gap=5) == Rect(10, 10, 80, 20)
    assert area.right(30) == Rect(60, 35, 30, 55)
    assert area.rest == Rect(10, 35, 50, 55)


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [
        (wording.money(24_600).text, "$24.6 bn"), (wording.money(180).text, "$180 m"),
        (wording.money(410).text, "$410 m"),
        (wording.money(-3800, sign=True).text, "−$3.80 bn"), (wording.money(0).text, "$0"),
        (wording.count(40_000), "40,000"), (wording.count(1940.4), "1,940"),
        (wording.short_count(309_000).text, "309 k"), (wording.short_count(1.4e9).text, "1.40 bn"),
        (wording.flop(1.67e26).text, "1.67 ×10²⁶ FLOP"), (wording.flop(9.999e25).text, "1.00 ×10²⁶ FLOP"),
        (wording.percent(0.34).text, "34 %"), (wording.quarter(2025, 2), "Q2 2025"),
        (wording.quarter(2025, 2, short=True), "Q2 25"), (wording.signed(-0.9, 1), "−0.9"),
        (wording.signed(0.3, 1), "+0.3"), (wording.signed(-0.01, 1), "0.0"), (wording.price(12_500), "$12,500"),
        (wording.price(2.2), "$2.20"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_they_should_be(shown, wanted):
    assert shown.replace("\u00a0", " ") == wanted


def test_catalogue_looks_up_fills_in_and_remembers_what_is_missing():
    catalogue = wording.Catalogue()
    catalogue.add({"t.hello": "Hello {name}"})
    assert catalogue.text("t.hello", {"name": "you"}) == "Hello you"
    assert catalogue.text("ui.ok", {}) == "OK"
    assert catalogue.text("t.nothing", {}) == "⟦t.nothing⟧"
    assert catalogue.text("t.hello", {}) == "⟦t.hello⟧"
    assert catalogue.missing == {"t.nothing", "t.hello"}


def test_every_text_can_be_found_and_filled_in():
    import json
    from string import Formatter

    seen: dict[str, str] = {}
    for path in wording.text_files("en"):
        for message_id, text in json.loads(path.read_text(encoding="utf-8")).items():
            seen.setdefault(message_id, text)
            assert all(name is None or name.isidentifier() for _, name, _, _ in Formatter().parse(text)), message_id
    catalogue = wording.Catalogue()
    for message_id, text in seen.items():
        assert catalogue.has(message_id)
        if "{" not in text:
            assert catalogue.text(message_id, {}) == text, "of two files the earlier one wins"
    assert "en" in wording.languages()


def test_widths_add_up_and_ellipsis_and_wrapping_fit():
    book = fonts.FontBook(1.0)
    text = "The part was drawn to clear the rule by just over one per cent"
    cut = book.ellipsis(text, theme.BODY, 120)
    assert cut.endswith("…")
    assert book.width(cut, theme.BODY) <= 120
    lines = book.wrap(text, theme.BODY, 120)
    assert " ".join(lines) == text
    assert all(book.width(line, theme.BODY) <= 120 for line in lines)
    assert len(book.wrap(text, theme.BODY, 120, max_lines=2)) == 2


@pytest.mark.parametrize("scale", [1.0, 1.125, 1.5, 2.375])
def test_text_takes_about_the_same_room_at_every_scale(scale):
    one, other = fonts.FontBook(1.0), fonts.FontBook(scale)
    for style in (theme.BODY, theme.NOTE, theme.TABLE, theme.LABEL, theme.HEADLINE):
        assert other.width("Shipments of 40,000", style) == pytest.approx(
            one.width("Shipments of 40,000", style), rel=0.05
        )


def test_figures_are_tabular():
    book = fonts.FontBook(1.0)
    for style in (theme.BODY, theme.TABLE, theme.TABLE_STRONG, theme.FIGURE, theme.NEWS, theme.MONO):
        assert len({round(book.width(digit, style), 3) for digit in "0123456789"}) == 1


def test_every_sign_the_wording_uses_is_in_the_faces():
    for face in theme.FACES:
        font = fonts.GLYPHS.face(face)
        for sign in "×⁰¹²³⁴⁵⁶⁷⁸⁹−–…·≥≤±→“”’":
            assert font.get_metrics(sign)[0] is not None, (face, sign)


def test_places_lie_where_the_map_shows_them():
    places = {"west": (5.4, 51.4), "middle": (121.0, 24.8), "east": (-77.0, 38.9), "south": (103.7, 1.5)}
    spots = {name: lonlat_to_xy(*place) for name, place in places.items()}
    assert spots["west"][0] < spots["south"][0] < spots["middle"][0] < spots["east"][0]
    assert spots["west"][1] < spots["middle"][1] < spots["south"][1]
    assert all(HOME.collidepoint(spot) for spot in spots.values())


def test_land_has_outlines_and_few_holes():
    shape = land()
    assert len(shape.rings) > 300
    assert len(shape.holes) < 20
    assert all(len(ring) >= 3 for ring in shape.rings)


def test_map_by_mouse_and_keyboard(show):
    heard: list[str] = []
    sites = [Site("a", 121, 24.8, "A", rank=2), Site("b", -77, 38.9, "B"), Site("c", 121.3, 24.9, "Close by", rank=1)]
    flows = [Flow("f", "a", "b", theme.SIDE_BLUE, "stopped")]
    world = WorldMap("map", sites[:2], flows, [Gate("g", "f", 0.5, tooltip="Held")], on_pick=heard.append)
    hands = show(lambda view: Group(rect=view.rect, children=[world.at(Rect(100, 60, 900, 560))]))
    for key in ("a", "b", "g"):
        hands.click_at(*world.thing_px(key))
    assert heard == ["a", "b", "g"]
    x, y = world.thing_px("g")
    hands.move(x + 1, y)
    hands.wait(0.6)
    assert hands.app.find("tooltip.0").describe() == "Held"
    hands.key("Tab")
    hands.key("Right")
    hands.key("Left")
    assert heard[3:] == ["b", "a"]
    world.show(sites, [], [])
    assert [site.key for site in world.labelled()] == ["a", "b"], "of two labels that collide the lower rank goes"
    assert not world.lively


def test_curves_start_and_end_at_their_sites():
    points = curve((0, 0), (100, 0), 0.2)
    assert points[0] == (0, 0)
    assert points[-1] == (100, 0)
    assert point_at(points, 0.5)[1] < -15, "a positive bend lifts the middle"
    assert Fit.into(HOME).xy(*HOME.center) == pytest.approx(HOME.center, abs=1)


def test_waterfall_spans_hang_together():
    steps = [Fall("a", 10, True), Fall("b", 5), Fall("c", -3), Fall("d", 12, True)]
    assert Waterfall("w", steps, theme.MONEY).spans() == [(0, 10), (10, 15), (12, 15), (0, 12)]


def test_dies_lie_on_the_wafer_from_below():
    dies = wafer_dies(40, 9, 10)
    assert all(math.hypot(*die) <= 40 for die in dies)
    assert [y for _, y in dies] == sorted((y for _, y in dies), reverse=True)


def test_assets_are_complete_and_carry_their_licences():
    root = paths.assets_dir()
    for face in theme.FACES:
        assert (root / "fonts" / f"{face}.ttf").exists()
    for folder in ("fonts", "icons", "emblems", "scenes", "map", "sounds"):
        assert list((root / folder).glob("LICENSE*")), folder
    assert "lock" in icons.icon_names()
    assert sum(path.stat().st_size for path in root.rglob("*") if path.is_file()) < 9_000_000


@settings(derandomize=True, max_examples=30)
@given(st.integers(1, 400))
def test_every_decision_gets_a_die(count):
    wafer = DecisionWafer("w", ["good"] * count)
    _, spots = wafer.places(150)
    assert len(spots) >= count
    assert all(math.hypot(*spot) <= 150 for spot in spots)


def test_sound_is_off_until_wanted_and_plays_without_a_device():
    import pygame

    sounds = Sounds()
    sounds.play("tick")
    assert pygame.mixer.get_init() is None
    sounds.use(True)
    for name in ("tick", "press", "thump", "chime", "alarm"):
        sounds.play(name)
    sounds.set_tension(0.8)
    sounds.use(False)
    pygame.mixer.quit()


@pytest.mark.parametrize("high", [0.09, 0.2, 0.7, 1.6, 2.2, 4.3, 9.0, 47.0, 260.0, 12_000.0])
def test_no_two_ticks_of_an_axis_read_the_same(high: float) -> None:
    axis = nice_axis(0.0, high, 4, wording.plain)
    words = [axis.show(tick) for tick in axis.ticks]
    assert len(set(words)) == len(words) > 1


@given(st.lists(st.floats(0, 500), max_size=9))
def test_names_of_lines_lie_apart_and_in_order(places: list[float]):
    laid = apart(places, 16)
    order = sorted(range(len(places)), key=lambda n: places[n])
    assert all(laid[above] + 16 <= laid[below] + 1e-6 for above, below in pairwise(order))
    if all(below - above >= 16 for above, below in pairwise(sorted(places))):
        assert laid == pytest.approx(places), "those that have room stay where they are"
