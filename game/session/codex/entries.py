"""Pages of a scenario's own entries, made from its resolved JSON: every figure, source and guess mark it holds."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from game.engine.registers import BONUS_IDS
from game.scenario import Board, Text
from game.scenario.models.base import source_lines
from game.session.codex.pages import SCENARIO_KINDS, Choice, Fact, Link, Page, Source, Way

REFERENCES = {
    "vendor": "vendors", "own_vendor": "vendors", "foundry": "foundries", "ecosystem": "ecosystems",
    "country": "countries", "issuer": "countries", "binds": "countries", "sold_in": "countries",
    "countries": "countries", "lists": "firms", "only": "firms", "firm": "firms", "route": "routes", "routes": "routes",
    "chip": "chips", "base": "chips", "needs": "research", "done": "research", "needs_project": "research",
    "doctrine": "doctrines",
}  # fmt: skip
"""Fields whose words are ids of other entries."""

KEYED = {
    "stock": "chips", "home": "chips", "abroad": "chips", "standing": "countries", "maturity": "ecosystems",
    "matures": "ecosystems", "foundries": "foundries",
}  # fmt: skip
"""Fields whose keys are ids of other entries."""

PUSHED = {
    "standing": "countries", "stance": "countries", "maturity": "ecosystems", "stock": "chips", "foundry": "foundries",
    "control": "controls",
}  # fmt: skip
"""Families of levers whose second name is the id of an entry."""

SKIPPED = {
    "name", "text", "source", "confidence", "guess", "note", "emblem", "city", "place", "color", "deep", "shape",
    "lat", "lon", "art", "icon", "scene", "column", "row", "choices", "outcomes", "when", "model_names", "anchor",
    "title", "capital", "administrations", "criterion", "mood", "worth",
}  # fmt: skip
"""What is shown elsewhere on the page, or is no fact."""

_QUARTER = re.compile(r"^\d{4}Q[1-4]$")


class Reader:
    """Makes the pages of one scenario."""

    def __init__(self, given: Mapping[str, Any], board: Board) -> None:
        self.given, self.board = given, board
        self.known = {kind: set(given.get(kind) or {}) for kind in SCENARIO_KINDS} | {"offers": set(board.offers)}

    def pages(self) -> Iterator[Page]:
        """Every entry of every kind that has pages."""
        for kind in SCENARIO_KINDS:
            for entry in getattr(self.board, kind):
                yield self._page(kind, entry)

    def _page(self, kind: str, entry: str) -> Page:
        card = getattr(self.board, kind)[entry]
        data = self._data(kind, entry)
        facts = tuple(self._facts(_without_offer(kind, data), _guesses(data)))
        return Page(
            link=Link(kind, entry),
            name=card.name,
            text=_text_of(kind, card),
            facts=_grouped((*_needs(card), *facts, *_clauses(card))),
            sources=tuple(sources_in(data)),
            confidence=data.get("confidence"),
            guess=_guess_of(data),
            choices=self._choices(kind, card),
            country=entry if kind == "countries" else data.get("country") or data.get("issuer"),
            also=self._with(kind, entry, data),
        )

    def _data(self, kind: str, entry: str) -> dict[str, Any]:
        """An entry's JSON; that of an offer which a chip brings along stands with the chip."""
        own = (self.given.get(kind) or {}).get(entry)
        if own is not None:
            return dict(own)
        chip = self.board.offers[entry].chip
        maker = self.given["chips"][chip]
        guesses = _guesses(maker) & {"*", "offer"}
        told = {key: maker[key] for key in ("source", "confidence") if key in maker}
        return {"chip": chip, "guess": bool(guesses), **told, **maker["offer"]}

    def _with(self, kind: str, entry: str, data: Mapping[str, Any]) -> tuple[Link, ...]:
        """Pages that belong with an entry: the bonuses it gives, a firm's own vendor."""
        given = [*(data.get("gives") or {}), *((data.get("identity") or {}).get("bonuses") or {})]
        found = [Link("terms", f"bonus.{one}") for one in given if one in BONUS_IDS]
        if kind == "chips" and entry in self.board.offers:
            found.append(Link("offers", entry))
        if kind in {"moves", "events"}:
            found += self._pushed(getattr(self.board, kind)[entry])
        return tuple(found)

    def _pushed(self, card: Any) -> Iterator[Link]:
        """Pages of what the outcomes of a move or an event push."""
        deeds = card.choices if hasattr(card, "choices") else (card,)
        ways = [self.board.outcomes[way] for deed in deeds for way in deed.outcomes]
        for push in (push for way in ways for push in way.effects):
            family, _, entry = push.lever.partition(".")
            if family == "boost":
                yield Link("terms", f"bonus.{entry}")
            elif entry and family in PUSHED:
                yield Link(PUSHED[family], entry)
            else:
                yield Link("terms", f"lever.{family}")

    # --- facts
    def _facts(self, data: Mapping[str, Any], guesses: set[str], group: str = "") -> Iterator[Fact]:
        for key, value in data.items():
            if key in SKIPPED or value is None:
                continue
            is_guess = "*" in guesses or key in guesses
            if isinstance(value, Mapping):
                yield from self._of_object(key, value, is_guess, group)
            elif isinstance(value, list):
                yield from self._of_list(key, value, is_guess, group)
            elif key in REFERENCES and value in self.known[REFERENCES[key]]:
                link = Link(REFERENCES[key], str(value))
                yield Fact(key, group, links=((link, None),), is_guess=is_guess)
            else:
                yield Fact(key, group, value, is_guess=is_guess)

    def _of_object(self, key: str, value: Mapping[str, Any], is_guess: bool, group: str) -> Iterator[Fact]:
        points = {name: number for name, number in value.items() if _QUARTER.match(name)}
        if points:
            is_guess = is_guess or bool(value.get("guess"))
            yield Fact(key, group, track=tuple(sorted(points.items())), is_guess=is_guess)
            return
        kind = KEYED.get(key)
        if kind is not None and value and set(value) <= self.known[kind]:
            amounts = tuple((Link(kind, name), _amount(number)) for name, number in value.items())
            yield Fact(key, group, links=amounts, is_guess=is_guess)
            return
        if value and set(value) <= set(BONUS_IDS) and key in {"gives", "bonuses"}:
            amounts = tuple((Link("terms", f"bonus.{name}"), float(number)) for name, number in value.items())
            yield Fact(key, group, links=amounts, is_guess=is_guess)
            return
        guesses = {"*"} if is_guess else _guesses(value)
        yield from self._facts(value, guesses, key)

    def _of_list(self, key: str, value: list[Any], is_guess: bool, group: str) -> Iterator[Fact]:
        if not value or not all(isinstance(one, str) for one in value):
            return
        kind = REFERENCES.get(key)
        found = tuple((Link(kind, one), None) for one in value if one in self.known[kind]) if kind else ()
        if found:
            yield Fact(key, group, links=found, is_guess=is_guess)
        else:
            yield Fact(key, group, ", ".join(value), is_guess=is_guess)

    # --- deeds
    def _choices(self, kind: str, card: Any) -> tuple[Choice, ...]:
        if kind == "moves":
            return (Choice(Text(), Text(), self._ways(card.outcomes)),)
        if kind == "events":
            return tuple(Choice(one.name, one.text, self._ways(one.outcomes)) for one in card.choices)
        return ()

    def _ways(self, outcomes: tuple[str, ...]) -> tuple[Way, ...]:
        return tuple(Way(self.board.outcomes[one].odds, self.board.outcomes[one].text) for one in outcomes)


