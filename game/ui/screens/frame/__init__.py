"""What every screen of a running game shares: top bar, rail, head with tabs and delegate switch, and the way home.

A department's screen says its name and tabs, and fills one rectangle::

    class SupplyScreen(GameScreen):
        name = "supply"                        # of the registry: title, icon, department
        tabs = (("offers", "supply.tab.offers"), ("book", "supply.tab.book"))

        def fill(self, page: Widget, area: Rect, view: Viewport) -> None:
            panel = page.add(Panel("offers", tr("supply.offers")).at(area))
            for offer in self.desk.offers: ...          # facts of the quarter, uncommitted orders counted
            self.name_of("chips", offer.chip)           # the scenario's own words
            self.queue(SetNumber("buy_units", 500, (offer.offer,)))    # an edit; the screen rebuilds itself

`self.tab` is the chosen tab, `self.focus` the id that whoever opened the screen wants picked out, `self.desk` the
facts, `self.session` the game, `self.live` names, sides and tooltips, `self.go("money")` opens another screen,
`self.why("runway")` is a tooltip with the terms of a number. Undo (Ctrl+Z), redo (Ctrl+Y), help (?), Esc and the
letters of the rail work on every screen.
"""

from game.ui.screens.frame.figures import amount, quarter_text
from game.ui.screens.frame.game_screen import GameScreen
from game.ui.screens.frame.live import Live, Side
from game.ui.screens.frame.why_tip import tip_of_term

__all__ = ["GameScreen", "Live", "Side", "amount", "quarter_text", "tip_of_term"]
