"""Silicon: money for foundries at home, by the wish for homegrown chips, and a little for those on neutral ground."""

from game.engine.axes import FOUNDRIES
from game.engine.numeric import only_where, parted
from game.engine.value import Value
from game.players.mind import Mind


def orders(mind: Mind) -> dict[str, Value]:
    """The department's orders for every seat: each of its two budgets spread over the foundries by their yields."""
    rules, budget = mind.rules, mind.budget
    yields = mind.view.public.foundries.yield_share
    at_home = rules.firms.country_index == rules.foundries.country_index
    home = parted(only_where(at_home, yields), over=FOUNDRIES)
    neutral = parted(only_where(rules.may_back & ~at_home, yields), over=FOUNDRIES)
    return {"fab_musd": home * budget.home_fab_musd + neutral * budget.neutral_fab_musd}
