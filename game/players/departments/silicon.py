"""Silicon: money for the foundries at home, by the wish for homegrown chips and by how far the door abroad is shut."""

from game.engine.axes import COUNTRIES, FOUNDRIES
from game.engine.numeric import only_where, pick, share, total
from game.engine.value import Value
from game.players import considerations as consider
from game.players.mind import Mind


def orders(mind: Mind) -> dict[str, Value]:
    """The department's orders for every seat: its budget, spread over the foundries of its country."""
    rules = mind.rules
    at_home = pick(consider.is_own_country(rules), rules.foundries.country_index, over=COUNTRIES)
    worth = only_where(at_home, mind.view.public.foundries.yield_share)
    part = share(worth, of=total(worth, over=FOUNDRIES))
    return {"fab_musd": part * mind.budget.fab_musd}
