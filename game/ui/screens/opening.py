"""The first scenario on the shelf, which the title tells of: read beside the frames, since reading takes longer."""

from __future__ import annotations

from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from game.ui.theme import Colour, rgb

if TYPE_CHECKING:
    from game.scenario import Loaded

_lock = Lock()
_read: list[Loaded | None] = []
_readers: list[Thread] = []


def is_read() -> bool:
    """Whether ``read`` answers at once."""
    return bool(_read)


def read() -> Loaded | None:
    """The first scenario on the shelf, or None if there is none that can be opened; reads it the first time."""
    with _lock:
        if not _read:
            _read.append(_opened())
        return _read[0]


def read_beside() -> None:
    """Have it read while frames go on, once."""
    if not _read and not _readers:
        _readers.append(Thread(target=read, name="opening", daemon=True))
        _readers[0].start()


def board() -> Any:
    """The board of that scenario, or None."""
    loaded = read()
    return loaded.board if loaded is not None else None


def look_of(firm: str) -> tuple[str, str, Colour] | None:
    """Emblem, plate and colour of a firm of that scenario; None for one it does not have."""
    known = board()
    if known is None or firm not in known.firms:
        return None
    card = known.firms[firm]
    side = known.countries[card.country]
    return card.emblem, side.shape, rgb(side.color)


def _opened() -> Loaded | None:
    from game.session import shelf  # noqa: PLC0415  (with all that reads scenarios: what the first frame does without)

    cards = shelf.listed()
    try:
        return shelf.opened(cards[0]) if cards else None
    except shelf.ScenarioError:
        return None