def sources_in(data: Mapping[str, Any], part: str = "") -> Iterator[Source]:
    """Every source that an entry or a part of it gives."""
    for key, value in data.items():
        if key == "source":
            yield from (Source(line, part) for line in source_lines(value) if line)
        elif isinstance(value, Mapping):
            yield from sources_in(value, key if not part else f"{part}.{key}")


def _guesses(data: Mapping[str, Any]) -> set[str]:
    given = data.get("guess", False)
    if isinstance(given, bool):
        return {"*"} if given else set()
    return set(given)


def _guess_of(data: Mapping[str, Any]) -> str:
    own = _guesses(data)
    if "*" in own:
        return "all"
    parts = [_guess_of(value) for value in data.values() if isinstance(value, Mapping)]
    return "some" if own or any(part != "none" for part in parts) else "none"


def _without_offer(kind: str, data: Mapping[str, Any]) -> Mapping[str, Any]:
    """A chip's own offer has a page of its own."""
    return {key: value for key, value in data.items() if kind != "chips" or key != "offer"}


def _amount(number: Any) -> float | None:
    return float(number) if isinstance(number, int | float) and not isinstance(number, bool) else None


def _text_of(kind: str, card: Any) -> Text:
    found = card.identity_text if kind == "firms" else card.note if kind == "sites" else card.text
    return found if isinstance(found, Text) else Text()


def _grouped(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Facts of the entry itself first, then those of each of its parts together."""
    order = {"": -1} | {group: n for n, group in enumerate(dict.fromkeys(fact.group for fact in facts if fact.group))}
    return tuple(sorted(facts, key=lambda fact: order[fact.group]))


def _clauses(card: Any) -> Iterator[Fact]:
    """What a control's criterion asks of a chip, clause by clause."""
    for n, clause in enumerate(getattr(card, "criterion", ()), 1):
        for spec, (low, high) in clause.items():
            bounds = [f"{sign} {bound:,.10g}" for sign, bound in (("≥", low), ("<", high)) if bound is not None]
            yield Fact(spec, f"clause {n}", " ".join(bounds))


def _needs(card: Any) -> Iterator[Fact]:
    """The condition of a move or a victory, in words."""
    words = getattr(card, "needs", "") if isinstance(getattr(card, "needs", ""), str) else ""
    words = words or str(getattr(card, "condition", ""))
    if words:
        yield Fact("condition", "", words)
