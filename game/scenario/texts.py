"""From the checked scenario to the board: the data that is shown."""

from typing import Any

from game.scenario.board import (
    Board,
    ChipCard,
    ChoiceCard,
    ControlCard,
    CountryCard,
    EventCard,
    FirmCard,
    FlowCard,
    LessonCard,
    MoveCard,
    Named,
    OfferCard,
    OutcomeCard,
    ProjectCard,
    Push,
    ScenarioCard,
    SiteCard,
    Spot,
    VictoryCard,
)
from game.scenario.conditions import describe
from game.scenario.frame import Frame, quarter_name
from game.scenario.models.base import Place, Text
from game.scenario.models.chips import Chip, Selling
from game.scenario.models.deeds import Event, Move
from game.scenario.models.firms import Firm
from game.scenario.models.politics import Clause, Control, Country
from game.scenario.models.scenario import Scenario
from game.scenario.translations import translated

NO_TEXT = Text()


def board_of(scenario: Scenario) -> Board:
    """All that is shown of a scenario, keyed by the ids that the ruleset uses."""
    frame = Frame(scenario)
    doctrines: dict[str, Any] = scenario.doctrines
    board = Board(
        scenario=_scenario(scenario),
        countries={name: _country(country) for name, country in scenario.countries.items()},
        firms={name: _firm(firm) for name, firm in scenario.firms.items()},
        ecosystems={name: _named(entry) for name, entry in scenario.ecosystems.items()},
        routes={name: _named(entry) for name, entry in scenario.routes.items()},
        vendors={name: _named(entry) for name, entry in scenario.vendors.items()},
        foundries={name: _named(entry) for name, entry in scenario.foundries.items()},
        chips={name: _chip(chip) for name, chip in scenario.chips.items()},
        offers={name: _offer(scenario, name, chip, terms) for name, (chip, terms) in frame.offers.items()},
        controls={name: _control(control) for name, control in scenario.controls.items()},
        research={name: _project(project) for name, project in scenario.research.items()},
        moves={name: _move(name, move) for name, move in scenario.moves.items()},
        events={name: _event(name, event) for name, event in scenario.events.items()},
        outcomes=_outcomes(frame),
        doctrines={name: _named(entry) for name, entry in doctrines.items()},
        victories={
            name: VictoryCard(
                victory.name, victory.text, describe(victory.when), victory.hold_quarters, victory.winner == "nobody"
            )
            for name, victory in scenario.victories.items()
        },
        sites={
            name: SiteCard(
                site.name, site.role, site.country, site.lat, site.lon, site.anchor, site.note or NO_TEXT, site.source
            )
            for name, site in scenario.sites.items()
        },
        flows={name: FlowCard(flow.from_, flow.to, flow.kind, flow.offer) for name, flow in scenario.flows.items()},
        lessons={
            name: LessonCard(lesson.name, lesson.text, lesson.turn, tuple(lesson.points), lesson.done)
            for name, lesson in scenario.lessons.items()
        },
    )
    return translated(board, scenario.translations) if scenario.translations else board


def _spot(place: Place | None) -> Spot | None:
    return None if place is None else Spot(place.name, place.lat, place.lon)


def _scenario(scenario: Scenario) -> ScenarioCard:
    playable = scenario.playable if scenario.playable is not None else list(scenario.firms)
    return ScenarioCard(
        scenario.id,
        scenario.name,
        scenario.summary,
        scenario.opening,
        quarter_name(scenario.start),
        scenario.turns,
        scenario.difficulty,
        scenario.art,
        scenario.mode,
        tuple(playable),
        scenario.texts,
    )


def _country(country: Country) -> CountryCard:
    return CountryCard(
        name=country.name,
        capital=country.capital,
        color=country.color,
        deep=country.deep,
        shape=country.shape,
        lat=country.lat,
        lon=country.lon,
        has_mood=country.mood,
        administrations=tuple((quarter_name(a.since), a.name) for a in country.administrations),
        text=country.text or NO_TEXT,
    )


