"""Watching: the same game at any turn, forwards and back, from any seat, and taken over."""

import pytest

from game.rollout.codes import decode
from game.session.coded import open_code
from game.session.watching import Watched


@pytest.fixture(scope="module")
def watched(pocket):
    found = Watched.begun(pocket, 7)
    found.go(4)
    return found


def test_it_is_the_game_of_its_code(pocket, watched):
    watched.go(4)
    again = open_code(pocket, decode(watched.text), turn=5)
    assert watched.seen().digest == again.digest


def test_back_and_forth_from_every_seat(watched):
    watched.go(4)
    late = watched.seen().digest
    watched.go(2)
    digests = {watched.seen(firm).digest for firm in watched.firms}
    assert len(digests) == 1 and digests != {late}
    for firm in watched.firms:
        seen = watched.seen(firm)
        assert (seen.turn, seen.firm) == (2, firm)
        assert seen.report is not None
    watched.go(4)
    assert watched.seen(watched.firms[-1]).digest == late


def test_a_seat_that_is_taken_over_goes_on_as_it_would_have(pocket):
    watched = Watched.begun(pocket, 3)
    watched.go(2)
    mine = watched.taken_over(watched.firms[1])
    assert (mine.turn, mine.firm) == (2, watched.firms[1])
    mine.end_quarter()
    watched.go(3)
    assert mine.digest == watched.seen().digest


def test_it_stops_at_the_end_of_the_game(pocket):
    watched = Watched.begun(pocket, 1)
    watched.go(999)
    assert watched.played.is_over and not watched.can_go_on
    assert watched.turn == watched.played.turn
    assert len(watched.course("score", watched.firms[0])) == watched.turn + 1
    with pytest.raises(KeyError):
        watched.seen("nobody")
