"""Models in service: the best released one, the one held back, and how the labs stand today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygame import Rect

from game.session.edits import SetFlag
from game.ui import theme as t
from game.ui.layout import Area
from game.ui.screens.models.league import build_league
from game.ui.screens.parts import fact
from game.ui.widgets import Button, Panel, Widget
from game.ui.wording import Amount, plain, signed, tr

if TYPE_CHECKING:
    from game.ui.screens.models import ModelsScreen


def build_service(screen: ModelsScreen, page: Widget, area: Rect) -> None:
    """The panel."""
    models = screen.desk.models
    panel = page.add(Panel("service", tr("models.service")).at(area))
    cut = Area(panel.inside)
    keys = cut.bottom(32, gap=8)
    _keys(screen, panel, keys)
    opened = models.is_open or screen.is_asked("open_weights")
    said = tr("models.open" if opened else "models.closed")
    panel.add(fact(tr("models.best"), Amount(plain(models.capability, 1), said), strong=True,
                   tip=screen.why("capability")).at(cut.top(24)))  # fmt: skip
    if models.held is not None:
        gain = signed(models.held - models.capability, 1)
        panel.add(fact(tr("models.held"), Amount(plain(models.held, 1), tr("models.held.gain", gain=gain)),
                       colour=t.COMPUTE, tip=tr("models.held.tip")).at(cut.top(24)))  # fmt: skip
    cut.top(6)
    build_league(screen, panel, cut.rest)


def _keys(screen: ModelsScreen, panel: Panel, place: Rect) -> None:
    """Release what is held, open the weights; a second press takes it back."""
    models = screen.desk.models
    releasing, opening = screen.is_asked("release_held"), screen.is_asked("open_weights")
    words = tr("models.release_held.back" if releasing else "models.release_held")
    release = Button("release_held", words, lambda: screen.queue(SetFlag("release_held", not releasing)),
                     kind="primary" if models.held is not None and not releasing else "normal", selected=releasing,
                     enabled=models.held is not None or releasing, why_disabled=tr("models.release_held.none"),
                     tooltip=tr("models.release_held.tip"))  # fmt: skip
    words = tr("models.open_weights.back" if opening else "models.open_weights")
    can_open = (models.capability > 0 and not models.is_open) or opening
    weights = Button("open_weights", words, lambda: screen.queue(SetFlag("open_weights", not opening)),
                     selected=opening, enabled=can_open, why_disabled=tr("models.open_weights.done"),
                     tooltip=tr("models.open_weights.tip"))  # fmt: skip
    first = min(release.natural()[0], place.w // 2 - 4)
    second = min(weights.natural()[0], place.w - first - 8)
    panel.add(release.at(Rect(place.x, place.y, first, 32)))
    panel.add(weights.at(Rect(place.x + first + 8, place.y, second, 32)))
