"""What lies on the home map: sites, the flows that feed this firm, and a gate wherever a rule bites on one."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

from game.session.facts.supply import Offer
from game.session.facts.top import is_level
from game.ui import theme as t
from game.ui.projection import lonlat_to_xy
from game.ui.screens.frame.live import Live
from game.ui.theme import Colour
from game.ui.widgets import Flow, Gate, Site, Tip, TipLine
from game.ui.wording import count, percent, plain, short_count, tr

MODES = ("flows", "controls", "power", "rivals")
MODE_ICONS = {"flows": "route", "controls": "shield", "power": "zap", "rivals": "swords"}
ROLE_ICONS = {
    "fab": "factory", "memory": "layers", "tools": "scan-eye", "vendor": "cpu", "capital": "landmark",
    "minerals": "pickaxe", "site": "server", "packaging": "package",
}  # fmt: skip
ROLES_OF_MODE = {
    "flows": {"fab", "memory", "tools", "packaging", "minerals"}, "controls": {"capital", "tools", "minerals", "fab"},
    "power": {"site"}, "rivals": set[str](),
}  # fmt: skip
ROLE_LEADS = {"site": ("compute", ""), "capital": ("policy", ""), "minerals": ("policy", "")}
ANCHORS = {"e": "right", "w": "left", "n": "above", "s": "below"}
SHOWN = {"open", "allowance", "licence", "banned"}
ALARM_LOAD = 0.97


@dataclass
class MapThings:
    """What the map shows, and where a click on each leads: (screen, focus)."""

    sites: list[Site] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)
    gates: list[Gate] = field(default_factory=list)
    leads: dict[str, tuple[str, str]] = field(default_factory=dict)


def map_things(live: Live, mode: str) -> MapThings:
    """Everything on the map in a mode."""
    things = MapThings()
    _add_own(live, things)
    _add_firms(live, things, mode)
    _add_makers(live, things, mode)
    _add_capitals(live, things)
    _add_given_sites(live, things, mode)
    if mode in {"flows", "controls"}:
        _add_flows(live, things, mode)
        if mode == "flows":
            _add_given_flows(live, things)
    _join_leases(things)
    return things


# --- sites
def _add_own(live: Live, things: MapThings) -> None:
    session, desk = live.session, live.session.desk
    side, city = live.firm_side(session.firm), live.own.city
    home = desk.sites[0]
    load = home.used_mw / home.power_mw if home.power_mw > 0 else 0.0
    note = tr("map.power", used=plain(home.used_mw), have=plain(home.power_mw))
    runs = desk.models.runs
    progress = None
    if runs:
        done = [1 - run.quarters_left / max(1, run.quarters_left + 1) for run in runs]
        progress = max(0.08, *done)
    things.sites.append(
        Site("own", city.lon, city.lat, live.say(city.name), note, side.shape, side.colour,
             emblem=live.emblem(session.firm), own=True, rank=99, anchor="left", meter=load, alarm=load >= ALARM_LOAD,
             progress=progress, tooltip=live.why("flop", live.name("firms", session.firm)))
    )  # fmt: skip
    things.leads["own"] = ("compute", "")
    abroad = [site for site in desk.sites[1:] if site.racked]
    for offer in desk.offers:
        card = live.board.offers.get(offer.offer)
        if card is None or card.spot is None or not abroad or not offer.is_leased:
            continue
        if any(chip == offer.chip for chip, _ in abroad[0].racked):
            key = f"lease.{offer.offer}"
            units = sum(n for chip, n in abroad[0].racked if chip == offer.chip)
            things.sites.append(
                Site(key, card.spot.lon, card.spot.lat, live.say(card.spot.name),
                     tr("map.leased", units=short_count(units).text), side.shape, t.COMPUTE, icon="server",
                     own=True, rank=80, anchor="below")
            )  # fmt: skip
            things.leads[key] = ("compute", "")
            break


def _join_leases(things: MapThings) -> None:
    """A line to every leased hall that no offer's line comes from."""
    for site in things.sites:
        if site.key.startswith("lease.") and not any(flow.start == site.key for flow in things.flows):
            things.flows.append(Flow(f"flow.{site.key}", "own", site.key, t.COMPUTE, bend=-0.16, rate=1))


