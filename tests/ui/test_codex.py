"""The codex in a window: opened by keys and links, searched, walked through and closed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from game.scenario import Loaded, load_resolved
from game.session.codex import KINDS, Codex, Link
from game.ui import shots
from game.ui.screens.codex import CodexScreen
from game.ui.screens.codex.standing import Standing, peers_of
from game.ui.screens.codex.words import field_name, group_name, name_of, value_of
from game.ui.screens.frame import Live
from game.ui.screens.registry import open_screen
from game.ui.screens.title import TitleScreen
from game.ui.widgets import Table
from game.ui.wording import CATALOGUE
from tests.ui.hands import Hands, headless, window


@pytest.fixture(scope="module")
def live(stockpile: Loaded) -> Live:
    return shots.midgame(stockpile, 1, quarters=1)


@pytest.fixture
def hands(live: Live) -> Iterator[Hands]:
    with window(open_screen("home", live)) as made:
        yield made


def here(hands: Hands) -> Link:
    screen = hands.app.top
    assert isinstance(screen, CodexScreen)
    return screen.here


def row(hands: Hands, page: Link) -> tuple[float, float]:
    """Where a page's line of the list is, real px."""
    root = hands.app.top.root if hands.app.top else None
    assert root is not None
    (table,) = (widget for widget in root.walk() if isinstance(widget, Table))
    x, y = table.row_px(f"{page.kind}/{page.entry}").center
    return x * hands.app.view.scale, y * hands.app.view.scale


def test_a_whole_visit_by_real_events(hands: Hands, stockpile: Loaded) -> None:
    hands.key("F3")
    assert hands.screen == "CodexScreen" and here(hands).kind == "rules"
    constant = Link("constants", "follow_share")
    hands.type("follow_share")
    hands.key("Enter")
    assert here(hands) == constant
    hands.click("link.rules.training")
    assert here(hands) == Link("rules", "training")
    assert "0.55" in hands.app.find("codex.formulas").label
    hands.click("constant.points_per_decade")
    assert here(hands) == Link("constants", "points_per_decade")
    hands.click("codex.back")
    assert here(hands) == Link("rules", "training")
    hands.click("codex.kind.firms")
    firm = list(stockpile.board.firms)[2]
    hands.click_at(*row(hands, Link("firms", firm)))
    assert here(hands) == Link("firms", firm)
    assert hands.app.find("codex.title").label == stockpile.board.firms[firm].name.say()
    hands.key("Down")
    assert here(hands) == Link("firms", list(stockpile.board.firms)[3])
    hands.key("Esc")
    assert hands.screen == "HomeScreen"


def test_it_opens_and_closes_with_its_key_from_the_title_and_from_the_bar(hands: Hands) -> None:
    hands.key("F3")
    hands.key("F3")
    assert hands.screen == "HomeScreen"
    hands.click("codex")
    assert hands.screen == "CodexScreen"
    hands.click("codex.close")
    assert hands.screen == "HomeScreen"
    with window(TitleScreen()) as at_title:
        at_title.key("F3")
        assert at_title.screen == "CodexScreen"
        at_title.key("Esc")
        at_title.click("title.codex")
        assert at_title.screen == "CodexScreen"


def test_it_opens_at_what_a_screen_singles_out(hands: Hands, live: Live) -> None:
    hands.key("p")
    hands.click("rule.codex")
    assert here(hands).kind == "controls"
    rule = here(hands)
    hands.key("Esc")
    hands.key("F3")
    assert here(hands) == rule
    hands.key("Esc")
    hands.key("r")
    hands.key("F3")
    assert here(hands).kind == "research"


@pytest.mark.parametrize(
    ("wid", "kind", "entry"),
    [("top.runway", "quantities", "runway"), ("top.tension", "quantities", "tension"), ("firm", "firms", "")],
)
def test_it_opens_at_the_number_under_the_mouse(hands: Hands, live: Live, wid: str, kind: str, entry: str) -> None:
    hands.move(*hands.app.find(wid).rect_px.center)
    hands.key("F3")
    assert here(hands) == Link(kind, entry or live.session.firm)


def test_it_opens_at_the_move_under_the_mouse(hands: Hands) -> None:
    card = hands.ids("move.")[0]
    hands.move(*hands.app.find(card).rect_px.center)
    hands.key("F3")
    assert here(hands) == Link("moves", card.removeprefix("move."))


def test_it_opens_at_the_chip_under_the_mouse(hands: Hands, live: Live) -> None:
    hands.key("s")
    chips = {offer.offer: offer.chip for offer in live.session.desk.offers}
    shown = [wid for wid in hands.ids("offer.") if wid.removeprefix("offer.") in chips]
    hands.move(*hands.app.find(shown[1]).rect_px.midtop)
    hands.move(hands.app.find(shown[1]).rect_px.x + 20, hands.app.find(shown[1]).rect_px.y + 20)
    hands.key("F3")
    assert here(hands) == Link("chips", chips[shown[1].removeprefix("offer.")])
    hands.key("Esc")
    hands.click(f"codex.{shown[0].removeprefix('offer.')}")
    assert here(hands) == Link("chips", chips[shown[0].removeprefix("offer.")])


