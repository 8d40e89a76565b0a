"""The desk: every fact of the seat's quarter by department, each worked out when first asked for."""

from functools import cached_property

from game.engine.axes import FIRMS
from game.session.facts import board as board_facts
from game.session.facts import compute as compute_facts
from game.session.facts import deals as deal_facts
from game.session.facts import market as market_facts
from game.session.facts import models as models_facts
from game.session.facts import money as money_facts
from game.session.facts import policy as policy_facts
from game.session.facts import research as research_facts
from game.session.facts import supply as supply_facts
from game.session.facts import top as top_facts
from game.session.facts.board import Event, Move
from game.session.facts.compute import EcosystemUse, Site, Use
from game.session.facts.deals import Contract, Supplier, UsedChip
from game.session.facts.market import Market, Player
from game.session.facts.models import Models, Release
from game.session.facts.money import Books
from game.session.facts.policy import Foundry, Government, Influence, Rule
from game.session.facts.research import Project
from game.session.facts.supply import Licence, Lot, Offer, OrderLine, Stock
from game.session.facts.top import Dossier, TableRow, TopBar
from game.session.seat import Quarter, Seat


class Desk:
    """What screens read of one quarter with its uncommitted orders. Ask the session for a new one after an edit."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat

    @cached_property
    def top(self) -> TopBar:
        """The top bar."""
        return top_facts.top_bar(self.seat)

    @cached_property
    def league(self) -> tuple[TableRow, ...]:
        """All firms by score."""
        return top_facts.league(self.seat)

    def dossier(self, firm: str) -> Dossier:
        """What this seat knows of a firm."""
        return top_facts.dossier(self.seat, firm)

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        """Offers as datasheets."""
        return supply_facts.offers(self.seat)

    @cached_property
    def order_book(self) -> tuple[OrderLine, ...]:
        """Drafts, what is on its way, and what is held."""
        return supply_facts.order_book(self.seat)

    @cached_property
    def suppliers(self) -> tuple[Supplier, ...]:
        """Vendors, and how steady a customer of each the firm is."""
        return deal_facts.suppliers(self.seat)

    @cached_property
    def contracts(self) -> tuple[Contract, ...]:
        """Supply contracts that run, and those that may be signed."""
        return deal_facts.contracts(self.seat)

    @cached_property
    def used_chips(self) -> tuple[UsedChip, ...]:
        """Kinds of chips that brokers at home take or offer."""
        return deal_facts.used_chips(self.seat)

    @cached_property
    def licences(self) -> tuple[Licence, ...]:
        """Applications that wait."""
        return supply_facts.licences(self.seat)

    @cached_property
    def stocks(self) -> tuple[Stock, ...]:
        """Chips in hand by kind."""
        return supply_facts.stocks(self.seat)

    @cached_property
    def lots(self) -> tuple[Lot, ...]:
        """Chips in hand by the quarter they came."""
        return supply_facts.lots(self.seat)

    @cached_property
    def sites(self) -> tuple[Site, ...]:
        """Sites and power."""
        return compute_facts.sites(self.seat)

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """The division of the fleet."""
        return compute_facts.uses(self.seat)

    @cached_property
    def ecosystems(self) -> tuple[EcosystemUse, ...]:
        """The fleet by software ecosystem."""
        return compute_facts.ecosystems(self.seat)

    @cached_property
    def projects(self) -> tuple[Project, ...]:
        """Research projects."""
        return research_facts.projects(self.seat)

    @cached_property
    def models(self) -> Models:
        """The firm's runs and models."""
        return models_facts.models(self.seat)

    @cached_property
    def releases(self) -> tuple[Release, ...]:
        """Every lab's releases so far."""
        return models_facts.releases(self.seat)

    @cached_property
    def market(self) -> Market:
        """The home market for models."""
        return market_facts.market(self.seat)

    def players(self, country: str) -> tuple[Player, ...]:
        """The firms of one home market."""
        return market_facts.players(self.seat, country)

    @cached_property
    def books(self) -> Books:
        """Money."""
        return money_facts.books(self.seat)

    @cached_property
    def rule_book(self) -> tuple[Rule, ...]:
        """Every control heard of."""
        return policy_facts.rule_book(self.seat)

    @cached_property
    def governments(self) -> tuple[Government, ...]:
        """Governments and the standing with each."""
        return policy_facts.governments(self.seat)

    @cached_property
    def influence(self) -> Influence:
        """The compliance record and the times."""
        return policy_facts.influence(self.seat)

    @cached_property
    def foundries(self) -> tuple[Foundry, ...]:
        """What makes chips."""
        return policy_facts.foundries(self.seat)

    @cached_property
    def own_vendor(self) -> str | None:
        """The vendor that is this firm itself."""
        return policy_facts.own_vendor(self.seat)

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """Executive moves in hand."""
        return board_facts.moves(self.seat)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Events that wait for a choice."""
        return board_facts.events(self.seat)

    def quarter_on(self, turn: int) -> Quarter:
        """The calendar quarter of a turn."""
        return self.seat.quarter_on(turn)

    def series(self, quantity: str) -> tuple[float, ...]:
        """One of this seat's own quantities at the start of each quarter so far, the present one last."""
        return self.seat.series(quantity)

    def public_series(self, quantity: str, firm: str) -> tuple[float, ...] | None:
        """A firm's quantity over time, if this seat knows it exactly; else None."""
        place = self.seat.rules.place(FIRMS, firm)
        if self.seat.public(quantity, place) is None:
            return None
        return self.seat.series(quantity, place)