def _add_firms(live: Live, things: MapThings, mode: str) -> None:
    """The rivals; where the map is about something else only those who sell chips to this firm."""
    desk = live.session.desk
    level = is_level(desk.league)
    sellers = _sellers(live) if mode in {"flows", "controls"} else set()
    for row in desk.league:
        if row.is_you or (mode != "rivals" and row.firm not in sellers):
            continue
        card, side = live.board.firms[row.firm], live.firm_side(row.firm)
        note = ""
        if mode == "rivals":
            words = "map.rival.level" if level else "map.rival"
            note = tr(words, place=row.place, capability=plain(row.capability))
        key = f"firm.{row.firm}"
        lines = (
            TipLine(tr("map.place"), tr("map.place.level") if level else count(row.place)),
            TipLine(tr("map.score"), plain(row.score)),
            TipLine(tr("map.model"), plain(row.capability)),
        )
        tip = Tip(live.name("firms", row.firm), live.say(card.identity_title), lines)
        things.sites.append(
            Site(key, card.city.lon, card.city.lat, live.name("firms", row.firm), note, side.shape, side.colour,
                 emblem=card.emblem, rank=60 - row.place, anchor="right", tooltip=tip)
        )  # fmt: skip
        things.leads[key] = ("market", row.firm)


def _add_makers(live: Live, things: MapThings, mode: str) -> None:
    """Foundries, and vendors that are no firm on the board and sell to this one."""
    if mode in {"rivals", "power"}:
        return
    desk = live.session.desk
    for foundry in desk.foundries:
        card = live.board.foundries[foundry.foundry]
        if card.spot is None:
            continue
        side, made = live.side(card.country), percent(foundry.yield_share)
        note = tr("map.yield", value=made.text)
        tense = foundry.at_the_strait and desk.top.tension.value >= 60
        if tense:
            note = tr("map.strait", value=plain(desk.top.tension.value))
        key = f"foundry.{foundry.foundry}"
        tip = Tip(live.say(card.name), live.say(card.text), (TipLine(tr("map.yield.name"), made.value, made.unit),))
        things.sites.append(
            Site(key, card.spot.lon, card.spot.lat, live.say(card.name), note, side.shape, side.colour, icon="factory",
                 rank=70, anchor="right", note_colour=t.DANGER_TEXT if tense else None, tooltip=tip)
        )  # fmt: skip
        things.leads[key] = ("silicon", foundry.foundry)
    sellers = _sellers(live)
    for vendor, card in live.board.vendors.items():
        if card.spot is None or vendor not in sellers or vendor in live.board.firms:
            continue
        side, key = live.side(card.country), f"vendor.{vendor}"
        things.sites.append(
            Site(key, card.spot.lon, card.spot.lat, live.say(card.name), "", side.shape, side.colour, icon="cpu",
                 rank=50, anchor="left", tooltip=Tip(live.say(card.name), live.say(card.text)))
        )  # fmt: skip
        things.leads[key] = ("supply", "")


def _sellers(live: Live) -> set[str]:
    """The vendors whose chips this firm may order or is kept from ordering."""
    return {offer.vendor for offer in live.session.desk.offers if offer.status in SHOWN and offer.is_in_sight}


def _add_capitals(live: Live, things: MapThings) -> None:
    for mood in live.session.desk.top.moods:
        country = mood.id.partition(".")[2]
        card, side = live.board.countries[country], live.side(country)
        key = f"capital.{country}"
        things.sites.append(
            Site(key, card.lon, card.lat, live.say(card.capital), tr("map.standing", value=plain(mood.value)),
                 side.shape, side.colour, icon="landmark", rank=75, anchor="above", tooltip=live.why(mood.id))
        )  # fmt: skip
        things.leads[key] = ("policy", country)


def _add_given_sites(live: Live, things: MapThings, mode: str) -> None:
    """The scenario's own places of the roles this mode is about, where nothing of the same kind stands already."""
    for name, card in live.board.sites.items():
        side, icon = live.side(card.country), ROLE_ICONS.get(card.role, "server")
        if card.role not in ROLES_OF_MODE[mode]:
            continue
        if any(near(site, card) < 22 and (site.icon in {icon, ""} or site.own) for site in things.sites):
            continue
        key = f"site.{name}"
        rank = 40 if card.role in {"fab", "memory", "tools"} else 30
        things.sites.append(
            Site(key, card.lon, card.lat, live.say(card.name), "", side.shape, side.colour, icon=icon, rank=rank,
                 anchor=ANCHORS.get(card.anchor, "right"), tooltip=Tip(live.say(card.name), live.say(card.note)))
        )  # fmt: skip
        things.leads[key] = ROLE_LEADS.get(card.role, ("silicon", ""))


def near(site: Site, card: Any) -> float:
    """How far a place lies from a site, map px."""
    (ax, ay), (bx, by) = lonlat_to_xy(site.lon, site.lat), lonlat_to_xy(card.lon, card.lat)
    return math.hypot(ax - bx, ay - by)