def test_a_search_without_a_hit_says_so_and_arrows_do_no_harm(hands: Hands) -> None:
    hands.key("F3")
    before = here(hands)
    hands.type("xyzzyx")
    assert hands.sees("codex.none")
    for key in ("Down", "Up", "PageDown", "Enter"):
        hands.key(key)
    assert here(hands) == before
    hands.click("codex.kind.chips")
    assert here(hands).kind == "chips" and not hands.sees("codex.none")
    assert hands.app.find("codex.search").describe().endswith(": ")


def test_every_category_opens_and_says_all_its_words(hands: Hands) -> None:
    CATALOGUE.missing.clear()
    hands.key("F3")
    for kind in KINDS:
        hands.click(f"codex.kind.{kind}")
        assert here(hands).kind == kind
        assert hands.sees("codex.title")
    assert not CATALOGUE.missing, sorted(CATALOGUE.missing)


def test_every_page_can_be_drawn_with_all_its_words(stockpile: Loaded) -> None:
    CATALOGUE.missing.clear()
    codex = Codex(stockpile)
    with headless() as app:
        shots.show(app, (lambda: CodexScreen(codex),))
        screen = app.top
        assert isinstance(screen, CodexScreen)
        for n, link in enumerate(codex.pages):
            page = codex.pages[link]
            assert name_of(page) and all(field_name(fact) and value_of(fact).text for fact in page.facts), link
            assert all(group_name(fact.group) for fact in page.facts if fact.group)
            if n % 7 == 0 or link.kind in {"rules", "terms"}:
                screen.go_to(link)
                app.frame()
                assert screen.root is not None and screen.root.find("codex.title") is not None, link
    assert not CATALOGUE.missing, sorted(CATALOGUE.missing)


def test_nothing_of_a_page_stands_outside_its_panel(stockpile: Loaded) -> None:
    codex = Codex(stockpile)
    for size in ((1280, 720), (1920, 1080)):
        with headless(size) as app:
            shots.show(app, (lambda: CodexScreen(codex),))
            screen = app.top
            assert isinstance(screen, CodexScreen)
            for link in [*(page.link for page in codex.of("rules")), *(codex.of(kind)[0].link for kind in KINDS)]:
                screen.go_to(link)
                app.frame()
                assert screen.root is not None
                panel = screen.root.find("codex.page")
                assert panel is not None
                for widget in panel.walk():
                    assert panel.rect.x <= widget.rect.x and widget.rect.right <= panel.rect.right, (link, widget.wid)
                    tight = [text for text, need, room in widget.texts() if need > room + 2]
                    assert not tight, (link, widget.wid, tight)


def test_a_scenario_without_sources_has_pages_that_say_so(stockpile: Loaded) -> None:
    chips = {
        entry: {key: value for key, value in data.items() if key not in {"source", "confidence", "guess"}}
        for entry, data in stockpile.resolved_json["chips"].items()
    }
    codex = Codex(load_resolved(stockpile.resolved_json | {"chips": chips}))
    with window(CodexScreen(codex, codex.of("chips")[0].link)) as hands:
        assert hands.sees("codex.no_source") and not hands.sees("codex.source.0")
        assert not hands.sees("codex.mark")


def test_a_page_that_is_not_there_opens_the_first(stockpile: Loaded) -> None:
    codex = Codex(stockpile)
    with window(CodexScreen(codex, Link("chips", "no_such_chip"))) as hands:
        assert here(hands) == codex.first().link


def test_a_figure_shows_where_it_stands_among_those_of_its_category(stockpile: Loaded) -> None:
    codex = Codex(stockpile)
    chips = codex.of("chips")
    known = [page for page in chips if any(fact.field == "tpp" for fact in page.facts)]
    for page in known:
        fact = next(one for one in page.facts if one.field == "tpp")
        assert len(peers_of(codex, page, fact)) == len(known) > 30
        assert all(not peers_of(codex, page, one) for one in page.facts if isinstance(one.value, str))
    with window(CodexScreen(codex, chips[0].link)) as hands:
        tracks = [hands.app.find(wid) for wid in hands.ids("standing.")]
        assert len(tracks) > 5
        for track in tracks:
            assert isinstance(track, Standing)
            places = [track.share(one) for one in track.peers]
            assert places == sorted(places) and (places[0], places[-1]) == (0.0, 1.0)


def test_a_short_page_ends_with_its_words(stockpile: Loaded) -> None:
    codex = Codex(stockpile)
    with window(CodexScreen(codex, Link("terms", "supply_contract")), (1920, 1080)) as hands:
        assert hands.app.find("codex.page").rect.h < hands.app.find("codex.list").rect.h / 2
