"""The plot of specifications: chips on sale or owned against the lines that rules draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pygame import Rect

from game.session.facts.policy import Rule
from game.session.facts.supply import Offer
from game.ui import fonts
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.screens.parts import anchored
from game.ui.screens.supply.cards import OfferCard
from game.ui.widgets import Axis, Painter, Panel, Region, SpecPlot, Spot, Widget
from game.ui.widgets.spec_plot import CORNERS
from game.ui.wording import percent, plain, short_count, tr

if TYPE_CHECKING:
    from game.ui.screens.supply import SupplyScreen

TPP_TICKS = (500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000)
DENSITY_TICKS = (1, 2, 4, 8, 16, 32, 64, 128)
HARD = frozenset({"case_by_case", "denial", "ban"})
PLOTTED = ("tpp", "density")


def build_plot(screen: SupplyScreen, page: Widget, area: Rect) -> None:
    """The panel with the plot and its legend."""
    panel = page.add(Panel("plot.panel", tr("supply.plot")).at(area))
    panel.add(Painter(lambda canvas, rect: _legend(screen, canvas, rect)).at(Rect(area.x, area.y + 10, area.w, 20)))
    inside = panel.inside
    spots = _spots(screen)
    regions = _regions(screen)
    x, y = _axes(spots, regions)
    plot = SpecPlot("plot", x, y, regions, spots, on_pick=screen.pick, picked=_chip_of(screen, screen.picked),
                    label=tr("supply.plot"))  # fmt: skip
    plot.on_pick = lambda chip: screen.pick(_offer_of(screen, chip))
    panel.add(plot.at(Rect(inside.x, inside.y - 2, inside.w, inside.h + 8)))
    plot.regions = _captioned(plot, regions)
    words = [plot.caption_of(region) for region in plot.regions if region.text]
    plot.spots = list(anchored(spots, lambda s: (plot.px(s.x), plot.py(s.y)), plot.area, t.TABLE_STRONG.sized(14, 18),
                               gap=14, taken=words, clip=150))  # fmt: skip


def _chip_of(screen: SupplyScreen, offer: str) -> str:
    return next((one.chip for one in screen.desk.offers if one.offer == offer), "")


def _offer_of(screen: SupplyScreen, chip: str) -> str:
    here = screen.picked
    offers = [one.offer for one in screen.desk.offers if one.chip == chip]
    if here in offers:
        return offers[(offers.index(here) + 1) % len(offers)]
    return offers[0] if offers else ""


def _legend(screen: SupplyScreen, canvas: Canvas, rect: Rect) -> None:
    x: float = rect.right - 16
    items = [(tr("supply.plot.caught"), "ring", t.DANGER), (tr("supply.plot.owned"), "own", t.PAPER)]
    seen: list[str] = []
    for offer in screen.desk.offers:
        if offer.country not in seen:
            seen.append(offer.country)
    for country in reversed(seen):
        side = screen.side_of(country)
        items.append((tr("supply.plot.chips_of", country=side.name), side.shape, side.colour))
    head = 32 + fonts.book().width(tr("supply.plot").upper(), t.LABEL)
    for text, shape, colour in items:
        if x - rect.x < head + 24 + fonts.book().width(text, t.NOTE):
            return
        wide = canvas.text(text, x, rect.y, t.NOTE, t.MIDDLE, "right")
        x -= wide + 14
        if shape in {"ring", "own"}:
            canvas.disc(x + 2, rect.y + 9, 5, None, colour, 1.6)
        else:
            canvas.mark(shape, x + 2, rect.y + 9, 9, colour)
        x -= 22


def _axes(spots: list[Spot], regions: list[Region]) -> tuple[Axis, Axis]:
    tpps = [spot.x for spot in spots] + [e for r in regions for e in (r.low_x, r.high_x) if e]
    densities = [spot.y for spot in spots] + [e for r in regions for e in (r.low_y, r.high_y) if e]
    low_x, high_x = min(tpps, default=1000.0) / 1.25, max(tpps, default=50_000.0) * 1.7
    least = min(densities, default=1.0)
    low_y, high_y = (min(1.0, least / 1.2) if regions else least / 2.5), max(densities, default=32.0) * 1.35
    ticks_x = tuple(float(v) for v in TPP_TICKS if low_x <= v <= high_x)
    ticks_y = tuple(float(v) for v in DENSITY_TICKS if low_y <= v <= high_y)
    x = Axis(low_x, high_x, ticks_x, plain, log=True, text=tr("supply.plot.x"))
    return x, Axis(low_y, high_y, ticks_y, plain, log=True, text=tr("supply.plot.y"))


def _spots(screen: SupplyScreen) -> list[Spot]:
    """One spot a chip, what matters most first: what closes or is held, what can be bought, what is owned."""
    owned = {stock.chip: stock.stock_units + sum(n for _, n in stock.racked_units) for stock in screen.desk.stocks}
    by_chip: dict[str, list[Offer]] = {}
    for offer in screen.desk.offers:
        if offer.status not in {"not_designed", "not_offered"} and (offer.supply_units >= 1 or offer.held_units > 0):
            by_chip.setdefault(offer.chip, []).append(offer)
    reliefs = _reliefs(screen)
    ranked = sorted(by_chip, key=lambda chip: _rank(by_chip[chip], owned.get(chip, 0.0), reliefs))
    return [_spot(screen, by_chip[chip], owned.get(chip, 0.0), reliefs) for chip in ranked]


def is_closing(offer: Offer, reliefs: frozenset[str]) -> bool:
    """Whether a rumoured or announced rule would shut what is open today; a relief never does."""
    is_direct = not (offer.is_grey or offer.is_leased)
    return is_direct and offer.status == "open" and bool(closing_rule(offer, reliefs))


def closing_rule(offer: Offer, reliefs: frozenset[str]) -> str:
    """The first such rule."""
    caught = (c for c in offer.catches if c.stage != "in_force" and c.policy in HARD and c.control not in reliefs)
    return next((c.control for c in caught), "")


def _reliefs(screen: SupplyScreen) -> frozenset[str]:
    return frozenset(rule.control for rule in screen.desk.rule_book if rule.is_window)


def _rank(offers: list[Offer], owned: float, reliefs: frozenset[str]) -> tuple[int, float]:
    if any(one.held_units > 0 or is_closing(one, reliefs) for one in offers):
        return 0, -owned
    if any(one.status in {"open", "allowance"} for one in offers):
        return 1, -sum(one.supply_units * one.specs.train_h100e for one in offers)
    return (2 if owned > 0 else 3), -owned


def _spot(screen: SupplyScreen, offers: list[Offer], owned: float, reliefs: frozenset[str]) -> Spot:
    one, chip = offers[0], offers[0].chip
    side = screen.side_of(one.country)
    held = sum(offer.held_units for offer in offers)
    closing = next((closing_rule(offer, reliefs) for offer in offers if is_closing(offer, reliefs)), "")
    note = ""
    if held > 0:
        note = tr("supply.plot.held", units=short_count(held).text)
    elif closing:
        note = screen.name_of("controls", closing)
    elif owned > 0:
        note = tr("supply.plot.units_owned", units=short_count(owned).text)
    buys = any(offer.status in {"open", "allowance"} and offer.supply_units >= 1 for offer in offers)
    colour = side.colour if buys or held or owned else t.mix(t.SEA, side.colour, 0.55)
    return Spot(
        key=chip,
        x=one.specs.tpp,
        y=max(one.specs.density, 0.1),
        text=screen.name_of("chips", chip),
        note=note,
        shape=side.shape,
        colour=colour,
        caught=held > 0 or bool(closing),
        own=owned > 0 and not held and not closing,
        hollow=False,
        tooltip=lambda: OfferCard(screen, one, one.offer in screen.may_file).tip(),
    )


def _regions(screen: SupplyScreen) -> list[Region]:
    """The boxes that rules draw for this firm's country in the plane of TPP and density."""
    found: list[Region] = []
    rules = [rule for rule in screen.desk.rule_book if rule.binds_you and rule.stage != "ended" and not rule.is_window]
    for rule in sorted(rules, key=lambda rule: rule.stage == "rumoured"):
        for clause in rule.clauses:
            bounds = {name: (low, high) for name, low, high in clause.bounds}
            if set(bounds) - set(PLOTTED) or not bounds:
                continue
            (low_x, high_x), (low_y, high_y) = (bounds.get(name, (None, None)) for name in PLOTTED)
            region = _region(screen, rule, (low_x, low_y, high_x, high_y))
            if not any(_box(one) == _box(region) for one in found):
                found.append(region)
    return found


