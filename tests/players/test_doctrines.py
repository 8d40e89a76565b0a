"""Doctrines: they play whole games, stay solvent, differ where they should, and beat chance and sloth."""

from functools import lru_cache
from typing import Any

import numpy as np
import pytest

from game.engine.axes import BRANCHES, DOCTRINES, FIRMS, USES
from game.engine.listings import of_offer, per_firm
from game.engine.numeric import blend, only_where, total
from game.engine.orders import Orders
from game.engine.registers import USES as USE_IDS
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.turn import step
from game.engine.view import observe
from game.players.considerations import door_closing
from game.players.seats import seated
from game.rollout.taped import Recorded
from tests.strategies import fresh

WORLDS_PLAYED = 24


class Games:
    """Whole games of the small board, each played once."""

    def __init__(self, rules: Ruleset) -> None:
        self.rules = rules
        self.played = lru_cache(maxsize=None)(self._played)
        self.ended = lru_cache(maxsize=None)(self._ended)

    def _played(self, default: str) -> tuple[State, list[Orders]]:
        rules, given = self.rules, []
        players = seated(rules, {}, default=default)
        state = fresh(rules, WORLDS_PLAYED, seed=6)
        for _ in range(rules.turns):
            orders = players.decide(rules, observe(rules, state))
            given.append(orders)
            state = step(rules, state, orders)
        return state, given

    def _ended(self, firm: str = "", policy: str = "") -> State:
        """Where games end in which all follow their doctrines but one firm."""
        recorded = Recorded(self.rules, seated(self.rules, {firm: policy} if firm else {}))
        return recorded.play(fresh(self.rules, WORLDS_PLAYED, seed=6))

    def mean(self, doctrine: str, field: str) -> Any:
        """One order summed over the game if all follow a doctrine, mean over worlds: (firms, ...)."""
        _, given = self.played(doctrine)
        return np.sum([getattr(orders, field).array.mean(axis=-1) for orders in given], axis=0)


@pytest.fixture(scope="module")
def games(rules: Ruleset) -> Games:
    return Games(rules)


def test_nobody_sensible_goes_broke(rules: Ruleset, games: Games):
    for doctrine in ("doctrine", *rules.ids[DOCTRINES]):
        state, _ = games.played(doctrine)
        assert not state.books.is_broke.array.any(), doctrine


def test_every_firm_trains_buys_racks_and_moves_its_score(rules: Ruleset, games: Games):
    start, (end, given) = fresh(rules, WORLDS_PLAYED, seed=6), games.played("doctrine")
    assert (end.training.generation.array >= 3).all()
    assert (end.training.released_index.array > start.training.released_index.array + 5).all()
    bought = np.sum([per_firm(rules, orders.buy_units).array for orders in given], axis=0)
    assert (bought > 1000).all()
    assert (end.compute.fleet_h100e.array > start.compute.fleet_h100e.array).all()
    assert (end.labs.done.array.sum(axis=1) > start.labs.done.array.sum(axis=1) + 3).all()
    assert (end.standings.score.array > 5).all()


@pytest.mark.slow
@pytest.mark.parametrize("floor", ["random", "idle"])
def test_a_doctrine_beats_the_floors_from_every_seat(rules: Ruleset, games: Games, floor: str):
    best, won = games.ended(), []
    for place, firm in enumerate(rules.ids[FIRMS]):
        worse = games.ended(firm, floor)
        won.append((best.standings.score.array[place] > worse.standings.score.array[place]).mean())
    assert np.mean(won) >= 0.99


def test_doing_nothing_finishes_behind(rules: Ruleset, games: Games):
    """Behind where the firm would be, and behind its own compatriots and rivals on average."""
    for place, firm in enumerate(rules.ids[FIRMS]):
        scores = [game.standings.score.array for game in (games.ended(firm, "idle"), games.ended())]
        behind = [(score > score[place]).sum(axis=0) for score in scores]
        assert behind[0].mean() >= behind[1].mean()
        assert behind[0].mean() > 1.0


