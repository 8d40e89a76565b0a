"""Pages of what every scenario shares: the rules chapter, terms, constants and quantities."""

from collections.abc import Iterator, Mapping

from game.engine.constant_ranges import constant_ranges
from game.engine.quantities import FAMILIES as QUANTITY_FAMILIES
from game.engine.quantities import QUANTITIES
from game.engine.registers import BONUSES, FAMILIES, FIRM_LEVERS, WORLD_FAMILIES, WORLD_LEVERS
from game.scenario import Text
from game.scenario.chapter import PhaseText
from game.scenario.rulebook import ConstantFigure
from game.session.codex.pages import Fact, Link, Page, Source

TERMS: dict[str, tuple[Link, ...]] = {
    "tpp": (Link("rules", "controls"),),
    "density": (Link("rules", "controls"),),
    "interconnect": (Link("rules", "controls"),),
    "bandwidth": (Link("rules", "compute"),),
    "h100e": (Link("rules", "compute"),),
    "flop": (Link("quantities", "flop"), Link("rules", "compute")),
    "utilisation": (Link("quantities", "utilisation"), Link("rules", "compute")),
    "runway": (Link("quantities", "runway"), Link("rules", "compute")),
    "capability": (Link("quantities", "capability"), Link("rules", "training")),
    "know_how": (Link("quantities", "know_how"), Link("rules", "research")),
    "hbm": (Link("rules", "fabs"),),
    "yield": (Link("rules", "fabs"),),
    "packaging": (Link("rules", "fabs"),),
    "tape_out": (Link("rules", "vendors"),),
    "variant": (Link("rules", "vendors"),),
    "control": (Link("rules", "controls"),),
    "licence": (Link("rules", "licences"),),
    "entity_list": (Link("rules", "politics"),),
    "grace": (Link("rules", "controls"),),
    "grey_route": (Link("rules", "chip_market"),),
    "lease": (Link("rules", "deployment"),),
    "supply_contract": (
        Link("rules", "contracts"), Link("constants", "contract_share"), Link("constants", "contract_quarters"),
        Link("constants", "contract_fee"), Link("terms", "steady_customer"),
    ),
    "steady_customer": (
        Link("rules", "chip_market"), Link("constants", "relation_speed"), Link("constants", "relation_weight"),
        Link("terms", "supply_contract"),
    ),
    "second_hand": (
        Link("rules", "second_hand"), Link("constants", "used_bid_share"), Link("constants", "used_ask_share"),
    ),
    "claim": (Link("rules", "fabs"), Link("rules", "chip_market")),
    "tension": (Link("quantities", "tension"), Link("rules", "politics")),
    "strait": (Link("quantities", "strait"), Link("rules", "politics")),
    "standing": (Link("rules", "politics"),),
    "compliance": (Link("quantities", "compliance"), Link("rules", "politics")),
    "doctrine": (),
    "spill_over": (Link("rules", "research"),),
    "open_weights": (Link("quantities", "is_open"), Link("rules", "products")),
    "score": (Link("quantities", "score"), Link("rules", "standings")),
    "guess": (),
}  # fmt: skip
"""Words of the trade and of the game, with the pages they lead to; the catalogue has what they mean and a source."""


def rule_pages(phases: tuple[PhaseText, ...], figures: Mapping[str, ConstantFigure]) -> Iterator[Page]:
    """One page a phase."""
    for phase in phases:
        guesses = [figures[name].is_guess for name in phase.constants]
        yield Page(
            link=Link("rules", phase.phase),
            name=Text({"en": phase.title}),
            text=Text({"en": f"{phase.summary[:1].upper()}{phase.summary[1:]}"}),
            phase=phase,
            guess="all" if guesses and all(guesses) else "some" if any(guesses) else "none",
            sources=tuple(Source(line, name) for name in phase.constants for line in figures[name].sources),
            also=tuple(Link("constants", name) for name in phase.constants),
        )


def term_pages() -> Iterator[Page]:
    """Words, bonuses, and levers."""
    for term, links in TERMS.items():
        at = f"codex.term.{term}"
        yield Page(Link("terms", term), name_id=at, text_id=f"{at}.text", source_id=f"{at}.source", also=links)
    for bonus in BONUSES:
        facts = (Fact("measures", value=bonus.meaning), Fact("unit", value=bonus.unit))
        message = f"bonus.{bonus.id}"
        yield Page(Link("terms", message), name_id=message, text_id=f"{message}.text", facts=facts)
    for lever in (*FIRM_LEVERS, *WORLD_LEVERS):
        at, words = f"lever.{lever.id}", Text({"en": _sentence(lever.meaning)})
        yield Page(Link("terms", at), name_id=f"codex.{at}", text=words, facts=(Fact("unit", value=lever.unit),))
    for family, meaning in (*FAMILIES.items(), *WORLD_FAMILIES.items()):
        at = f"lever.{family}"
        yield Page(Link("terms", at), name_id=f"codex.{at}", text=Text({"en": _sentence(meaning)}))


def constant_pages(phases: tuple[PhaseText, ...], figures: Mapping[str, ConstantFigure]) -> Iterator[Page]:
    """Every constant with its unit, range and the phase it stands in."""
    ranges = constant_ranges()
    home = {name: phase.phase for phase in phases for name in phase.constants}
    for name, one in figures.items():
        bounds = ranges[name]
        facts = (
            Fact("value", value=one.value, unit=one.unit, is_guess=one.is_guess),
            Fact("lowest", value=bounds.low, unit=one.unit),
            Fact("highest", value=bounds.high, unit=one.unit),
        )
        yield Page(
            link=Link("constants", name),
            name=Text({"en": name}),
            text=Text({"en": one.meaning}),
            facts=facts,
            sources=tuple(Source(line) for line in one.sources),
            confidence=one.confidence,
            guess="all" if one.is_guess else "none",
            also=(Link("rules", home[name]),),
        )


def quantity_pages() -> Iterator[Page]:
    """Every quantity with its unit and how well rivals know it; what it comes from is asked for when it is opened."""
    for name, one in QUANTITIES.items():
        facts = (Fact("unit", value=one.unit), _known(one.width))
        yield Page(Link("quantities", name), name_id=f"quantity.{name}", text_id=f"quantity.{name}.text", facts=facts)
    for name, family in QUANTITY_FAMILIES.items():
        of_each = Fact("one_for_each", value=family.axis.name.lower())
        told = (Fact("unit", value=family.unit), of_each, _known(family.width))
        at = f"codex.quantity.{name}"
        yield Page(Link("quantities", name), name_id=at, text_id=f"{at}.text", facts=told)


def _known(width: float | None) -> Fact:
    """How well rivals know a quantity: nothing of it, all of it, or within a share."""
    if width is None:
        return Fact("rivals_know", value="hidden")
    return Fact("rivals_know", value="public") if width == 0 else Fact("rivals_know_within_share", value=width)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
