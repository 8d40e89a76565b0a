"""A game that plays itself, watched: at any turn, forwards and back, from any seat; and a seat in it taken over."""

from collections.abc import Mapping

from game.engine.axes import FIRMS
from game.engine.quantities import QUANTITIES
from game.rollout.codes import GameCode, code_of, encode
from game.scenario import Loaded
from game.session.coded import open_code
from game.session.decisions import Decision, decided
from game.session.game import Session


class Watched:
    """One headless game with every seat led by its policy; what was played once is kept, so that one may go back."""

    def __init__(self, loaded: Loaded, code: GameCode, turn: int = 1) -> None:
        self.loaded, self.code = loaded, code
        self.played = open_code(loaded, code, turn=turn)
        """The game as far as it has been played."""
        self.turn = self.played.turn
        """The turn that is looked at; 0 is the first."""
        self._seen: tuple[tuple[int, str], Session] | None = None

    @classmethod
    def begun(cls, loaded: Loaded, seed: int, seats: Mapping[str, str] | None = None) -> "Watched":
        """A new game of a seed: each firm by its own doctrine but for the ``seats`` that are given away."""
        return cls(loaded, code_of(loaded.ruleset, seed, 0, seats or {}))

    @property
    def text(self) -> str:
        """The code that makes the very same game again."""
        return encode(self.code)

    @property
    def firms(self) -> tuple[str, ...]:
        """Every seat, in the scenario's order."""
        return tuple(self.loaded.ruleset.ids[FIRMS])

    @property
    def can_go_on(self) -> bool:
        """Whether a later quarter can be looked at."""
        return self.turn < self.played.turn or not self.played.is_over

    def go(self, turn: int) -> None:
        """Look at a turn; what lies ahead is played as far as the game goes."""
        while self.played.turn < turn and not self.played.is_over:
            self.played.end_quarter()
        self.turn = max(0, min(turn, self.played.turn))

    def seen(self, firm: str = "") -> Session:
        """The game at the turn looked at, from a seat; nothing that is done to it reaches what is watched.

        Raises KeyError for a firm that the scenario does not have.
        """
        firm = firm or self.played.firm
        if firm not in self.firms:
            raise KeyError(firm)
        if (self.turn, firm) == (self.played.turn, self.played.firm):
            return self.played
        if self._seen is None or self._seen[0] != (self.turn, firm):
            self._seen = ((self.turn, firm), self.played.as_of(self.turn, firm))
        return self._seen[1]

    def taken_over(self, firm: str) -> Session:
        """The game at the turn looked at, to be played on from a seat; its heads lead until the player orders."""
        return open_code(self.loaded, self.code, firm, self.turn + 1)

    def course(self, quantity: str, firm: str) -> tuple[float, ...]:
        """A quantity of a firm at the start of each quarter up to the turn looked at."""
        place = self.loaded.ruleset.place(FIRMS, firm)
        return self.played.history.series(QUANTITIES[quantity], place)[: self.turn + 1]


class Replayed(Watched):
    """A game that was played by hand, looked at again: as far as it went, and never played on from here."""

    def __init__(self, session: Session, turn: int = 0) -> None:
        setup = session.setup
        self.loaded, self.played = session.loaded, session
        self.code = code_of(session.rules, setup.seed, setup.first, dict(setup.policies))
        """Of the table alone: no code holds what was ordered by hand."""
        self.turn = max(0, min(turn, session.turn))
        self._seen = None

    @property
    def text(self) -> str:
        """Nothing: see ``code``."""
        return ""

    def ordered(self, firm: str) -> tuple[Decision, ...]:
        """What a firm ordered in the quarter looked at; nothing at the end."""
        if self.turn >= self.played.turn:
            return ()
        _, groups = decided(self.played, self.turn, firm or self.played.firm, True)
        return tuple(decision for _, some in groups for decision in some)

    @property
    def can_go_on(self) -> bool:
        """Whether a later quarter was played."""
        return self.turn < self.played.turn

    def go(self, turn: int) -> None:
        """Look at a turn."""
        self.turn = max(0, min(turn, self.played.turn))

    def taken_over(self, firm: str) -> Session:
        """A game of its own that begins at the turn looked at, from a seat; its past is this one's."""
        return self.played.as_of(self.turn, firm)
