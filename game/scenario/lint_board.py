"""Cross-checks of firms, chips and offers."""

from collections.abc import Iterator

from game.scenario.findings import Finding, error, warning
from game.scenario.frame import Frame
from game.scenario.models.firms import Firm, Split
from game.scenario.models.scenario import Scenario

SPLIT_SLACK = 0.005
POWER_SLACK = 1.005


def board_findings(scenario: Scenario) -> Iterator[Finding]:
    """All of them."""
    yield from _head(scenario)
    for name, firm in scenario.firms.items():
        yield from _firm(scenario, name, firm)
    yield from _markets(scenario)
    yield from _vendors(scenario)
    yield from _chips(scenario)
    yield from _offers(scenario)


def _head(scenario: Scenario) -> Iterator[Finding]:
    weights = scenario.score_weights
    if weights.frontier + weights.self_reliance + weights.platform + weights.treasury <= 0:
        yield error(("score_weights",), "all weights are 0", "give at least one part of the score a weight")
    if scenario.playable is not None and not scenario.playable:
        yield error(("playable",), "names no firm", "leave it out to make all firms playable")


def _firm(scenario: Scenario, name: str, firm: Firm) -> Iterator[Finding]:
    start, at = firm.start, ("firms", name, "start")
    total = sum(getattr(start.split, use) for use in Split.model_fields if use not in ("source", "confidence", "guess"))
    if abs(total - 1.0) > SPLIT_SLACK:
        yield error((*at, "split"), f"the shares sum to {total:.4g}, and must sum to 1")
    chips = {**start.stock, **start.racked.home, **start.racked.abroad}
    power = start.power_mw.home + start.power_mw.abroad
    if not any(chips.values()):
        yield warning(at, "the firm starts without a single chip", 'give it some under "racked" or "stock"')
    elif power <= 0:
        yield warning((*at, "power_mw"), "the firm starts without power, so that no chip runs")
    for site, racked, limit in (
        ("home", start.racked.home, start.power_mw.home),
        ("abroad", start.racked.abroad, start.power_mw.abroad),
    ):
        drawn = sum(units * scenario.chips[chip].power_w / 1e6 for chip, units in racked.items())
        if limit > 0 and drawn > limit * POWER_SLACK:
            wrong = f"the chips racked {site} draw {drawn:.4g} MW, more than the {limit:.4g} MW there"
            yield warning((*at, "power_mw", site), wrong, "rack fewer or give more power")
    for n, project in enumerate(start.done):
        unmet = [need for need in scenario.research[project].needs if need not in start.done]
        if unmet:
            yield warning((*at, "done", n), f'"{project}" is done, but not "{unmet[0]}", which it needs')


def _markets(scenario: Scenario) -> Iterator[Finding]:
    for country, entry in scenario.countries.items():
        firms = {name: firm for name, firm in scenario.firms.items() if firm.country == country}
        if not firms:
            continue
        if entry.market is None:
            yield warning(("countries", country), f'has no market, but "{next(iter(firms))}" is at home there')
            continue
        users = sum(firm.start.users_m for firm in firms.values())
        people = entry.market.users_m.at(scenario.start)
        if users > people:
            wrong = f"has {people:.4g} million users at the start, but its firms have {users:.4g} million together"
            yield warning(("countries", country, "market", "users_m"), wrong, "the firms' shares are cut to fit")
        shares = sum(firm.start.enterprise_share for firm in firms.values())
        if shares > 1.0:
            wrong = f"the firms at home here hold {shares:.4g} of its enterprise market together"
            yield warning(("countries", country, "market", "enterprise_musd"), wrong, "their shares are cut to fit")


def _vendors(scenario: Scenario) -> Iterator[Finding]:
    for name, firm in scenario.firms.items():
        if firm.own_vendor is not None and scenario.vendors[firm.own_vendor].firm != name:
            wrong = f'the vendor "{firm.own_vendor}" does not say that it is this firm'
            yield error(("firms", name, "own_vendor"), wrong, f'write "firm": "{name}" there')
    for name, vendor in scenario.vendors.items():
        if vendor.firm is not None and scenario.firms[vendor.firm].own_vendor != name:
            wrong = f'the firm "{vendor.firm}" does not say that this is its own vendor'
            yield warning(("vendors", name, "firm"), wrong, f'write "own_vendor": "{name}" there')


def _chips(scenario: Scenario) -> Iterator[Finding]:
    on_offer = {offer.chip for offer in scenario.offers.values()}
    owned = {
        chip
        for firm in scenario.firms.values()
        for chips in (firm.start.stock, firm.start.racked.home, firm.start.racked.abroad)
        for chip in chips
    }
    for name, chip in scenario.chips.items():
        if chip.variant is not None and chip.offer is None:
            yield error(("chips", name), "is a variant that nobody offers", 'give it an "offer"')
        elif chip.offer is None and name not in on_offer and name not in owned:
            yield warning(("chips", name), "is offered nowhere and owned by nobody", own_only=True)


def _offers(scenario: Scenario) -> Iterator[Finding]:
    for name in scenario.offers:
        chip = scenario.chips.get(name)
        if chip is not None and chip.offer is not None:
            yield error(("offers", name), f'the offer of the chip "{name}" has this id already', "choose another")
    frame = Frame(scenario)
    if frame.offers and not frame.listings:
        yield error(("chips",), "no offer is made to any firm", 'let a firm buy one, by "sold_in" or "only"')
    for name, (chip_id, offer) in frame.offers.items():
        at = ("offers", name) if name in scenario.offers else ("chips", chip_id, "offer")
        if not any(frame.is_offered(firm, offer) for firm in scenario.firms):
            yield warning(at, "no firm of this scenario may buy it", own_only=True)
        quarters = range(scenario.start, scenario.start + scenario.turns)
        if not any(offer.supply.at(quarter) > 0 for quarter in quarters):
            yield warning((*at, "supply"), "nothing is on sale in any quarter of the game", own_only=True)