def strongest(rules: Ruleset, games: Games, field: str, seat: int) -> str:
    """The doctrine that gives most of an order at a seat."""
    return max(rules.ids[DOCTRINES], key=lambda name: float(np.sum(games.mean(name, field)[seat])))


def test_doctrines_differ_where_they_should(rules: Ruleset, games: Games):
    for seat in range(rules.sizes[FIRMS]):
        assert strongest(rules, games, "lobby_musd", seat) == "statecraft"
        assert strongest(rules, games, "hire_people", seat) == "lean"
        cheapest = min(rules.ids[DOCTRINES], key=lambda name: float(np.sum(games.mean(name, "price")[seat])))
        assert cheapest == "platform"
    foundries = rules.foundries.country_index.array
    for seat, country in enumerate(rules.firms.country_index.array):
        at_home = {n: games.mean(n, "fab_musd")[seat][foundries == country].sum() for n in rules.ids[DOCTRINES]}
        if any(at_home.values()):  # in so short a game no foundry of America has a queue to buy into
            assert max(at_home, key=at_home.__getitem__) == "homegrown"


def test_taste_shows_in_research_and_compute(rules: Ruleset, games: Games):
    def by_branch(name: str) -> Any:
        return np.sum(
            [
                total(blend(orders.focus, rules.projects.branches, over=_projects(rules)), over=FIRMS).array.mean(-1)
                for orders in games.played(name)[1]
            ],
            axis=0,
        )

    silicon = rules.place(BRANCHES, "silicon")
    assert by_branch("homegrown")[silicon] > by_branch("lean")[silicon]
    research = {name: games.mean(name, "split")[:, USE_IDS.index("research")].sum() for name in ("lean", "scale")}
    assert research["lean"] > research["scale"]
    users = {name: games.played(name)[0].products.users_m.array.mean() for name in rules.ids[DOCTRINES]}
    assert max(users, key=users.__getitem__) == "platform"


def _projects(rules: Ruleset):
    return next(axis for axis in rules.ids if axis.name == "PROJECTS")


def test_a_stockpiler_hurries_while_a_door_closes(rules: Ruleset, games: Games):
    """The first quarter of the small board stands under a rumour; only firms it would bind have a reason."""
    view = observe(rules, fresh(rules, WORLDS_PLAYED, seed=6))
    price = of_offer(rules, view.public.market.price_musd)
    closing = only_where(view.may_buy, door_closing(rules, view)) > 0.3
    spent = {
        name: per_firm(rules, only_where(closing, games.played(name)[1][0].buy_units * price)).array.mean(axis=-1)
        for name in ("stockpile", "lean")
    }
    alarmed = (per_firm(rules, closing) > 0.0).array.all(axis=-1)
    assert alarmed.any()
    assert (spent["stockpile"][alarmed] >= spent["lean"][alarmed]).all()
    bids = {name: games.played(name)[1][0].bid_share.array.mean(axis=-1)[alarmed] for name in spent}
    assert (bids["stockpile"] > bids["lean"] + 0.03).all()


def test_little_is_asked_for_that_is_not_on_offer(rules: Ruleset, games: Games):
    state = fresh(rules, WORLDS_PLAYED, seed=6)
    for orders in games.played("doctrine")[1]:
        view = observe(rules, state)
        assert not (orders.buy_units.array[~view.may_buy.array] > 0).any()
        assert not (orders.file_units.array[~view.may_licence.array] > 0).any()
        assert not orders.moves.array[~view.may_play.array].any()
        assert (orders.buy_units.array >= 0).all()
        shares = total(orders.split, over=USES).array
        assert np.allclose(shares, 1.0, atol=1e-4)
        cost = per_firm(rules, orders.buy_units * of_offer(rules, view.public.market.price_musd)).array
        assert (cost <= np.maximum(view.books.cash_musd.array, 1.0)).all()
        state = step(rules, state, orders)
