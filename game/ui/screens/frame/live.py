"""The live game as all its screens share it: the session, the scenario's words, how sides look, tooltips."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from game.session.game import Session
from game.session.why import explain_quantity
from game.ui import theme
from game.ui.screens.frame.aside import Aside
from game.ui.screens.frame.ends import Ends
from game.ui.screens.frame.why_tip import tip_of_term
from game.ui.theme import Colour, rgb
from game.ui.widgets import Tip, TipLine
from game.ui.wording import CATALOGUE, tr

if TYPE_CHECKING:
    from collections.abc import Callable

NAMED = ("firms", "countries", "chips", "offers", "ecosystems", "foundries", "vendors", "research", "controls", "moves")


@dataclass(frozen=True)
class Side:
    """How a country looks: a plate and two colours, and its name."""

    shape: str
    colour: Colour
    deep: Colour
    name: str


SAND = Side("diamond", theme.SIDE_SAND, theme.SIDE_SAND_DEEP, "")


class Live:
    """One game being played."""

    def __init__(self, session: Session, label: str = "") -> None:
        self.session = session
        self.label = label
        """What the player calls it."""
        self.events_shown = False
        """Whether the events that waited at the start of the quarter have come up by themselves."""
        self.ending_shown = session.is_over
        """Whether the last page has been seen."""
        self.warned = False
        """Whether End quarter has shown what stands open."""
        self._names: dict[str, dict[str, str]] = {}  # by language
        self.ends = Ends(self)
        self.aside = Aside(session)
        """The forecast of the orders as they stand."""

    @property
    def board(self) -> Any:
        """The scenario's cards."""
        return self.session.board

    # --- words
    def name(self, kind: str, entry: str) -> str:
        """The name of an entry: ``name("chips", "h20")``; the id itself where the scenario has none."""
        card = getattr(self.board, kind).get(entry)
        return str(card.name.say(CATALOGUE.language)) if card is not None else entry

    def text(self, kind: str, entry: str) -> str:
        """The longer text of an entry, or nothing."""
        card = getattr(self.board, kind).get(entry)
        return str(card.text.say(CATALOGUE.language)) if card is not None else ""

    @staticmethod
    def say(text: Any) -> str:
        """A scenario's text in the player's language."""
        return str(text.say(CATALOGUE.language)) if text else ""

    @property
    def names(self) -> dict[str, str]:
        """Every entry's name by its id, for terms that are about one."""
        found = self._names.get(CATALOGUE.language)
        if found is None:
            found = {entry: self.name(kind, entry) for kind in NAMED for entry in getattr(self.board, kind)}
            self._names[CATALOGUE.language] = found
        return found

    # --- sides
    def side(self, country: str | None) -> Side:
        """How a country looks; sand diamonds for none."""
        card = self.board.countries.get(country) if country else None
        if card is None:
            return SAND
        return Side(card.shape, rgb(card.color), rgb(card.deep), self.say(card.name))

    def firm_side(self, firm: str) -> Side:
        """How a firm's country looks."""
        return self.side(self.board.firms[firm].country)

    def emblem(self, firm: str) -> str:
        """The name of a firm's emblem."""
        return str(self.board.firms[firm].emblem)

    @property
    def own(self) -> Any:
        """The card of the player's firm."""
        return self.board.firms[self.session.firm]

    def model_name(self, generation: int) -> str:
        """What the firm calls its model of a generation; past the last known name it counts on."""
        names = self.own.model_names
        if generation < len(names):
            return str(names[generation])
        counted = re.fullmatch(r"(.*?)(\d+)(?:\.\d+)?", names[-1]) if names else None
        if counted is None:
            return tr("models.nth", number=generation + 1)
        return f"{counted[1]}{int(counted[2]) + generation - len(names) + 1}"

    # --- tooltips
    def why(self, quantity: str, title: str = "", text: str = "") -> Callable[[], Tip | None]:
        """A tooltip with the terms of one of this firm's quantities; ``quantity.<id>`` names and explains it."""

        def make() -> Tip | None:
            head = title or self.quantity_name(quantity)
            words = text or self.quantity_text(quantity)
            term = explain_quantity(self.session.desk.seat, quantity)
            if term is None:
                return Tip(head, words)
            found = tip_of_term(term, head, words, self.names, self.ends)
            graph = TipLine(tr("why.graph"), about=("graph", quantity))
            return replace(found, lines=(*found.lines, graph), note=tr("why.pin"), key="F2")

        return make

    def quantity_name(self, quantity: str) -> str:
        """What a quantity is called; one of a family by its entry's name."""
        family, dot, entry = quantity.partition(".")
        if dot:
            return tr(f"quantity.{family}", name=self._entry_name(entry))
        return tr(f"quantity.{quantity}")

    def quantity_text(self, quantity: str) -> str:
        """What a quantity means, or nothing."""
        family, dot, entry = quantity.partition(".")
        message = f"quantity.{family}.text"
        if not CATALOGUE.has(message):
            return ""
        return tr(message, name=self._entry_name(entry)) if dot else tr(message)

    def _entry_name(self, entry: str) -> str:
        country = self.board.countries.get(entry)
        if country is not None and country.has_mood:
            return self.say(country.capital)
        return self.names.get(entry, entry)
