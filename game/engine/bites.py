"""What the controls of a ruleset do to offers, worked out once: sparse tables for the phases to blend with."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import numpy as np

from game.engine.axes import CLAUSES, CONTROLS, OFFERS, VARIANTS
from game.engine.value import Value, table

if TYPE_CHECKING:
    from game.engine.tables import ClauseTables, ControlTables, VariantTables


@dataclass(frozen=True, eq=False)
class Bite:
    """How the controls that bind one country's buyers would bite if in force."""

    severity: Annotated[Value, (CONTROLS, OFFERS), "severity"]
    """Place in POLICIES where a control catches an offer."""
    relief: Annotated[Value, (CONTROLS, OFFERS), "severity"]
    """1 + the severity a relief eases to, so that 0 is none."""
    relief_odds: Annotated[Value, (CONTROLS, OFFERS), "odds"]
    """Odds of a licence under a relief."""
    refusal: Annotated[Value, (CONTROLS, OFFERS), "odds"]
    """1 - odds of a licence."""
    fee: Annotated[Value, (CONTROLS, OFFERS), "share"]
    """Part of the price that goes to the issuer."""
    variant_severity: Annotated[Value, (CONTROLS, VARIANTS), "severity"]
    """Severity where the control binds the variant's buyers at all."""
    variant_relief: Annotated[Value, (CONTROLS, VARIANTS), "severity"]
    """The same for reliefs, and so with the rest."""
    variant_relief_odds: Annotated[Value, (CONTROLS, VARIANTS), "odds"]
    variant_refusal: Annotated[Value, (CONTROLS, VARIANTS), "odds"]
    variant_fee: Annotated[Value, (CONTROLS, VARIANTS), "share"]


def make_bites(controls: "ControlTables", variants: "VariantTables", watches: Value) -> dict[int, Bite]:
    """A Bite for every country that any control binds, by its place; ``watches`` is (controls, variants)."""
    binds = controls.binds.array
    catches = controls.catches.array
    window = controls.is_window.array[:, None]
    severity = controls.severity.array[:, None]
    odds = controls.grant_odds.array[:, None]
    fee = controls.fee_share.array[:, None]
    sold_in = variants.country_index.array
    bites = {}
    for place in np.flatnonzero(binds.any(axis=0)):
        hit = catches & binds[:, place][:, None]
        on_variant = binds[:, place][:, None] & (sold_in == place)[None, :] & watches.array

        def of_offers(numbers: np.ndarray) -> Value:
            return table(numbers, CONTROLS, OFFERS)

        def of_variants(numbers: np.ndarray) -> Value:
            return table(numbers, CONTROLS, VARIANTS)

        bites[int(place)] = Bite(
            severity=of_offers(hit * ~window * severity),
            relief=of_offers(hit * window * (severity + 1)),
            relief_odds=of_offers(hit * window * odds),
            refusal=of_offers(hit * ~window * (1 - odds)),
            fee=of_offers(hit * fee),
            variant_severity=of_variants(on_variant * ~window * severity),
            variant_relief=of_variants(on_variant * window * (severity + 1)),
            variant_relief_odds=of_variants(on_variant * window * odds),
            variant_refusal=of_variants(on_variant * ~window * (1 - odds)),
            variant_fee=of_variants(on_variant * fee),
        )
    return bites


@dataclass(frozen=True, eq=False)
class Escapes:
    """For each clause the cheapest way under it: one mark among the four, (clauses,)."""

    link: Annotated[Value, (CLAUSES,), "bool"]
    """A slower interconnect."""
    bandwidth: Annotated[Value, (CLAUSES,), "bool"]
    """Less memory bandwidth."""
    both: Annotated[Value, (CLAUSES,), "bool"]
    """A bound on the two together: as much bandwidth as the other clauses leave, and a link that fits beside it."""
    compute: Annotated[Value, (CLAUSES,), "bool"]
    """Less compute."""


def make_escapes(clauses: "ClauseTables") -> Escapes:
    """The way under each clause."""
    link = clauses.low_interconnect_gb_per_s.array > 0
    bandwidth = (clauses.low_bandwidth_gb_per_s.array > 0) & ~link
    both = (clauses.low_sum_gb_per_s.array > 0) & ~link & ~bandwidth
    compute = (clauses.low_tpp.array > 0) | (clauses.low_density.array > 0)
    return Escapes(
        link=table(link, CLAUSES),
        bandwidth=table(bandwidth, CLAUSES),
        both=table(both, CLAUSES),
        compute=table(compute & ~link & ~bandwidth & ~both, CLAUSES),
    )
