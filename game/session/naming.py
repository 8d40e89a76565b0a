"""From ids to names: the parameters of a message as a reader sees them, in the words of the scenario."""

from collections.abc import Iterable

from game.scenario import Board

KIND_OF = {
    "offer": "offers",
    "chip": "chips",
    "control": "controls",
    "firm": "firms",
    "country": "countries",
    "issuer": "countries",
    "foundry": "foundries",
    "vendor": "vendors",
    "project": "research",
    "event": "events",
    "move": "moves",
}
"""Name of a parameter -> kind of entry that it is an id of. A government goes by its capital."""

GOVERNMENTS = ("issuer",)


def named(board: Board, params: Iterable[tuple[str, str | float]], language: str = "en") -> dict[str, str | float]:
    """The parameters with names in place of ids; numbers and what has no name stay as they are."""
    found: dict[str, str | float] = {}
    for name, value in params:
        card = getattr(board, KIND_OF[name]).get(value) if name in KIND_OF else None
        if card is None:
            found[name] = value
        else:
            found[name] = str((card.capital if name in GOVERNMENTS else card.name).say(language))
    return found
