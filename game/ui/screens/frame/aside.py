"""The forecast beside an order sheet, apart from how it looks: asked for once the player rests, taken as it comes."""

from __future__ import annotations

from game.session.edits import Edit
from game.session.forecasts import Fan
from game.session.game import Session
from game.ui.habits import HABITS

SHEETS = {
    "home": ("score", "cash_bn", "capability"),
    "supply": ("fleet_h100e", "cash_bn", "runway"),
    "compute": ("users_m", "capability", "score"),
    "research": ("capability", "score", "cash_bn"),
    "models": ("capability", "score", "cash_bn"),
    "silicon": ("fleet_h100e", "cash_bn", "score"),
    "market": ("users_m", "cash_bn", "score"),
    "policy": ("runway", "score", "cash_bn"),
    "money": ("cash_bn", "score", "fleet_h100e"),
}
"""What a sheet's orders move most, in the order in which they give way where there is no room for all."""
QUIET_S = 0.35
"""How long the orders must have stood before their futures are worked out."""


class Aside:
    """What is known of the futures of the orders as they stand, or of something that is tried."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.fans: dict[str, Fan] = {}
        self.fresh = False
        """Whether the fans are of the orders as they stand, not of those before."""
        self.trying: tuple[Edit, ...] = ()
        self._of: object = None
        self._quiet = 0.0
        self._asked = False
        self._count = 0

    def stir(self) -> None:
        """Ask again: another page may have asked for something else meanwhile."""
        self._asked, self._count = False, 0

    def tick(self, dt: float, trying: tuple[Edit, ...] = ()) -> bool:
        """Move on by ``dt`` seconds: ask once the orders have stood, take what is there; tells whether that is news."""
        if not HABITS.foresees:
            return False
        session = self.session
        now = (session.turn, session.edits, frozenset(session.delegated), trying)
        if now != self._of:
            if self._of is None or session.turn != self._of[0]:  # type: ignore[index]
                self.fans = {}
            self._of, self.trying, self._quiet, self.fresh = now, trying, 0.0, False
            self.stir()
            return True
        if not self._asked:
            self._quiet += dt
            if self._quiet < QUIET_S:
                return False
            session.forecast.ask(trying)
            self._asked = True
        return self._take()

    def _take(self) -> bool:
        forecast = self.session.forecast
        count = forecast.count
        if count == self._count:
            return False
        found = {name: forecast.fan(name) for names in SHEETS.values() for name in names}
        self.fans = {name: fan for name, fan in found.items() if fan is not None}
        self._count, self.fresh = count, True
        return True

    @property
    def waits(self) -> bool:
        """Whether the first picture of what was asked is still to come."""
        return HABITS.foresees and self._asked and not self.fresh and not self.session.forecast.is_done

    @property
    def compares(self) -> bool:
        """Whether there is anything to weigh: orders given, or something tried."""
        return bool(self.session.edits or self.trying)

    def settle(self) -> bool:
        """Have all futures there now of what was last looked at, for a picture; tells whether there is news."""
        if not HABITS.foresees or self._of is None:
            return False
        self.tick(QUIET_S, self.trying)
        self.session.forecast.wait()
        return self._take()
