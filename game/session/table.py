"""Who sits at the table of a live game: seats led by their policies, and one that is led by hand."""

from collections.abc import Collection, Iterable, Mapping

from game.engine.axes import DOCTRINES, FIRMS
from game.engine.orders import DEPARTMENTS, Orders
from game.engine.ruleset import Ruleset
from game.engine.view import View, merge
from game.players.departments import delegate
from game.players.led import carried_on
from game.players.policy import Policy
from game.players.seats import seated
from game.session.edits import Edit, applied
from game.session.seat import seat_mask


class Table:
    """Makes a quarter's orders. It knows no game: the view and whoever is led by hand are given."""

    def __init__(self, rules: Ruleset, policies: Mapping[str, str]) -> None:
        self.rules = rules
        self.policies = dict(policies)
        self.policy = seated(rules, self.policies, "doctrine")
        self._decided: tuple[View, Orders] | None = None

    def base(self, view: View, firm: str, delegated: Collection[str]) -> Orders:
        """What holds for a seat led by hand before anything is edited: what stood, and its heads' orders.

        The heads follow the firm's own doctrine, or the policy that the seat was given.
        """
        orders = carried_on(self.rules, view)
        if not delegated:
            return orders
        heads = {department: department in delegated for department in DEPARTMENTS}
        place = self.rules.place(FIRMS, firm)
        if firm in self.policies:
            led = tuple(department for department, is_led in heads.items() if is_led)
            return merge(self.rules, orders, self.decided(view), led, seat_mask(self.rules, place))
        return delegate(self.rules, view, orders, heads, place)

    def ordered(self, view: View, firm: str, delegated: Collection[str], edits: Iterable[Edit]) -> Orders:
        """The orders of a seat led by hand, as asked. Raises EditError."""
        return applied(self.rules, self.base(view, firm, delegated), self.rules.place(FIRMS, firm), edits)

    def everybodys(self, view: View, firm: str, mine: Orders) -> Orders:
        """All seats' orders: one seat's own, the others by their policies."""
        others, mask = self.decided(view), seat_mask(self.rules, self.rules.place(FIRMS, firm))
        return merge(self.rules, others, mine, tuple(DEPARTMENTS), mask)

    def decided(self, view: View) -> Orders:
        """All seats' orders by their policies, which no edit changes; those of the view last asked about are kept."""
        kept = self._decided
        if kept is None or kept[0] is not view:
            kept = self._decided = view, self.policy.decide(self.rules, view)
        return kept[1]

    def doctrines(self) -> Policy:
        """A doctrine in every seat: the one that the seat was given, or its firm's own."""
        known = self.rules.ids[DOCTRINES]
        return seated(self.rules, {firm: name for firm, name in self.policies.items() if name in known})
