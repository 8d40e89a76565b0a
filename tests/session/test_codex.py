"""The codex: a page for everything, every source on one, and a search that finds by name, id and text."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from game.engine.constant_ranges import constant_ranges
from game.engine.quantities import FAMILIES, QUANTITIES
from game.engine.registers import BONUS_IDS, FIRM_LEVERS, WORLD_LEVERS
from game.scenario import Loaded, load_resolved
from game.scenario.chapter import chapter
from game.session.codex import KINDS, Codex, Link, Page
from game.session.codex.pages import SCENARIO_KINDS


@pytest.fixture(scope="module")
def codex(stockpile: Loaded) -> Codex:
    return Codex(stockpile)


def spoken(page: Page) -> tuple[str, str]:
    """Names as a reader without the game's own words has them."""
    return page.name.say() or page.link.entry, page.text.say()


def given_sources(data: Any) -> Iterator[str]:
    """Every source in a scenario's JSON, wherever it stands."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            if key == "source":
                yield str(value)
            else:
                yield from given_sources(value)
    elif isinstance(data, list):
        for one in data:
            yield from given_sources(one)


def without_sources(data: Any) -> Any:
    """The same JSON with nothing that says where it is from."""
    if isinstance(data, Mapping):
        left = {key: value for key, value in data.items() if key not in {"source", "confidence", "guess"}}
        return {key: without_sources(value) for key, value in left.items()}
    return [without_sources(one) for one in data] if isinstance(data, list) else data


@pytest.mark.parametrize("board", ["pocket", "stockpile"])
def test_every_entry_of_every_kind_has_a_page(board: str, request: pytest.FixtureRequest) -> None:
    loaded = request.getfixturevalue(board)
    codex = Codex(loaded)
    for kind in SCENARIO_KINDS:
        for entry in (*loaded.resolved_json.get(kind, {}), *getattr(loaded.board, kind)):
            assert codex.page(kind, entry), f"{kind} {entry}"
    assert {link.kind for link in codex.pages} == set(KINDS)


def test_rules_constants_quantities_and_terms_have_pages(codex: Codex) -> None:
    assert [page.link.entry for page in codex.of("rules")] == [phase.phase for phase in chapter()]
    assert [page.link.entry for page in codex.of("constants")] == list(constant_ranges())
    assert [page.link.entry for page in codex.of("quantities")] == [*QUANTITIES, *FAMILIES]
    terms = {page.link.entry for page in codex.of("terms")}
    assert terms >= {f"bonus.{one}" for one in BONUS_IDS}
    assert terms >= {f"lever.{one.id}" for one in (*FIRM_LEVERS, *WORLD_LEVERS)}


def test_every_source_of_the_scenario_stands_on_a_page(codex: Codex, stockpile: Loaded) -> None:
    shown = {source.line for page in codex.pages.values() for source in page.sources}
    for kind in (*SCENARIO_KINDS, "constants"):
        for entry, data in stockpile.resolved_json.get(kind, {}).items():
            page = codex.page(kind, entry)
            for line in given_sources(data):
                assert line in shown, line
                assert page and line in {source.line for source in page.sources}, f"{kind} {entry}"


def test_every_number_of_an_entry_is_a_fact_or_said_in_one(codex: Codex, stockpile: Loaded) -> None:
    for entry, data in stockpile.resolved_json["chips"].items():
        page = codex.page("chips", entry)
        assert page is not None
        values = [fact.value for fact in page.facts]
        numbers = [value for value in data.values() if isinstance(value, int | float) and not isinstance(value, bool)]
        assert all(value in values for value in numbers), entry


def test_guesses_are_marked_figure_by_figure(codex: Codex, stockpile: Loaded) -> None:
    for kind in ("chips", "controls", "countries"):
        for entry, data in stockpile.resolved_json[kind].items():
            page = codex.page(kind, entry)
            assert page is not None
            guesses = data.get("guess", False)
            assert page.guess == ("all" if guesses is True else "some" if guesses else "none"), entry
            if isinstance(guesses, list):
                marked = {fact.field for fact in page.facts if fact.is_guess} | {
                    f.group for f in page.facts if f.is_guess
                }
                known = {fact.field for fact in page.facts} | {fact.group for fact in page.facts}
                assert set(guesses) & known <= marked, entry


def test_no_figure_of_a_constant_is_without_source_and_without_guess_mark(codex: Codex) -> None:
    for page in codex.of("constants"):
        assert page.sources or page.guess == "all", page.link.entry


def test_links_lead_to_pages_and_back(codex: Codex) -> None:
    for page in codex.pages.values():
        for link in page.links:
            assert link in codex.pages, f"{page.link} -> {link}"
    chip = next(page for page in codex.of("chips") if page.facts)
    (vendor,) = (link for fact in chip.facts if fact.field == "vendor" for link, _ in fact.links)
    assert chip.link in codex.related(codex.pages[vendor])
    constant = codex.of("constants")[0]
    (home,) = constant.also
    assert constant.link in codex.related(codex.pages[home])


@pytest.mark.parametrize(
    ("quantity", "phase"), [("runway", "compute"), ("capability", "training"), ("place", "standings")]
)
def test_a_quantity_leads_to_the_phase_that_makes_it(codex: Codex, quantity: str, phase: str) -> None:
    page = codex.page("quantities", quantity)
    assert page is not None and Link("rules", phase) in codex.made_by(page)


def test_every_quantity_can_be_asked_where_it_comes_from(codex: Codex) -> None:
    for page in codex.of("quantities"):
        codex.made_by(page)


def test_the_search_finds_by_name_id_and_text(codex: Codex, stockpile: Loaded) -> None:
    for kind in ("chips", "firms", "controls"):
        page = codex.of(kind)[3]
        assert page in codex.search(page.name.say(), spoken)[:4], page.link
        assert page.link in [found.link for found in codex.search(page.link.entry, spoken)][:3], page.link
        words = " ".join(page.text.say().split()[:4])
        assert page in codex.search(words, spoken), words
    firm = next(card for card in stockpile.board.firms.values() if "zh" in card.name.by_language)
    assert codex.search(firm.name.say("zh"), spoken)[0].name == firm.name


def test_the_search_needs_every_word_and_nothing_finds_nothing(codex: Codex) -> None:
    assert codex.search("follow_share", spoken)[0].link == Link("constants", "follow_share")
    assert Link("rules", "training") in [page.link for page in codex.search("follow_share", spoken)]
    assert codex.search("   ", spoken) == ()
    assert codex.search("training xyzzyx", spoken) == ()


def test_a_scenario_without_sources_still_has_its_pages(stockpile: Loaded) -> None:
    bare = Codex(load_resolved(without_sources(stockpile.resolved_json)))
    whole = Codex(stockpile)
    assert set(bare.pages) == set(whole.pages)
    assert not [source for page in bare.pages.values() for source in page.sources]
    assert all(page.guess == "all" for page in bare.of("constants"))
    assert bare.search(whole.of("firms")[0].name.say(), spoken)


def test_sources_of_parts_say_which_part(stockpile: Loaded) -> None:
    """A planted source deep in an entry is shown with the part it is of."""
    entry, data = next(iter(stockpile.resolved_json["foundries"].items()))
    wafers = data["planned"]["wafers"] | {"source": {"publisher": "The Ledger", "title": "Starts", "date": "2025"}}
    planted = data | {"planned": data["planned"] | {"wafers": wafers}}
    foundries = stockpile.resolved_json["foundries"] | {entry: planted}
    codex = Codex(load_resolved(stockpile.resolved_json | {"foundries": foundries}))
    page = codex.page("foundries", entry)
    assert page is not None
    assert ("The Ledger, Starts, 2025", "planned.wafers") in [(one.line, one.part) for one in page.sources]
