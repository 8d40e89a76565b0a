"""Policy: lobbying in the capitals and compliance work, small money by the taste for statecraft."""

from game.engine.axes import COUNTRIES
from game.engine.numeric import choose, only_where, parted
from game.engine.value import Value
from game.players import considerations as consider
from game.players.mind import Mind


def orders(mind: Mind) -> dict[str, Value]:
    """The department's orders for every seat."""
    rules, view = mind.rules, mind.view
    worry = only_where(rules.countries.has_mood, consider.standing_worry(view) + 0.1)
    worry = worry * choose(rules.firm_countries > 0.0, 1.0, 0.5 + mind.shut_out)
    lobby = mind.budget.lobby_musd * parted(worry, over=COUNTRIES)
    return {"lobby_musd": lobby, "comply_musd": mind.budget.comply_musd}
