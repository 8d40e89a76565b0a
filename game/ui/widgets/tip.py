"""What a tooltip says, apart from how it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from game.ui.theme import Colour


@dataclass(frozen=True)
class TipLine:
    """A line of a tooltip: a term on the left, its value and unit on the right.

    `level` indents it under the line above. A line with a `tip` of its own opens that one when hovered in a
    pinned tooltip, one with `about` opens that page of the codex when clicked. `meter` is a share 0 to 1 drawn as a
    small bar before the value.
    """

    text: str
    value: str = ""
    unit: str = ""
    level: int = 0
    strong: bool = False
    colour: Colour | None = None
    tag: str = ""
    rule_above: bool = False
    meter: float | None = None
    tip: Tip | Callable[[], Tip] | None = None
    about: tuple[str, str] | None = None
    """Category and id of a page of the codex."""

    @property
    def leads_on(self) -> bool:
        """Whether something opens from it."""
        return self.tip is not None or self.about is not None

    def inner(self) -> Tip | None:
        """The tooltip of the line, made now if it was left to be made."""
        return self.tip() if callable(self.tip) else self.tip


@dataclass(frozen=True)
class Tip:
    """A tooltip: a title, a sentence, lines of terms and values, and the key that does the thing."""

    title: str
    text: str = ""
    lines: tuple[TipLine, ...] = field(default=())
    note: str = ""
    icon: str = ""
    key: str = ""
    colour: Colour | None = None
    width: int = 0


TipSource = Tip | str | Callable[[], Tip | str | None] | None


def with_whole(tip: Tip | None, cut: Sequence[str]) -> Tip | None:
    """A tooltip that also says the texts which were cut, as far as it does not say them anyway."""
    if not cut:
        return tip
    said = "" if tip is None else " ".join([tip.title, tip.text, tip.note, *(line.text for line in tip.lines)])
    left_out = [text for text in dict.fromkeys(cut) if text.casefold() not in said.casefold()]
    if tip is None:
        return Tip("", "\n".join(left_out))
    if not left_out:
        return tip
    return replace(tip, text="\n".join([*left_out, tip.text] if tip.text else left_out))


def read_tip(source: TipSource) -> Tip | None:
    """Whatever a widget was given for a tooltip, as a `Tip`."""
    found = source() if callable(source) else source
    if isinstance(found, str):
        return Tip("", found) if found else None
    return found
