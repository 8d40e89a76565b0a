"""Four scripted games, one for each answer to the squeeze: each ends differently, and the last page tells which."""

import pytest

from game.engine.axes import COUNTRIES, FIRMS
from game.session.answers import ANSWERS
from game.session.edits import SetNumber, SetShares, StartRun
from game.session.game import Session

pytestmark = pytest.mark.slow

HEADS = ("compute", "market", "money")


def stockpile(session: Session) -> None:
    """Everything on open sale from abroad in the first quarters, and nothing after."""
    if session.turn < 2:
        home = session.rules.ids[COUNTRIES][session.desk.seat.country]
        for offer in session.desk.offers:
            if offer.status == "open" and offer.country != home and not offer.is_grey and not offer.is_leased:
                session.queue(SetNumber("buy_units", offer.supply_units, (offer.offer,)))


def lean(session: Session) -> None:
    """Staff and experiments: know-how instead of chips."""
    open_now = [p.project for p in session.desk.projects if p.state in {"open", "running"} and p.know_how > 0]
    if open_now:
        session.queue(SetShares("focus", tuple((project, 1.0) for project in open_now[:3])))
    session.queue(SetNumber("hire_people", 400.0))
    session.queue(SetShares("split", (("training", 0.45), ("serving", 0.15), ("research", 0.4))))


def homegrown(session: Session) -> None:
    """Chips of the own country, and its foundry."""
    home = session.rules.ids[COUNTRIES][session.desk.seat.country]
    for offer in session.desk.offers:
        if offer.status == "open" and offer.country == home:
            session.queue(SetNumber("buy_units", offer.supply_units * 0.3, (offer.offer,)))
    for foundry in session.desk.foundries:
        if foundry.country == home:
            session.queue(SetNumber("fab_musd", 1000.0, (foundry.foundry,)))


def statecraft(session: Session) -> None:
    """Lobbying in both capitals, a clean record, and an application for whatever needs one."""
    for government in session.desk.governments:
        session.queue(SetNumber("lobby_musd", 100.0, (government.country,)))
    session.queue(SetNumber("comply_musd", 40.0))
    wanted = [offer for offer in session.desk.offers if offer.status == "licence" and not offer.is_grey]
    if wanted:
        session.queue(SetNumber("file_units", 20_000.0, (max(wanted, key=lambda o: o.specs.train_h100e).offer,)))
    for offer in session.desk.offers:
        if offer.status == "allowance":
            session.queue(SetNumber("buy_units", offer.allowance_units, (offer.offer,)))


SCRIPTS = {"stockpile": stockpile, "lean": lean, "homegrown": homegrown, "statecraft": statecraft}


@pytest.fixture(scope="module")
def games(pocket):
    found = {}
    for name, script in SCRIPTS.items():
        # in some worlds the letter never comes; in this one it does
        session = Session(pocket, pocket.ruleset.ids[FIRMS][0], seed=2, delegated=HEADS)
        for _ in range(pocket.ruleset.turns):
            if not session.desk.models.runs:
                session.queue(StartRun(2, 1.0, "closed"))
            script(session)
            session.end_quarter()
        found[name] = session
    return found


def test_each_game_ends_differently(games):
    assert len({session.digest for session in games.values()}) == len(SCRIPTS)
    scores = [round(session.desk.top.score.value, 1) for session in games.values()]
    assert len(set(scores)) == len(SCRIPTS)


@pytest.mark.parametrize("answer", ANSWERS)
def test_the_last_page_tells_which_answer_was_given(games, answer):
    marks = {name: {mark.answer: mark.mark for mark in session.last_page().answers} for name, session in games.items()}
    others = [marks[name][answer] for name in SCRIPTS if name != answer]
    assert marks[answer][answer] > max(others), marks
    assert marks[answer][answer] > 0.2, marks
