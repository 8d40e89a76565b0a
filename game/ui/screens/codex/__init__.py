"""The codex: categories at the left, their pages in the middle, one page at the right; a search over all of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pygame import Rect

from game.session.codex import KINDS, Codex, Link, Page
from game.ui import fonts
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.layout import Area, Fr, row
from game.ui.screen import Handled, Outcome, Screen
from game.ui.screens.codex.article import build_article, mark_of
from game.ui.screens.codex.pieces import SearchLine
from game.ui.screens.codex.words import name_of, spoken
from game.ui.viewport import Viewport
from game.ui.widgets import (
    Button,
    Cell,
    Column,
    Group,
    IconButton,
    Label,
    Painter,
    Panel,
    Row,
    Table,
    Widget,
)
from game.ui.widgets.base import run
from game.ui.wording import CATALOGUE, tr

if TYPE_CHECKING:
    from game.scenario import Loaded

HEAD, MARGIN, CATEGORY = 72, 24, 29
GUESSES = {"all": "dices", "some": "dices"}


class Category(Widget):
    """A line of the list of categories, with how many pages it has."""

    role = "tab"
    focusable = True
    cursor = "hand"

    def __init__(self, screen: CodexScreen, kind: str, count: int) -> None:
        super().__init__(f"codex.kind.{kind}", label=tr(f"codex.kind.{kind}"))
        self.screen, self.kind, self.count = screen, kind, count

    def activate(self) -> Outcome:
        """List its pages."""
        return run(partial(self.screen.show_kind, self.kind))

    def draw(self, canvas: Canvas) -> None:
        """Draw the line."""
        r, here = self.rect, self.kind == self.screen.kind and not self.screen.query
        if here:
            canvas.fill(r, t.SELECTED)
            canvas.fill(Rect(r.x, r.y, 2, r.h), t.PAPER)
        elif self.heat.value > 0.02:
            canvas.fill(r, t.mix(t.PANEL, t.HOVER, 0.8 * self.heat.value))
        ink = t.HIGH if here else t.mix(t.MIDDLE, t.HIGH, self.heat.value)
        canvas.text(self.label, r.x + 14, r.centery - 10, t.TABLE_STRONG if here else t.TABLE, ink, width=r.w - 58)
        canvas.text(str(self.count), r.right - 12, r.centery - 9, t.NOTE, t.LOW, "right")

    def texts(self) -> list[tuple[str, float, float]]:
        """Give the name for the text-fit check."""
        return [(self.label, fonts.book().width(self.label, t.TABLE_STRONG), self.rect.w - 58.0)]


class CodexScreen(Screen):
    """A book that lies over whatever was open. ``about`` is the page to open it at."""

    first_focus = "codex.search"

    def __init__(self, codex: Codex, about: Link | None = None) -> None:
        super().__init__()
        self.codex = codex
        self.query = ""
        self.trail: list[Link] = []
        """Pages that were left by a link, the last left last."""
        start = codex.pages.get(about) if about is not None else None
        self.here = (start or codex.first()).link
        self.kind = self.here.kind
        self.jumps = 0
        """How often the list had to move to a page; its own scrolling is kept between."""

    @property
    def page(self) -> Page:
        """The page that is open."""
        return self.codex.pages[self.here]

    def listed(self) -> tuple[Page, ...]:
        """The pages in the list: what was found, or all of the category."""
        return self.codex.search(self.query, spoken) if self.query.strip() else self.codex.of(self.kind)

    # --- layout
    def build(self, view: Viewport) -> Widget:
        """Lay out head, categories, list and page."""
        root = Group(rect=view.rect)
        root.add(Painter(lambda c, r: c.fill(r, t.SEA)).at(view.rect))
        self._head(root, Rect(MARGIN, 0, view.width - 2 * MARGIN, HEAD))
        area = Rect(MARGIN, HEAD, view.width - 2 * MARGIN, view.height - HEAD - MARGIN)
        narrow = view.width < 1500
        left, middle, right = row(area, [176 if narrow else 200, 288 if narrow else 340, Fr()], 12)
        self._categories(root, left)
        self._list(root, middle)
        build_article(self, root, right, self.page)
        return root

    def _head(self, root: Widget, head: Rect) -> None:
        cut = Area(Rect(head.x, head.y + 18, head.w, 36))
        title = tr("codex.title")
        root.add(Label(title, t.BIG_TITLE).at(cut.left(round(fonts.book().width(title, t.BIG_TITLE)) + 2, gap=16)))
        close = Button("codex.close", tr("ui.close"), self.on_back, kind="quiet", key="Esc")
        root.add(close.at(cut.right(close.natural()[0], gap=12)))
        back = IconButton("codex.back", "arrow-left", self.back, label=tr("codex.back"), enabled=bool(self.trail),
                          why_disabled=tr("codex.back.none"))  # fmt: skip
        root.add(back.at(cut.right(36, gap=8)))
        hint, label = tr("codex.search.hint"), tr("codex.search")
        search = SearchLine("codex.search", self.query, self.on_query, self.on_back, on_enter=self.open_first,
                            icon="search", hint=hint, longest=60, label=label)  # fmt: skip
        root.add(search.at(cut.right(min(420, cut.rest.w // 2), gap=24)))
        name = str(self.codex.board.scenario.name.say(CATALOGUE.language))
        root.add(Label(tr("codex.of", scenario=name), t.BODY, t.LOW).at(cut.rest))

    def _categories(self, root: Widget, area: Rect) -> None:
        tall = min(CATEGORY, (area.h - 16) // len(KINDS))
        panel = root.add(Panel("codex.kinds", pad=8).at(Rect(area.x, area.y, area.w, tall * len(KINDS) + 16)))
        for n, kind in enumerate(KINDS):
            line = Category(self, kind, len(self.codex.of(kind)))
            panel.add(line.at(Rect(area.x + 1, area.y + 8 + tall * n, area.w - 2, tall)))

    def _list(self, root: Widget, area: Rect) -> None:
        panel = root.add(Panel("codex.list").at(area))
        pages = self.listed()
        if not pages:
            words = Label(tr("codex.none", query=self.query.strip()), t.BODY, t.LOW, wrap=True, wid="codex.none")
            panel.add(words.at(Rect(area.x + 16, area.y + 16, area.w - 32, 60)))
            return
        searching = bool(self.query.strip())
        rows = [_row(page, searching) for page in pages]
        head = tr("codex.found", count=len(pages)) if searching else tr(f"codex.kind.{self.kind}")
        columns = [Column("name", head, Fr(), sortable=False),
                   Column("mark", "", 108 if searching else 18, sortable=False)]  # fmt: skip
        key = f"codex.rows.{'found' if searching else self.kind}.{self.jumps}"
        table = Table(key, columns, rows, on_select=self.on_row, selected=_key(self.here), dense=True, label=head)
        panel.add(table.at(Rect(area.x + 8, area.y + 6, area.w - 16, area.h - 14)))
        keys = [line.key for line in rows]
        if _key(self.here) in keys:
            y = table.body.rect.y + keys.index(_key(self.here)) * table.row_h
            table.view.show_inside(Rect(table.rect.x, y, table.rect.w, table.row_h))

    # --- going about
    def show_kind(self, kind: str) -> None:
        """List a category and open its first page."""
        self.kind = kind
        self._empty_search()
        if self.here.kind != kind:
            self._leave()
            self.here = self.codex.of(kind)[0].link if self.codex.of(kind) else self.here
        self.rebuild()

    def on_row(self, key: str) -> None:
        """Open a page of the list."""
        kind, _, entry = key.partition("/")
        self._leave()
        self.here = Link(kind, entry)
        self.rebuild()

    def go_to(self, link: Link) -> None:
        """Follow a link."""
        if link not in self.codex.pages or link == self.here:
            return
        self._leave()
        self._turn_to(link)

    def open_page(self, kind: str, entry: str) -> Outcome:
        """Turn to the page that a tooltip leads to."""
        self.go_to(Link(kind, entry))
        return None

    def back(self) -> None:
        """Go back to the page before."""
        if self.trail:
            self._turn_to(self.trail.pop())

    def _leave(self) -> None:
        if not self.trail or self.trail[-1] != self.here:
            self.trail.append(self.here)

    def _turn_to(self, link: Link) -> None:
        self.here, self.kind = link, link.kind
        self._empty_search()
        self.jumps += 1
        self.rebuild()

    def _empty_search(self) -> None:
        """Leave the line that is typed into, which would keep its text."""
        if self.query:
            self.query = ""
            self.app.router.set_focus(None)

    def on_query(self, text: str) -> None:
        """Search for what is typed."""
        self.query = text
        self.rebuild()

    def open_first(self) -> None:
        """Open the best of what was found, unless one of them is open."""
        found = [page.link for page in self.listed()]
        if found and self.query.strip() and self.here not in found:
            self._leave()
            self.here = found[0]
            self.rebuild()

    def step(self, by: int) -> None:
        """Open the next page of the list."""
        links = [page.link for page in self.listed()]
        if not links:
            return
        at = links.index(self.here) + by if self.here in links else 0
        self.here = links[max(0, min(len(links) - 1, at))]
        self.rebuild()

    # --- keys
    def on_key(self, chord: str) -> Handled:
        """Arrows go through the list; F3 closes; / goes to the search; Alt+Left goes back."""
        if chord == "F3":
            return self.on_back() or True
        if chord in {"Up", "Down", "PageUp", "PageDown"}:
            self.step({"Up": -1, "Down": 1, "PageUp": -12, "PageDown": 12}[chord])
            return True
        if chord == "Alt+Left":
            self.back()
            return True
        if chord == "/":
            self.app.router.set_focus(self.app.find("codex.search"))
            return True
        return False


def _key(link: Link) -> str:
    return f"{link.kind}/{link.entry}"


def _row(page: Page, searching: bool) -> Row:
    mark = mark_of(page)
    if searching:
        kind = Cell(tr(f"codex.kind.{page.link.kind}"), colour=t.LOW)
        return Row(_key(page.link), {"name": name_of(page), "mark": kind})
    icon = Cell("", icon=GUESSES.get(mark, ""), colour=t.LOW if mark == "all" else t.LINE_STRONG)
    return Row(_key(page.link), {"name": name_of(page), "mark": icon})


_codex: list[tuple[Loaded, Codex]] = []


def codex_of(loaded: Loaded) -> Codex:
    """The codex of a scenario; the last one is kept."""
    if not _codex or _codex[0][0] is not loaded:
        _codex[:] = [(loaded, Codex(loaded))]
    return _codex[0][1]


__all__ = ["CodexScreen", "codex_of"]
