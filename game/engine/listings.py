"""Listings: every offer as it is made to one firm, and how numbers of firms and of offers come to stand there.

Most offers are made to some firms only. The listings are the pairs of firm and offer that can ever trade, in order
of firm, then of offer; what a firm orders, holds or may buy stands on their axis.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import numpy as np
from numpy.typing import NDArray

from game.engine.axes import CHIPS, COUNTRIES, FIRMS, LISTINGS, OFFERS, VENDORS
from game.engine.numeric import blend, choose, only_where, peak, pick, pick_pair
from game.engine.value import Value, table

if TYPE_CHECKING:
    from game.engine.ruleset import Ruleset


@dataclass(frozen=True, eq=False)
class Listings:
    """The tables of a ruleset's offers, firms and chips as they stand at each listing."""

    firm_index: Annotated[Value, (LISTINGS,), "index"]
    """The buyer."""
    offer_index: Annotated[Value, (LISTINGS,), "index"]
    buyer_country_index: Annotated[Value, (LISTINGS,), "index"]
    chip_index: Annotated[Value, (LISTINGS,), "index"]
    country_index: Annotated[Value, (LISTINGS,), "index"]
    """The chip's country."""
    ecosystem_index: Annotated[Value, (LISTINGS,), "index"]
    foundry_index: Annotated[Value, (LISTINGS,), "index"]
    vendor_index: Annotated[Value, (LISTINGS,), "index"]
    project_index: Annotated[Value, (LISTINGS,), "index"]
    """The project its buyer must have finished, or -1."""
    lead_quarters: Annotated[Value, (LISTINGS,), "quarters"]
    seizure_odds: Annotated[Value, (LISTINGS,), "odds"]
    is_leased: Annotated[Value, (LISTINGS,), "bool"]
    is_grey: Annotated[Value, (LISTINGS,), "bool"]
    is_controlled: Annotated[Value, (LISTINGS,), "bool"]
    is_own: Annotated[Value, (LISTINGS,), "bool"]
    """Whether the chip is the buyer's own."""
    is_homegrown: Annotated[Value, (LISTINGS,), "bool"]
    """Whether the chip's makers obey the buyer's own government."""
    sovereignty: Annotated[Value, (LISTINGS,), "share"]
    """How far no foreign government can switch the chip off, for its buyer."""
    is_plain: Annotated[Value, (LISTINGS,), "bool"]
    """Whether a vendor sells it to another firm by name: not leased, not grey, not the buyer's own."""
    buyers: Annotated[Value, (LISTINGS, FIRMS), "bool"]
    sellers: Annotated[Value, (LISTINGS, FIRMS), "bool"]
    """The firm on the board that sells to another by a plain route."""
    accounts: Annotated[Value, (LISTINGS, FIRMS, VENDORS), "bool"]
    """One mark where its purchases are booked: the buyer's account with the vendor; none for grey lots."""
    offers: Annotated[Value, (LISTINGS, OFFERS), "bool"]
    chips: Annotated[Value, (LISTINGS, CHIPS), "bool"]
    home_stocks: Annotated[Value, (LISTINGS, FIRMS, CHIPS), "bool"]
    """One mark where its chips come home: the buyer's stock of that chip."""
    leased_stocks: Annotated[Value, (LISTINGS, FIRMS, CHIPS), "bool"]
    """One mark where its chips are leased and run abroad."""
    places: NDArray[np.intp]
    """(firms, offers): the place of each listing, or -1 where an offer is not made to a firm."""


