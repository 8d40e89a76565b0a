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
        cash = np.maximum(own(view.books.cash_musd, self.seat), 0.0)  # (games,)
        price = own(view.public.market.price_musd, self.seat)  # (offers, games)
        strength = own(view.strength_h100e, self.seat)
        is_open = own(view.may_buy, self.seat) & (own(view.severity, self.seat) < 2) & (strength > 0.0)
        value = np.where(is_open, strength / np.maximum(price, 1e-6), 0.0)
        best = is_open & (value >= value.max(axis=0)) & (value > 0.0)
        units = np.where(best, 0.33 * cash / (1.35 * np.maximum(price, 1e-6)), 0.0)
        return orders_from(
            rules,
            view,
            self.seat,
            buy_units=np.floor(units),
            rack_units=own(view.fleet.stock_units, self.seat),
            build_mw=0.05 * cash / rules.constants.build_musd_per_mw,
            focus=own(view.may_research, self.seat),
            hire_people=np.floor(0.02 * own(view.labs.researchers, self.seat)),
            run_start=own(view.training.quarters_left, self.seat).max(axis=0) <= 0.0,
            release_held=own(view.training.held_index, self.seat) > 0.0,
        )
