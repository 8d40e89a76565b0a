"""The Ruleset: a scenario compiled to tables. It never changes in a game and has no axis of worlds.

Tables are Values, so rules mix them with the state by name of axis. A firm, chip or control is its place on its axis;
``ids`` and ``place`` turn one into the other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from game.engine import draws
from game.engine.axes import (
    CHIPS,
    CLAUSES,
    CONTROLS,
    COUNTRIES,
    DEEDS,
    EVENTS,
    FIRMS,
    FOUNDRIES,
    LEVERS,
    LISTINGS,
    MOVES,
    OFFERS,
    PARTS,
    PROJECTS,
    VARIANTS,
    Axis,
    Sizes,
)
from game.engine.bites import Bite, Escapes, make_bites, make_escapes
from game.engine.constants import Constants
from game.engine.doctrine import Appetites
from game.engine.kernels_sparse import Entries
from game.engine.levers import family_starts, pushes
from game.engine.listings import Listings, make_listings
from game.engine.state import State
from game.engine.tables import (
    ChipTables,
    ClauseTables,
    ControlTables,
    CountryTables,
    DeedTables,
    EffectTables,
    EventTables,
    FirmTables,
    FoundryTables,
    MoveTables,
    OfferTables,
    ProjectTables,
    RouteTables,
    VariantTables,
    VendorTables,
    VictoryTables,
)
from game.engine.value import Value, table


@dataclass(frozen=True, eq=False, repr=False)
class Ruleset:
    """Everything about a game that does not change while it is played."""

    scenario_id: str
    digest: str
    """Of the resolved scenario: two rulesets with one digest play the same."""
    ids: dict[Axis, tuple[str, ...]]
    turns: int
    first_quarter: tuple[int, int]
    """Year and quarter of turn 0."""
    constants: Constants
    appetites: Appetites
    """Doctrines: one table (doctrines,) for each appetite."""
    countries: CountryTables
    firms: FirmTables
    chips: ChipTables
    variants: VariantTables
    offers: OfferTables
    routes: RouteTables
    vendors: VendorTables
    foundries: FoundryTables
    controls: ControlTables
    clauses: ClauseTables
    projects: ProjectTables
    deeds: DeedTables
    effects: EffectTables
    events: EventTables
    moves: MoveTables
    victories: VictoryTables
    score_weights: Annotated[Value, (PARTS,), "share"]
    start: Callable[[int], State]
    """The first state for a number of worlds, without their keys (see ``state.begin``)."""
    luck: float | None = None
    """Replaces every draw, for tests."""

    def __repr__(self) -> str:
        return f"Ruleset({self.scenario_id!r}, digest={self.digest!r})"

    @cached_property
    def sizes(self) -> Sizes:
        """Length of every axis but worlds."""
        return {axis: len(names) for axis, names in self.ids.items()}

    @cached_property
    def _places(self) -> dict[tuple[Axis, str], int]:
        return {(axis, name): n for axis, names in self.ids.items() for n, name in enumerate(names)}

    def place(self, axis: Axis, name: str) -> int:
        """The place of an entry on its axis. Raises KeyError for an unknown id."""
        return self._places[axis, name]

    @cached_property
    def _positions(self) -> dict[Axis, Value]:
        return {axis: table(np.arange(size), axis) for axis, size in self.sizes.items()}

    def position(self, axis: Axis) -> Value:
        """0, 1, 2 ... along an axis, to compare an index with."""
        return self._positions[axis]

    @cached_property
    def _axis_keys(self) -> dict[Axis, NDArray[np.uint32]]:
        return {
            axis: np.array([draws.name_key(name) for name in names], dtype=np.uint32)
            for axis, names in self.ids.items()
        }

    @cached_property
    def _draw_keys(self) -> dict[tuple[int, tuple[Axis, ...]], Value]:
        return {}

    def draw_key(self, purpose: int, axes: tuple[Axis, ...]) -> Value:
        """The part of a draw's coordinates that is the same in all worlds; shape of the axes, then 1."""
        known = self._draw_keys.get((purpose, axes))
        if known is not None:
            return known
        if axes == (LISTINGS,):  # a listing's dice are those of its firm and its offer
            pairs = self.draw_key(purpose, (FIRMS, OFFERS)).array
            return Value(pairs[np.nonzero(self.offers.may_buy.array)], axes)
        key = np.full((1,) * (len(axes) + 1), purpose * 0x9E3779B1 % 2**32, dtype=np.uint32)
        for n, axis in enumerate(axes):
            shape = [1] * (len(axes) + 1)
            shape[n] = -1
            key = (key ^ self._axis_keys[axis].reshape(shape)) * np.uint32(0x85EBCA6B)
            key = key ^ (key >> np.uint32(15))
        made = self._draw_keys[purpose, axes] = Value(key, axes)
        return made

    @cached_property
    def bites(self) -> dict[int, Bite]:
        """What the controls do to offers, for each country (by place) whose buyers any of them binds."""
        return make_bites(self.controls, self.variants, self.watches_variant)

    @cached_property
    def escapes(self) -> Escapes:
        """The cheapest way under each clause."""
        return make_escapes(self.clauses)

    @cached_property
    def listings(self) -> Listings:
        """Every offer as it is made to one firm."""
        return make_listings(self)

    def listing(self, firm: int, offer: int) -> int | None:
        """The place of an offer as it is made to a firm, both by their places; None where it is not."""
        place = int(self.listings.places[firm, offer])
        return None if place < 0 else place

    @cached_property
    def lists_by_issuer(self) -> tuple[tuple[int, Value], ...]:
        """(issuer's place, marks (controls, firms)) for each country that lists firms."""
        issuers, lists = self.controls.issuer_index.array, self.controls.lists.array
        found = sorted({int(i) for i in issuers[lists.any(axis=1)]})
        return tuple((i, table(lists & (issuers == i)[:, None], CONTROLS, FIRMS)) for i in found)

    @cached_property
    def clause_reaches_variant(self) -> Value:
        """(clauses, variants): whether the clause's control reaches chips of the variant's maker."""
        makers = self.chips.country_index.array[self.variants.chip_index.array.astype(int)]
        return table(self.clauses.country_index.array[:, None] == makers[None, :], CLAUSES, VARIANTS)

    @cached_property
    def clause_binds_variant(self) -> Value:
        """(clauses, variants): the same, and the control binds buyers of the country the variant is made for."""
        owners = self.controls.clauses.array.argmax(axis=0)
        binds = self.controls.binds.array[owners][:, self.variants.country_index.array.astype(int)]
        binds = binds & self.watches_variant.array[owners]
        return table(binds & self.clause_reaches_variant.array, CLAUSES, VARIANTS)

    @cached_property
    def watches_variant(self) -> Value:
        """(controls, variants): whether a control watches the route by which a variant is sold."""
        on_route, offers = self.controls.on_route.array, self.variant_offers.array
        return table((on_route[:, None, :] & offers[None]).any(axis=2), CONTROLS, VARIANTS)

    @cached_property
    def variant_offers(self) -> Value:
        """(variants, offers): the plain offer of each variant's chip."""
        plain = ~(self.offers.is_leased.array | self.offers.is_grey.array)
        return table(self.offers.variants.array & plain[None, :], VARIANTS, OFFERS)

    @cached_property
    def variant_rivals(self) -> Value:
        """(variants, offers): other plain offers of the same maker in the country a variant is made for.

        Chips too weak to count (``worthwhile_chip_h100e``) do not keep a maker in a market.
        """
        offers, chips = self.offers, self.chips
        of_chip = offers.chip_index.array.astype(int)
        made_for = self.variants.country_index.array
        by_country = np.stack(
            [offers.may_buy.array[self.firms.country_index.array == c].any(axis=0) for c in made_for]
        ).reshape(len(made_for), -1)
        vendors = chips.vendor_index.array[self.variants.chip_index.array.astype(int)]
        same_maker = offers.vendor_index.array[None, :] == vendors[:, None]
        strong = chips.train_h100e.array[of_chip] >= self.constants.worthwhile_chip_h100e
        plain = ~(offers.is_leased.array | offers.is_grey.array)
        return table(by_country & same_maker & (strong & plain)[None, :] & ~offers.variants.array, VARIANTS, OFFERS)

    @cached_property
    def home_made_offers(self) -> Value:
        """(offers, firms): offers made to a firm of chips that are made in its own country."""
        made_in = self.foundries.country_index.array[self.offer_foundries.array.astype(int)]
        is_home = self.firms.country_index.array[None, :] == made_in[:, None]
        return table(self.offers.may_buy.array.T & is_home, OFFERS, FIRMS)

    @cached_property
    def first_sale(self) -> Annotated[Value, (OFFERS,), "turn"]:
        """(offers,): the turn on which each offer is first planned to be on sale; 0 for one that was before."""
        planned = self.offers.supply_units.array > 0
        return table(planned.argmax(axis=0), OFFERS)

    @cached_property
    def offer_foundries(self) -> Annotated[Value, (OFFERS,), "index"]:
        """(offers,): the foundry that makes each offer's chip."""
        return table(self.chips.foundry_index.array[self.offers.chip_index.array.astype(int)], OFFERS)

    @cached_property
    def plain_offers(self) -> Value:
        """(offers, chips): one mark an offer that is neither a lease nor grey, at its chip."""
        is_plain = ~(self.offers.is_leased.array | self.offers.is_grey.array)
        of_chip = self.offers.chip_index.array[:, None] == np.arange(self.sizes[CHIPS])[None, :]
        return table(of_chip & is_plain[:, None], OFFERS, CHIPS)

    @cached_property
    def own_chips(self) -> Value:
        """(firms, chips): chips of the firm's own make."""
        maker = self.firms.own_vendor_index.array[:, None]
        return table((maker >= 0) & (maker == self.chips.vendor_index.array[None, :]), FIRMS, CHIPS)

    @cached_property
    def firm_countries(self) -> Value:
        """(firms, countries): one mark a firm."""
        home = self.firms.country_index.array
        return table(home[:, None] == np.arange(self.sizes[COUNTRIES])[None, :], FIRMS, COUNTRIES)

    @cached_property
    def sovereignty(self) -> Annotated[Value, (FIRMS, CHIPS), "share"]:
        """(firms, chips): how far no foreign government can switch a chip off, 0 to 1.

        1 for a chip designed and made in the firm's country, half for one only designed there.
        """
        home = self.firms.country_index.array[:, None]
        made_in = self.foundries.country_index.array[self.chips.foundry_index.array.astype(int)]
        designed = home == self.chips.country_index.array[None, :]
        return table(designed * (0.5 + 0.5 * (home == made_in[None, :])), FIRMS, CHIPS)

    @cached_property
    def foundries_in_country(self) -> Annotated[Value, (FOUNDRIES,), "count"]:
        """(foundries,): how many foundries share the country's subsidy."""
        home = self.foundries.country_index.array
        return table((home[:, None] == home[None, :]).sum(axis=1), FOUNDRIES)

    @cached_property
    def guidance(self) -> Annotated[Value, (CONTROLS, OFFERS), "points"]:
        """(controls, offers): points of standing a quarter that buying what a control catches costs at home."""
        points = self.controls.leans.array.max(axis=1)
        return table(self.controls.catches.array * points[:, None], CONTROLS, OFFERS)

    @cached_property
    def issues_lists(self) -> Value:
        """(countries,): governments that keep a list of firms."""
        issuers = self.controls.issuer_index.array[self.controls.lists.array.any(axis=1)]
        return table(np.isin(np.arange(self.sizes[COUNTRIES]), issuers), COUNTRIES)

    @cached_property
    def may_back(self) -> Value:
        """(firms, foundries): a firm may put money in foundries at home, or where no firm on the board is at home."""
        home = self.firms.country_index.array
        where = self.foundries.country_index.array
        neutral = ~np.isin(where, home)
        return table((home[:, None] == where[None, :]) | neutral[None, :], FIRMS, FOUNDRIES)

    @cached_property
    def family_starts(self) -> dict[str, int]:
        """The place of the first lever of each family."""
        return family_starts(self.sizes)

    @cached_property
    def pushes(self) -> Annotated[Entries, (FIRMS, LEVERS), "lever"]:
        """What each outcome pushes, by the firm that chose it: rows (firms, outcomes) onto (firms, levers)."""
        return pushes(self.effects, self.firms.country_index.array, self.sizes)

    @cached_property
    def first_deed(self) -> Annotated[Value, (EVENTS,), "index"]:
        """(events,): the deed of each event's first choice; the others follow it."""
        owners = self.deeds.event_index.array
        return table([np.argmax(owners == n) for n in range(self.sizes[EVENTS])], EVENTS)

    @cached_property
    def deed_of_move(self) -> Annotated[Value, (MOVES,), "index"]:
        """(moves,): the deed that each move is."""
        owners = self.deeds.move_index.array
        return table([np.argmax(owners == n) for n in range(self.sizes[MOVES])], MOVES)

    @cached_property
    def first_outcome(self) -> Annotated[Value, (DEEDS,), "index"]:
        """(deeds,): the first outcome of each deed; the others follow it."""
        owners = self.deeds.deed_index.array
        return table([np.argmax(owners == n) for n in range(self.sizes[DEEDS])], DEEDS)

    @cached_property
    def outcome_edges(self) -> Annotated[tuple[Value, ...], (DEEDS,), "odds"]:
        """(deeds,) for each outcome of a deed but its last: the roll from which the next happens."""
        owners, ends = self.deeds.deed_index.array, self.deeds.odds_to.array
        edges = [ends[owners == n][:-1] for n in range(self.sizes[DEEDS])]
        most = max(len(row) for row in edges)
        return tuple(table([row[k] if k < len(row) else 2.0 for row in edges], DEEDS) for k in range(most))

    @cached_property
    def choices_of_event(self) -> Annotated[Value, (EVENTS,), "index"]:
        """(events,): how many choices each event has: the place after its last."""
        owners = self.deeds.event_index.array
        return table([(owners == n).sum() for n in range(self.sizes[EVENTS])], EVENTS)

    @cached_property
    def most_choices(self) -> int:
        """The choices of the event that has most."""
        return int(self.choices_of_event.array.max())

    @cached_property
    def needed_projects(self) -> Annotated[tuple[Value, ...], (PROJECTS,), "index"]:
        """For the first, second ... need of each project its place, (projects,), or -1 where it has no such need."""
        needs = self.projects.needs
        most = max((len(one) for one in needs), default=0)
        return tuple(table([one[n] if n < len(one) else -1 for one in needs], PROJECTS) for n in range(most))
