"""The desk: every fact of the seat's quarter by department, each worked out when first asked for."""

from functools import cached_property

from game.engine.axes import FIRMS
from game.session.facts import board, compute, market, models, money, policy, research, supply, top
from game.session.seat import Quarter, Seat


class Desk:
    """What screens read of one quarter with its uncommitted orders. Ask the session for a new one after an edit."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat

    @cached_property
    def top(self) -> top.TopBar:
        """The top bar."""
        return top.top_bar(self.seat)

    @cached_property
    def league(self) -> tuple[top.TableRow, ...]:
        """All firms by score."""
        return top.league(self.seat)

    def dossier(self, firm: str) -> top.Dossier:
        """What this seat knows of a firm."""
        return top.dossier(self.seat, firm)

    @cached_property
    def offers(self) -> tuple[supply.Offer, ...]:
        """Offers as datasheets."""
        return supply.offers(self.seat)

    @cached_property
    def order_book(self) -> tuple[supply.OrderLine, ...]:
        """Drafts, what is on its way, and what is held."""
        return supply.order_book(self.seat)

    @cached_property
    def licences(self) -> tuple[supply.Licence, ...]:
        """Applications that wait."""
        return supply.licences(self.seat)

    @cached_property
    def stocks(self) -> tuple[supply.Stock, ...]:
        """Chips in hand by kind."""
        return supply.stocks(self.seat)

    @cached_property
    def lots(self) -> tuple[supply.Lot, ...]:
        """Chips in hand by the quarter they came."""
        return supply.lots(self.seat)

    @cached_property
    def sites(self) -> tuple[compute.Site, ...]:
        """Sites and power."""
        return compute.sites(self.seat)

    @cached_property
    def uses(self) -> tuple[compute.Use, ...]:
        """The division of the fleet."""
        return compute.uses(self.seat)

    @cached_property
    def ecosystems(self) -> tuple[compute.EcosystemUse, ...]:
        """The fleet by software ecosystem."""
        return compute.ecosystems(self.seat)

    @cached_property
    def projects(self) -> tuple[research.Project, ...]:
        """Research projects."""
        return research.projects(self.seat)

    @cached_property
    def models(self) -> models.Models:
        """The firm's runs and models."""
        return models.models(self.seat)

    @cached_property
    def releases(self) -> tuple[models.Release, ...]:
        """Every lab's releases so far."""
        return models.releases(self.seat)

    @cached_property
    def market(self) -> market.Market:
        """The home market for models."""
        return market.market(self.seat)

    def players(self, country: str) -> tuple[market.Player, ...]:
        """The firms of one home market."""
        return market.players(self.seat, country)

    @cached_property
    def books(self) -> money.Books:
        """Money."""
        return money.books(self.seat)

    @cached_property
    def rule_book(self) -> tuple[policy.Rule, ...]:
        """Every control heard of."""
        return policy.rule_book(self.seat)

    @cached_property
    def governments(self) -> tuple[policy.Government, ...]:
        """Governments and the standing with each."""
        return policy.governments(self.seat)

    @cached_property
    def influence(self) -> policy.Influence:
        """The compliance record and the times."""
        return policy.influence(self.seat)

    @cached_property
    def foundries(self) -> tuple[policy.Foundry, ...]:
        """What makes chips."""
        return policy.foundries(self.seat)

    @cached_property
    def own_vendor(self) -> str | None:
        """The vendor that is this firm itself."""
        return policy.own_vendor(self.seat)

    @cached_property
    def moves(self) -> tuple[board.Move, ...]:
        """Executive moves in hand."""
        return board.moves(self.seat)

    @cached_property
    def events(self) -> tuple[board.Event, ...]:
        """Events that wait for a choice."""
        return board.events(self.seat)

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
