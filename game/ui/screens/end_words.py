"""Decisions in words: what was ordered, and what it did to the odds."""

from __future__ import annotations

from game.session.decisions import Decision
from game.session.hindsight import Hindsight, Mover, Odds
from game.session.naming import KIND_OF
from game.ui.screens.frame.figures import quarter_text
from game.ui.screens.frame.live import Live
from game.ui.screens.frame.stories import said, told
from game.ui.widgets import Tip, TipLine
from game.ui.wording import CATALOGUE, money, percent, plain, short_count, signed, tr

MOST_FIRMS = 6
"""Firms of a quarter's tooltip: those with the best odds."""
COUNTED = ("buy_units", "reserve_units", "sell_units", "used_units", "cancel_units", "file_units", "rack_units")
SHARES = ("bid_share", "split", "focus")
UNIT_OF = {"build_mw": plain, "hire_people": plain, "price": lambda value: plain(value, 2)}
SPECK = 1e-6


def decision_text(live: Live, decision: Decision) -> str:
    """What was ordered, in a line."""
    params = dict(decision.params)
    amount = float(params.get("amount", 1.0))
    names = {key: value for key, value in params.items() if key in KIND_OF or key == "choice"}
    words = said(live, names)
    words |= {key: _figure(decision.kind, abs(float(params[key]))) for key in ("amount", "instead") if key in params}
    if "use" in params:
        words["use"] = tr(f"compute.use.{params['use']}")
    if "segment" in params:
        words["segment"] = tr(f"market.segment.{params['segment']}")
    if "release" in params:
        words["release"] = tr(f"decision.release.{params['release']}")
        words["count"] = round(float(params["quarters"]))
    message = f"decision.{decision.kind}"
    other = f"{message}.{'none' if abs(amount) < SPECK else 'less'}"
    if amount < SPECK and CATALOGUE.has(other):
        message = other
    return told(message, words)


def _figure(kind: str, value: float) -> str:
    """A size as it is written in the sentence of a kind."""
    if kind in COUNTED:
        return short_count(value).text
    if kind in SHARES:
        return percent(value).text
    return UNIT_OF[kind](value) if kind in UNIT_OF else money(value).text


def change_text(mover: Mover) -> str:
    """What a decision did to the odds, or to the lead where those did not move."""
    if mover.is_clear:
        return f"{signed(100 * mover.gain, 1)} ±{plain(100 * mover.error, 1)}"
    return tr("end.lead_moved", points=signed(mover.lead, 1))


def mover_tip(live: Live, mover: Mover) -> Tip:
    """What a decision did, with the measure of luck in it."""
    when = quarter_text(live.session.desk.quarter_on(mover.decision.turn))
    lines = (
        TipLine(tr("end.odds.with"), *_share(mover.odds)),
        TipLine(tr("end.odds.without"), *_share(mover.odds - mover.gain)),
        TipLine(tr("end.odds.moved"), signed(100 * mover.gain, 1), f"±{plain(100 * mover.error, 1)}", strong=True,
                rule_above=True),
        TipLine(tr("end.odds.lead"), signed(mover.lead, 1), f"±{plain(mover.lead_error, 1)}"),
    )  # fmt: skip
    text = tr("end.mover.heads" if mover.decision.is_heads else "end.mover.tip", quarter=when, count=mover.count)
    return Tip(decision_text(live, mover.decision), text, lines, tr("end.open_turn"))


def odds_tip(live: Live, odds: Odds | None, turn: int) -> Tip | None:
    """Everybody's odds at the start of a quarter."""
    session = live.session
    when = quarter_text(session.desk.quarter_on(turn))
    if odds is None:
        return Tip(when, tr("end.odds.working"), note=tr("end.open_turn"))
    ranked = sorted(zip(odds.by_firm, session.firms, strict=True), key=lambda pair: -pair[0])
    shown = [pair for pair in ranked[:MOST_FIRMS] if pair[0] > 0 and pair[1] != session.firm]
    own = odds.by_firm[session.seat_place]
    lines = [TipLine(live.name("firms", session.firm), *_share(own), strong=True)]
    lines += [TipLine(live.name("firms", firm), *_share(share)) for share, firm in shown]
    if odds.nobody > 0:
        lines.append(TipLine(tr("end.odds.nobody"), *_share(odds.nobody)))
    text = tr("end.odds.came") if turn == session.turns_counted else tr("end.odds.futures", count=odds.count)
    return Tip(when, text, tuple(lines), tr("end.open_turn"))


def _share(share: float) -> tuple[str, str]:
    found = percent(share, 1)
    return found.value, found.unit


def state_text(hindsight: Hindsight) -> str:
    """How far the looking back is, and what it came to."""
    if hindsight.failed:
        return hindsight.failed
    if hindsight.phase == "odds":
        return tr("end.state.odds")
    if hindsight.phase == "sieve":
        return tr("end.state.sieve", done=hindsight.screened, count=len(hindsight.tried))
    if hindsight.phase == "weigh":
        return tr("end.state.weigh", share=percent(hindsight.weighed).text, count=len(hindsight.finalists))
    return _found_text(hindsight)


def _found_text(hindsight: Hindsight) -> str:
    movers, tried = hindsight.movers(), len(hindsight.tried)
    by_odds = sum(mover.is_clear for mover in movers)
    if not movers:
        return tr("end.state.none", tried=tried) if tried else tr("watch.ordered.none")
    if not by_odds:
        return tr("end.state.lead", count=len(movers), tried=tried)
    if len(movers) == by_odds:
        return tr("end.state.movers", count=by_odds, tried=tried)
    return tr("end.state.some", count=by_odds, others=len(movers) - by_odds, tried=tried)