def _box(region: Region) -> tuple[float | None, ...]:
    return region.low_x, region.low_y, region.high_x, region.high_y


def _region(screen: SupplyScreen, rule: Rule, box: tuple[float | None, ...]) -> Region:
    side = screen.side_of(rule.issuer)
    low_x, low_y, high_x, high_y = box
    name = screen.name_of("controls", rule.control)
    words = tr("supply.plot.rumour", rule=name, odds=percent(rule.odds).text) if rule.stage == "rumoured" else name
    if rule.stage == "announced":
        words = tr("supply.plot.announced", rule=name)
    soft = rule.policy in {"open", "notify"}
    return Region(low_x, low_y, high_x, high_y, side.colour, words, rumoured=rule.stage != "in_force",
                  hatched=not soft and rule.stage == "in_force")  # fmt: skip


def _captioned(plot: SpecPlot, regions: list[Region]) -> list[Region]:
    """Each region with its words at a corner where no other's stand and few chips, or without; a rule's name once."""
    chips = [Rect(round(plot.px(spot.x)) - 10, round(plot.py(spot.y)) - 10, 20, 20) for spot in plot.spots]
    out: list[Region] = []
    taken: list[Rect] = []
    for region in regions:
        corners = [replace(region, anchor=corner) for corner in _corners(region)]
        is_said = region.text in {one.text for one in out}
        free = [one for one in corners if not is_said and plot.caption_of(one).collidelist(taken) < 0]
        found = min(free, key=lambda one: len(plot.caption_of(one).collidelistall(chips)), default=None)
        if found is not None:
            taken.append(plot.caption_of(found).inflate(8, 4))
        out.append(found or replace(region, text=""))
    return out


def _corners(region: Region) -> Sequence[str]:
    """Corners for a region's words, the best first: the foot is far from chips where a rule knows no density."""
    return CORNERS if region.low_y is not None else ("bottom_right", *(one for one in CORNERS if one != "bottom_right"))