def make_listings(rules: "Ruleset") -> Listings:
    """The listings of a ruleset, from whom it makes its offers to."""
    offers, firms, chips = rules.offers, rules.firms, rules.chips
    firm, offer = np.nonzero(offers.may_buy.array)
    places = np.full(offers.may_buy.array.shape, -1, dtype=np.intp)
    places[firm, offer] = np.arange(len(firm))
    chip = offers.chip_index.array[offer].astype(int)
    vendor, own_vendor = offers.vendor_index.array[offer].astype(int), firms.own_vendor_index.array[firm]
    country, home = offers.country_index.array[offer], firms.country_index.array[firm]
    is_leased, is_grey = offers.is_leased.array[offer], offers.is_grey.array[offer]
    is_own = (own_vendor >= 0) & (own_vendor == vendor)
    is_sold = ~(is_leased | is_grey | is_own)
    sold_by = _marks(vendor, rules.sizes[VENDORS]) & ~is_grey[:, None]
    stocks = _marks(firm, rules.sizes[FIRMS])[:, :, None] & _marks(chip, rules.sizes[CHIPS])[:, None, :]

    def at_listings(numbers: NDArray[np.generic]) -> Value:
        return table(numbers, LISTINGS)

    return Listings(
        firm_index=at_listings(firm),
        offer_index=at_listings(offer),
        buyer_country_index=at_listings(home),
        chip_index=at_listings(chip),
        country_index=at_listings(country),
        ecosystem_index=at_listings(chips.ecosystem_index.array[chip]),
        foundry_index=at_listings(chips.foundry_index.array[chip]),
        vendor_index=at_listings(vendor),
        project_index=at_listings(offers.project_index.array[offer]),
        lead_quarters=at_listings(offers.lead_quarters.array[offer]),
        seizure_odds=at_listings(rules.routes.seizure_odds.array[offers.route_index.array[offer].astype(int)]),
        is_leased=at_listings(is_leased),
        is_grey=at_listings(is_grey),
        is_controlled=at_listings(offers.is_controlled.array[offer]),
        is_own=at_listings(is_own),
        is_homegrown=at_listings(country == home),
        sovereignty=at_listings(rules.sovereignty.array[firm, chip]),
        is_plain=at_listings(is_sold),
        buyers=table(_marks(firm, rules.sizes[FIRMS]), LISTINGS, FIRMS),
        sellers=table(rules.vendors.firms.array[vendor] & is_sold[:, None], LISTINGS, FIRMS),
        accounts=table(_marks(firm, rules.sizes[FIRMS])[:, :, None] & sold_by[:, None, :], LISTINGS, FIRMS, VENDORS),
        offers=table(_marks(offer, rules.sizes[OFFERS]), LISTINGS, OFFERS),
        chips=table(_marks(chip, rules.sizes[CHIPS]), LISTINGS, CHIPS),
        home_stocks=table(stocks & ~is_leased[:, None, None], LISTINGS, FIRMS, CHIPS),
        leased_stocks=table(stocks & is_leased[:, None, None], LISTINGS, FIRMS, CHIPS),
        places=places,
    )


def _marks(index: NDArray[np.int_], size: int) -> NDArray[np.bool_]:
    marks: NDArray[np.bool_] = index[:, None] == np.arange(size)[None, :]
    return marks


def of_firm(rules: "Ruleset", x: Value, at: Value | None = None) -> Value:
    """The buyer's number at each of its listings: (firms, ...) to (listings, ...).

    Where a firm has a number for each country, foundry ..., ``at`` names the one that matters for each listing.
    """
    if at is None:
        return pick(x, rules.listings.firm_index, over=FIRMS)
    return pick_pair(x, rules.listings.firm_index, at, over=(FIRMS, x.axes[1]))


def of_offer(rules: "Ruleset", x: Value) -> Value:
    """The offer's number at each of its listings: (offers, ...) to (listings, ...)."""
    return pick(x, rules.listings.offer_index, over=OFFERS)


def of_market(rules: "Ruleset", x: Value) -> Value:
    """The number of an offer in the buyer's country, at each listing: (countries, offers, ...) to (listings, ...)."""
    listings = rules.listings
    return pick_pair(x, listings.buyer_country_index, listings.offer_index, over=(COUNTRIES, OFFERS))


def per_firm(rules: "Ruleset", x: Value) -> Value:
    """All listings of each firm added up: (listings, ...) to (firms, ...); a mask is counted."""
    return blend(x, rules.listings.buyers, over=LISTINGS)


def best_per_firm(rules: "Ruleset", x: Value) -> Value:
    """The largest among the listings of each firm, 0 at least: (listings, ...) to (firms, ...)."""
    return peak(x, rules.listings.buyers, over=LISTINGS)


def first_per_firm(rules: "Ruleset", mask: Value) -> Value:
    """The mask with only the first hold of each firm left standing, (listings, ...)."""
    places = rules.position(LISTINGS)
    first = float(rules.sizes[LISTINGS]) - best_per_firm(rules, only_where(mask, float(rules.sizes[LISTINGS]) - places))
    return mask & (of_firm(rules, first) == places)


def choose_by_firm(rules: "Ruleset", where: Value, yes: Value, no: Value) -> Value:
    """``yes`` for the firms of a mask (firms, ...), and at their listings, else ``no``."""
    return choose(of_firm(rules, where) if yes.axes[0] is LISTINGS else where, yes, no)


def per_offer(rules: "Ruleset", x: Value) -> Value:
    """All listings of each offer added up: (listings, ...) to (offers, ...); a mask is counted."""
    return blend(x, rules.listings.offers, over=LISTINGS)
