"""Silicon: money for the foundries at home, by the wish for homegrown chips and by how far the door abroad is shut."""

from game.engine.axes import FOUNDRIES
from game.engine.numeric import choose, only_where, parted
from game.engine.value import Value
from game.players import considerations as consider
from game.players.mind import Mind


def orders(mind: Mind) -> dict[str, Value]:
    """The department's orders for every seat.

    Its budget is spread over the foundries at home, or, where there is none, over those on neutral ground.
    """
    rules = mind.rules
    at_home = rules.firms.country_index == rules.foundries.country_index
    where = choose(consider.has_home_foundry(rules), at_home, rules.may_back)
    worth = only_where(where, mind.view.public.foundries.yield_share)
    part = parted(worth, over=FOUNDRIES)
    return {"fab_musd": part * mind.budget.fab_musd}