def _firm(firm: Firm) -> FirmCard:
    profile = firm.profile
    answers = ("stockpile", "lean", "homegrown", "statecraft")
    return FirmCard(
        name=firm.name,
        country=firm.country,
        emblem=firm.emblem,
        identity_title=firm.identity.title,
        identity_text=firm.identity.text,
        bonuses=firm.identity.bonuses,
        city=Spot(firm.city.name, firm.city.lat, firm.city.lon),
        doctrine=firm.doctrine,
        own_vendor=firm.own_vendor,
        model_names=tuple(firm.model_names),
        profile={answer: float(getattr(profile, answer)) for answer in answers},
        sources=(*firm.source, *firm.start.source),
    )


def _named(entry: Any) -> Named:
    return Named(
        name=entry.name,
        text=getattr(entry, "text", None) or NO_TEXT,
        country=getattr(entry, "country", None),
        spot=_spot(getattr(entry, "city", None)),
        sources=entry.source,
    )


def _chip(chip: Chip) -> ChipCard:
    return ChipCard(
        name=chip.name,
        text=chip.text or NO_TEXT,
        vendor=chip.vendor,
        foundry=chip.foundry,
        ecosystem=chip.ecosystem,
        tpp=chip.tpp,
        density=chip.density,
        interconnect_gb_per_s=chip.interconnect_gb_per_s,
        bandwidth_gb_per_s=chip.bandwidth_gb_per_s,
        memory_gb=chip.memory_gb,
        memory_type=chip.memory_type,
        train_h100e=chip.train_h100e,
        power_w=chip.power_w,
        year=chip.year,
        sources=chip.source,
        confidence=chip.confidence,
    )


def _offer(scenario: Scenario, name: str, chip_id: str, terms: Selling) -> OfferCard:
    entry = scenario.offers.get(name) or scenario.chips[chip_id]
    place = getattr(terms, "place", None)
    return OfferCard(
        name=entry.name,
        text=entry.text or NO_TEXT,
        chip=chip_id,
        route=terms.route,
        price_usd=terms.price_usd,
        spot=_spot(place),
        sources=terms.source,
    )


def _clause(clause: Clause) -> dict[str, tuple[float | None, float | None]]:
    specs = ("tpp", "density", "interconnect_gb_per_s", "bandwidth_gb_per_s", "sum_gb_per_s")
    bounds = {spec: getattr(clause, spec) for spec in specs}
    return {spec: (bound.at_least, bound.below) for spec, bound in bounds.items() if bound is not None}


def _control(control: Control) -> ControlCard:
    return ControlCard(
        name=control.name,
        text=control.text,
        issuer=control.issuer,
        binds=tuple(control.binds),
        policy=control.policy,
        is_window=control.window,
        criterion=tuple(_clause(clause) for clause in control.criterion),
        sources=control.source,
        confidence=control.confidence,
    )


def _project(project: Any) -> ProjectCard:
    return ProjectCard(
        name=project.name,
        text=project.text,
        branch=project.branch,
        needs=tuple(project.needs),
        gives=project.gives,
        column=project.column,
        row=project.row,
        sources=project.source,
    )


def _move(name: str, move: Move) -> MoveCard:
    outcomes = tuple(f"{name}#{n}" for n in range(len(move.outcomes)))
    only = tuple(move.only or ())
    return MoveCard(move.name, move.text, move.art, describe(move.when), only, move.attention, outcomes)


def _event(name: str, event: Event) -> EventCard:
    choices = tuple(
        ChoiceCard(
            name=choice.name,
            text=choice.text,
            icon=choice.icon,
            answer=choice.answer,
            cost_musd=choice.cost_musd,
            deed=f"{name}:{n}",
            outcomes=tuple(f"{name}:{n}#{m}" for m in range(len(choice.outcomes))),
        )
        for n, choice in enumerate(event.choices)
    )
    place = event.place
    return EventCard(
        name=event.name,
        text=event.text,
        place=place.name if place else NO_TEXT,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        scene=event.scene,
        date=None if event.date is None else quarter_name(event.date),
        kind=event.kind,
        is_world=event.who == "world",
        choices=choices,
        sources=event.source,
    )


def _outcomes(frame: Frame) -> dict[str, OutcomeCard]:
    return {
        name: OutcomeCard(
            outcome.text,
            outcome.odds,
            tuple(Push(effect.lever, effect.amount, effect.scope) for effect in outcome.effects),
        )
        for name, _, outcome in frame.outcomes
    }
