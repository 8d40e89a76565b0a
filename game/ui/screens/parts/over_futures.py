"""A page over the futures that a seat can imagine: drawn at once with those at hand, and anew as more come."""

from game.ui.screen import Outcome, Screen
from game.ui.screens.frame.live import Live


class FuturesScreen(Screen):
    """It looks for further futures every frame, and is done when all are there. ``build`` sets ``shown``."""

    def __init__(self, live: Live) -> None:
        super().__init__()
        self.live = live
        self.shown = -1
        """Futures in what is drawn."""

    def on_enter(self) -> None:
        """Ask for its futures."""
        self.ask()
        self.rebuild()

    def ask(self) -> None:
        """Ask for the futures of the orders as they stand."""
        self.live.session.forecast.ask()

    @property
    def alive(self) -> bool:
        """Frames must come while futures do."""
        forecast = self.live.session.forecast
        return not forecast.is_done or self.shown != forecast.count

    def update(self, dt: float) -> Outcome:
        """Draw anew when more futures are there."""
        del dt
        if self.shown != self.live.session.forecast.count:
            self.rebuild()
        return None