# --- flows and gates
def _add_flows(live: Live, things: MapThings, mode: str) -> None:
    """One line for every way chips come to this firm: by maker and by what the rules make of it."""
    groups: dict[tuple[str, str], list[Offer]] = {}
    for offer in live.session.desk.offers:
        if offer.status in SHOWN and offer.is_in_sight:
            groups.setdefault((_start(live, things, offer), _style(offer)), []).append(offer)
    bends = {"open": 0.2, "licensed": 0.3, "stopped": 0.4, "grey": -0.25}
    for (start, style), offers in groups.items():
        if not start or (mode == "controls" and style in {"open", "grey"}):
            continue
        key = f"flow.{start}.{style}"
        busy = sum(offer.on_order_units for offer in offers)
        tip = _flow_tip(live, offers, style)
        rate = 0 if style == "stopped" else 3 if busy > 0 else 1
        things.flows.append(
            Flow(key, start, "own", _flow_colour(live, offers[0]), style, bend=bends[style], rate=rate,
                 phase=len(things.flows) * 0.37 % 1, tooltip=tip)
        )  # fmt: skip
        things.leads[key] = ("supply", max(offers, key=lambda offer: offer.held_units).offer)
        if style in {"stopped", "licensed"}:
            gate = f"gate.{key}"
            things.gates.append(Gate(gate, key, icon="lock" if style == "stopped" else "stamp", tooltip=tip))
            rule = next((catch.control for offer in offers for catch in offer.catches), "")
            things.leads[gate] = ("policy", rule)


def _style(offer: Offer) -> str:
    if offer.status == "banned" or offer.held_units > 0:
        return "stopped"
    if offer.is_grey:
        return "grey"
    return "licensed" if offer.status == "licence" else "open"


def _flow_colour(live: Live, offer: Offer) -> Colour:
    if offer.is_grey:
        return t.GREY_ROUTE
    return t.COMPUTE if offer.is_leased else live.side(offer.country).colour


def _start(live: Live, things: MapThings, offer: Offer) -> str:
    """The site an offer's chips come from: its own place if it has one, else maker or foundry, whichever is farther."""
    card = live.board.offers.get(offer.offer)
    if card is not None and card.spot is not None:
        here = (card.spot.lon, card.spot.lat)
        leased = next((site.key for site in things.sites if site.own and (site.lon, site.lat) == here), "")
        key = leased or f"place.{card.spot.lat:.1f}.{card.spot.lon:.1f}"
        if not any(site.key == key for site in things.sites):
            colour = t.GREY_ROUTE if offer.is_grey else t.COMPUTE
            things.sites.append(
                Site(key, card.spot.lon, card.spot.lat, live.say(card.spot.name), "", "diamond", colour,
                     icon="truck" if offer.is_grey else "server", rank=35, anchor="below")
            )  # fmt: skip
            things.leads[key] = ("supply", offer.offer)
        return key
    ways = (f"vendor.{offer.vendor}", f"firm.{offer.vendor}", f"foundry.{offer.foundry}")
    found = [site for site in things.sites if site.key in ways]
    return max(found, key=lambda site: near(site, live.own.city)).key if found else ""


def _flow_tip(live: Live, offers: list[Offer], style: str) -> Tip:
    lines = []
    for offer in sorted(offers, key=lambda one: -(one.held_units + one.on_order_units))[:6]:
        state = "held" if offer.held_units > 0 else "due" if offer.on_order_units > 0 else "open"
        units = offer.held_units or offer.on_order_units or offer.supply_units
        lines.append(TipLine(live.name("offers", offer.offer), short_count(units).text, tr(f"map.units.{state}")))
    rules = {catch.control for offer in offers for catch in offer.catches if catch.stage == "in_force"}
    note = tr("ui.list").join(live.name("controls", rule) for rule in sorted(rules)[:2]) if style != "open" else ""
    icon = {"stopped": "lock", "licensed": "stamp", "grey": "eye-off"}.get(style, "ship")
    colour = t.DANGER if style == "stopped" else None
    return Tip(tr(f"map.flow.{style}"), lines=tuple(lines), note=note, icon=icon, colour=colour)


GIVEN_COLOURS = {"tools": t.SIDE_SAND, "memory": t.SIDE_SAND, "leased": t.COMPUTE, "grey": t.GREY_ROUTE}


def _add_given_flows(live: Live, things: MapThings) -> None:
    """The scenario's own lines between its places; those of an offer are drawn from the offers already."""
    known = {site.key for site in things.sites}
    for name, card in live.board.flows.items():
        start, end = (f"site.{end}" for end in (card.start, card.end))
        if card.offer or start not in known or end not in known:
            continue
        site = live.board.sites[card.start]
        colour = GIVEN_COLOURS.get(card.kind) or live.side(site.country).colour
        things.flows.append(Flow(f"given.{name}", start, end, colour, "grey" if card.kind == "grey" else "open",
                                 bend=0.14, rate=1, width=1.4, phase=len(things.flows) * 0.29 % 1))  # fmt: skip
