"""How much room the label of a site takes on the map."""

from __future__ import annotations

from pygame import Rect

from game.ui import fonts
from game.ui.theme import NOTE, NOTE_STRONG
from game.ui.widgets.map_marks import OWN_PX, SITE_PX
from game.ui.widgets.map_things import Point, Site

NAME = NOTE_STRONG.sized(14, 18)


def reach(site: Site) -> float:
    """How far the mark of a site goes from its middle, virtual px."""
    return (OWN_PX if site.own else SITE_PX) / 2 + 3


def label_room(site: Site, spot: Point) -> Rect:
    """The room the label of a site that stands at ``spot`` takes, virtual px; no wider than nothing without a text."""
    book = fonts.book()
    warning = book.width(site.warning, NOTE_STRONG) + 14 if site.warning else 0.0
    w = max(book.width(site.text, NAME), book.width(site.note, NOTE), warning) if site.text else 0.0
    h = 18 + (16 if site.note else 0) + (16 if site.warning else 0)
    x, y = spot
    away = reach(site) + (4 if site.progress is not None else 0)
    left = {"right": x + away + 5, "left": x - away - 5 - w}.get(site.anchor, x - w / 2)
    foot = 8 if site.meter is not None else 0
    top = {"above": y - away - h - 1, "below": y + away + 1 + foot}.get(site.anchor, y - h / 2)
    return Rect(round(left + site.dx), round(top + site.dy), round(w) + 1, h)
