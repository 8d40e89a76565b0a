"""One line about each department, for the dock."""

from __future__ import annotations

from game.ui.screens.frame.live import Live
from game.ui.wording import count, money, percent, plain, short_count, tr


def department_notes(live: Live) -> dict[str, str]:
    """What each department says of itself, by department."""
    desk = live.session.desk
    stock = sum(lot.stock_units for lot in desk.stocks)
    held = sum(offer.held_units for offer in desk.offers)
    home, models, market, books = desk.sites[0], desk.models, desk.market, desk.books
    running = sum(project.state == "running" for project in desk.projects)
    rules = sum(bool(rule.offers) and rule.stage == "in_force" for rule in desk.rule_book)
    best = max(desk.foundries, key=lambda foundry: foundry.claim, default=None)
    chips = ("note.held", held) if held else ("note.stock", stock)
    note = {
        "supply": tr(chips[0], units=short_count(chips[1]).text),
        "compute": tr("note.compute", used=plain(home.used_mw), have=plain(home.power_mw)),
        "research": tr("note.research", count=count(running)),
        "models": tr("note.runs", count=len(models.runs)) if models.runs else tr("note.no_run"),
        "market": tr("note.market", users=short_count(market.users_m * 1e6).text),
        "policy": tr("note.policy", count=rules),
        "money": tr("note.money", amount=money(books.income_musd, sign=True).text),
        "silicon": "",
    }  # fmt: skip
    if best is not None:
        note["silicon"] = tr("note.silicon", foundry=live.name("foundries", best.foundry),
                             share=percent(best.yield_share).text)  # fmt: skip
    return note
