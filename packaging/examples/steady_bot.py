"""A bot in thirty lines: spend a third of the cash on open offers, keep a run going, hire, and spread the rest.

python main.py sim pocket-race --games 64 --player tencent=packaging/examples/steady_bot.py:SteadyBot
"""

import numpy as np

from game.rollout.bot_kit import orders_from, own


class SteadyBot:
    """Plays one seat in every game of a block at once; the last axis of every row is the games."""

    def __init__(self, seat):
        self.seat = seat

    def decide(self, rules, view):
        """Orders for one quarter."""

        def mine(value):
            return own(rules, value, self.seat)

        cash = np.maximum(mine(view.books.cash_musd), 0.0)  # (games,)
        price = mine(view.public.market.price_musd)  # (offers, games)
        strength = mine(view.strength_h100e)
        is_open = mine(view.may_buy) & (mine(view.severity) < 2) & (strength > 0.0)
        value = np.where(is_open, strength / np.maximum(price, 1e-6), 0.0)
        best = is_open & (value >= value.max(axis=0)) & (value > 0.0)
        units = np.where(best, 0.33 * cash / (1.35 * np.maximum(price, 1e-6)), 0.0)
        return orders_from(
            rules,
            view,
            self.seat,
            buy_units=np.floor(units),
            rack_units=mine(view.fleet.stock_units),
            build_mw=0.05 * cash / rules.constants.build_musd_per_mw,
            focus=mine(view.may_research),
            hire_people=np.floor(0.02 * mine(view.labs.researchers)),
            run_start=mine(view.training.quarters_left).max(axis=0) <= 0.0,
            release_held=mine(view.training.held_index) > 0.0,
        )
