"""Compute: sites and power, the division of the fleet and what it yields, utilisation by ecosystem."""

from dataclasses import dataclass

import numpy as np

from game.engine.axes import CHIPS, ECOSYSTEMS
from game.engine.market_facts import chip_strength, power_used_mw, serving_need_h100e
from game.engine.registers import SITES, USES
from game.session.facts.top import FLOP
from game.session.seat import Quarter, Seat


@dataclass(frozen=True)
class Site:
    """A place where chips run."""

    site: str
    power_mw: float
    used_mw: float
    coming: tuple[tuple[Quarter, float], ...]
    """Megawatts contracted, by the quarter they come."""
    racked: tuple[tuple[str, float], ...]
    """(chip, units), what is there."""
    rack_mw: float
    """Draw of what this quarter's orders would rack."""
    build_mw: float
    """Megawatts to contract for on this quarter's orders."""


@dataclass(frozen=True)
class Use:
    """One use of the fleet."""

    use: str
    share: float
    """On this quarter's orders."""
    share_before: float
    amount: float
    """What the share comes to: FLOP of training a quarter, or H100 equivalents."""
    unit: str
    needed: float | None
    """What is asked for, where something asks: H100 equivalents of serving."""


@dataclass(frozen=True)
class EcosystemUse:
    """The part of the fleet that runs on one software ecosystem."""

    ecosystem: str
    units: float
    train_h100e: float
    maturity: float


def sites(seat: Seat) -> tuple[Site, ...]:
    """The firm's sites."""
    fleet, legal = seat.state.fleet, seat.legal
    draw = seat.rules.chips.power_mw.array
    racked, power = seat.row(fleet.racked_units), seat.row(fleet.power_mw)
    coming = seat.row(fleet.power_coming_mw)
    home_used = float(seat.row(power_used_mw(seat.rules, seat.state)))
    found = []
    for n, site in enumerate(SITES):
        is_home = n == 0
        found.append(
            Site(
                site=site,
                power_mw=float(power[n]),
                used_mw=home_used if is_home else float(np.sum(racked[n] * draw)),
                coming=tuple(
                    (seat.quarter.later(ahead + 1), float(mw)) for ahead, mw in enumerate(coming) if is_home and mw > 0
                ),
                racked=tuple((seat.ids(CHIPS)[c], float(racked[n, c])) for c in np.flatnonzero(racked[n])),
                rack_mw=float(np.sum(seat.row(legal.rack_units) * draw)) if is_home else 0.0,
                build_mw=seat.number(legal.build_mw) if is_home else 0.0,
            )
        )
    return tuple(found)


def uses(seat: Seat) -> tuple[Use, ...]:
    """The division of the fleet and what each part comes to."""
    compute = seat.state.compute
    flop, serving, fleet = (seat.number(v) for v in (compute.flop, compute.serving_h100e, compute.fleet_h100e))
    whole = {
        "training": (flop * FLOP, "flop"),
        "serving": (serving, "h100e"),
        "research": (fleet, "h100e"),
        "renting": (fleet, "h100e"),
    }
    now, before = seat.row(seat.legal.split), seat.row(compute.split)
    needed = float(seat.row(serving_need_h100e(seat.rules, seat.state)))
    return tuple(
        Use(
            use=use,
            share=float(now[n]),
            share_before=float(before[n]),
            amount=float(now[n]) * whole[use][0],
            unit=whole[use][1],
            needed=needed if use == "serving" else None,
        )
        for n, use in enumerate(USES)
    )


def ecosystems(seat: Seat) -> tuple[EcosystemUse, ...]:
    """The running fleet by software ecosystem, those that are used or known."""
    racked = seat.row(seat.state.fleet.racked_units).sum(axis=0)
    strength = seat.row(chip_strength(seat.rules, seat.state))
    belongs = seat.rules.chips.ecosystem_index.array
    maturity = seat.row(seat.state.fleet.maturity)
    found = []
    for n, name in enumerate(seat.ids(ECOSYSTEMS)):
        own = belongs == n
        units = float(racked[own].sum())
        if units > 0 or maturity[n] > 0:
            train = float((racked * strength)[own].sum())
            found.append(EcosystemUse(name, units, train, float(maturity[n])))
    return tuple(found)
