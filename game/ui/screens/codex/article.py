"""One page of the codex: title and mark, text, formulas, figures, sources, and links to other pages."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from pygame import Rect

from game.scenario.chapter import Formula
from game.scenario.rulebook import Rulebook, figure_text
from game.session.codex import Choice, Fact, Link, Page
from game.ui import fonts
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.fonts import Span
from game.ui.screens.codex.pieces import LINE, LinkText, Sheet
from game.ui.screens.codex.standing import Standing, peers_of
from game.ui.screens.codex.words import amount_text, field_name, group_name, name_of, text_of, times, value_of
from game.ui.screens.parts import Tag
from game.ui.screens.parts.needs import needs_text
from game.ui.screens.parts.say import maybe
from game.ui.theme import rgb
from game.ui.widgets import Label, Line, Painter, Panel, ScrollView, Widget
from game.ui.wording import CATALOGUE, NBSP, Amount, percent, tr

if TYPE_CHECKING:
    from game.ui.screens.codex import CodexScreen

PAD, WIDE, ASIDE, MEASURE = 24, 860, 300, 760
"""Room inside the panel; from which width on sources and links stand aside, and how wide; the longest line."""
VALUES, VALUES_TRACK = 150, 380
"""Room for a figure before its track, and for the track."""
MOST_FIRST = 2
"""Where nothing stands aside, so few sources stand before the figures, more after them."""
MARKS = {"all": ("paper", "dices"), "some": ("plain", "dices"), "sourced": ("plain", "check")}


def mark_of(page: Page) -> str:
    """Whether a page's figures are guesses, partly so, or come from sources: all, some, sourced or none."""
    if page.guess != "none":
        return page.guess
    return "sourced" if page.sources or page.source_id else "none"


def build_article(screen: CodexScreen, parent: Widget, area: Rect, page: Page) -> None:
    """Fill the panel of the page that is open."""
    panel = parent.add(Panel("codex.page", pad=PAD, label=name_of(page)).at(area))
    head = _head(screen, panel, page)
    room = Rect(area.x + PAD, head.bottom + 8, area.w - PAD - 8, area.bottom - head.bottom - 16)
    view = panel.add(ScrollView(f"codex.article.{page.link.kind}.{page.link.entry}").at(room))
    inner = Rect(room.x, room.y, room.w - 16, room.h)
    is_wide = inner.w >= WIDE
    wide = min(MEASURE, inner.w - ASIDE - 48) if is_wide else inner.w
    main = Sheet(view, Rect(inner.x, inner.y, wide, inner.h))
    aside = Sheet(view, Rect(inner.right - ASIDE, inner.y - 14, ASIDE, inner.h)) if is_wide else main
    first = not is_wide and page.phase is None and 0 < len(page.sources) <= MOST_FIRST
    _opening(main, page)
    if first:
        _sources(main, page)
    _body(screen, main, page)
    if not first:
        _sources(aside, page)
    _related(screen, aside, page)
    view.content_height = max(main.y, aside.y) - room.y + 8
    if view.content_height < room.h:
        view.at(Rect(room.x, room.y, room.w, view.content_height))
        panel.at(Rect(area.x, area.y, area.w, view.rect.bottom + 8 - area.y))


def _head(screen: CodexScreen, panel: Panel, page: Page) -> Rect:
    area = Rect(panel.rect.x + PAD, panel.rect.y + 18, panel.rect.w - 2 * PAD, 56)
    kind = f"{tr(f'codex.kind.{page.link.kind}')}{NBSP * 3}{page.link.entry}"
    right = area.right
    mark = mark_of(page)
    if mark != "none":
        tone, icon = MARKS[mark]
        tag = Tag(tr(f"codex.mark.{mark}"), tone, icon, wid="codex.mark", tooltip=tr(f"codex.mark.{mark}.tip"))
        wide = tag.natural()[0]
        panel.add(tag.at(Rect(right - wide, area.y + 26, wide, 20)))
        right -= wide + 12
    left = area.x + _sign(screen, panel, page, area)
    panel.add(Label(kind, t.NOTE, t.LOW).at(Rect(left, area.y, right - left, 18)))
    title = Label(name_of(page), t.BIG_TITLE, t.HIGH, wid="codex.title")
    panel.add(title.at(Rect(left, area.y + 20, right - left, 32)))
    return area


def _sign(screen: CodexScreen, panel: Panel, page: Page, area: Rect) -> int:
    """The emblem of a firm, or the plate of a country; how far it moves the title."""
    country = screen.codex.board.countries.get(page.country or "")
    if country is None:
        return 0
    colour = rgb(country.color)
    firm = screen.codex.board.firms.get(page.link.entry) if page.link.kind == "firms" else None

    def paint(canvas: Canvas, r: Rect) -> None:
        if firm is not None:
            canvas.emblem(firm.emblem, r.centerx, r.centery, r.w, country.shape, colour)
        else:
            canvas.mark(country.shape, r.x + 7, r.y + 37, 14, colour)

    panel.add(Painter(paint).at(Rect(area.x, area.y + 4, 48, 48)))
    return 64 if firm is not None else 28


def _opening(sheet: Sheet, page: Page) -> None:
    words = text_of(page)
    if words:
        sheet.paragraph(words, t.LEAD, t.MIDDLE, gap=6, wid="codex.text")


def _body(screen: CodexScreen, sheet: Sheet, page: Page) -> None:
    if page.phase is not None:
        _chapter(screen, sheet, page)
        return
    if page.choices:
        sheet.heading(tr(f"codex.choices.{page.link.kind}"))
    for choice in page.choices:
        _choice(sheet, choice)
    names, group = min(232, round(sheet.rect.w * 0.36)), None
    for n, fact in enumerate(page.facts):
        if fact.group != group:
            group = fact.group
            sheet.heading(group_name(group) if group else tr("codex.figures"))
        top = sheet.y
        _fact(screen, sheet, n, fact, names)
        _standing(screen, sheet, page, n, Rect(sheet.rect.x + names + VALUES, top, 0, LINE))


def _standing(screen: CodexScreen, sheet: Sheet, page: Page, n: int, place: Rect) -> None:
    """Beside a figure, where it stands among those of the other pages."""
    fact = page.facts[n]
    peers = peers_of(screen.codex, page, fact)
    place.w = min(VALUES_TRACK, sheet.rect.right - place.x)
    if peers and isinstance(fact.value, int | float) and place.w >= VALUES_TRACK // 2:
        sheet.view.add(Standing(f"standing.{n}", fact, float(fact.value), peers).at(place))


def _chapter(screen: CodexScreen, sheet: Sheet, page: Page) -> None:
    """A phase's formulas with the scenario's figures, its prose, and the constants it names."""
    phase, book = page.phase, screen.codex.book
    if phase is None:
        return
    if phase.formulas:
        sheet.skip(8)
        _formulas(sheet, [_formula(book, one) for one in phase.formulas])
    for paragraph in phase.prose:
        sheet.paragraph(book.said(CATALOGUE.turned(paragraph)), t.BODY, t.MIDDLE, gap=10)
    if phase.constants:
        sheet.heading(tr("codex.constants"))
    for name in phase.constants:
        one = book.figures[name]
        link = LinkText(f"constant.{name}", name, Link("constants", name), screen.go_to, style=t.TABLE)
        spans = [
            Span(figure_text(one.value), t.TABLE_STRONG, t.HIGH),
            Span(f"{NBSP}{CATALOGUE.turned(one.unit)}", t.NOTE, t.LOW),
        ]
        spans += _guess(one.is_guess)
        wide = min(link.natural()[0], sheet.rect.w - 220)
        sheet.view.add(link.at(Rect(sheet.rect.x, sheet.y, wide, LINE)))
        sheet.add(Line([], spans), LINE)
        sheet.paragraph(CATALOGUE.turned(one.meaning), t.NOTE, t.LOW, gap=4)


def _formula(book: Rulebook, one: Formula) -> tuple[str, str, str]:
    """A formula's name, what it is with the scenario's figures, and its remark."""
    name, body, note = (CATALOGUE.turned(part) for part in (one.name, one.body, one.note))
    return name, times(book.said(body)), note


def _formulas(sheet: Sheet, rows: list[tuple[str, str, str]]) -> None:
    """Names at the left, what they are at the right, on the ground of a datasheet."""
    book, style = fonts.book(), t.MONO_SMALL
    names = max(book.width(name, style) for name, _, _ in rows)
    left = round(names) + 14 + 26
    room = sheet.rect.w - left - 14
    broken = [(name, book.wrap(body, style, room), note) for name, body, note in rows]
    high = sum(20 * len(lines) + (18 if note else 0) + 3 for _, lines, note in broken) + 18

    def paint(canvas: Canvas, r: Rect) -> None:
        canvas.box(r, t.SEA, t.LINE, t.R_TAG)
        y = r.y + 10
        for name, lines, note in broken:
            canvas.text(name, r.x + 14, y, style, t.HIGH)
            canvas.text("=", r.x + left - 18, y, style, t.LOW)
            for line in lines:
                canvas.text(line, r.x + left, y, style, t.PAPER)
                y += 20
            if note:
                canvas.text(note, r.x + left, y - 2, t.NOTE, t.LOW, width=room)
                y += 18
            y += 3

    label = "; ".join(f"{name} = {body}" for name, body, _ in rows)
    sheet.add(Painter(paint, label=label, wid="codex.formulas"), high, gap=14)


def _choice(sheet: Sheet, choice: Choice) -> None:
    """An answer to an event, or a move, with its odds and outcomes."""
    name, text = (part.say(CATALOGUE.language) for part in (choice.name, choice.text))
    if name:
        sheet.skip(4)
        sheet.paragraph(name, t.BODY_STRONG, t.HIGH, gap=0)
    if text:
        sheet.paragraph(text, t.BODY, t.MIDDLE, gap=2)
    for way in choice.ways:
        place = Rect(sheet.rect.x, sheet.y, 44, t.TABLE.line)
        sheet.view.add(Label(percent(way.odds).text, t.TABLE_STRONG, t.LOW).at(place))
        sheet.paragraph(way.text.say(CATALOGUE.language), t.TABLE, t.LOW, gap=2, indent=52)


def _fact(screen: CodexScreen, sheet: Sheet, n: int, fact: Fact, names: int) -> None:
    """A line of a name and a figure, or of a name and links."""
    if not fact.links:
        shown = value_of(fact)
        if fact.field == "condition":
            shown = Amount(needs_text(screen.codex.board, str(fact.value)))
        spans = [Span(shown.value, t.TABLE_STRONG, t.HIGH)]
        spans += [Span(f"{NBSP}{shown.unit}", t.NOTE, t.LOW)] if shown.unit else []
        sheet.pair(field_name(fact), [*spans, *_guess(fact.is_guess)], names)
        return
    sheet.view.add(Label(field_name(fact), t.TABLE, t.MIDDLE).at(Rect(sheet.rect.x, sheet.y, names - 12, LINE)))
    shown_links: list[Widget] = []
    for link, amount in fact.links:
        page = screen.codex.pages.get(link)
        words = "" if amount is None else amount_text(fact, amount)
        name = name_of(page) if page is not None else link.entry
        shown_links.append(LinkText(f"fact.{n}.{link.kind}.{link.entry}", name, link, screen.go_to, amount=words))
    if fact.is_guess:
        shown_links.append(Label(tr("codex.guess"), t.NOTE, t.LOW))
    sheet.flow(shown_links, names)


def _guess(is_guess: bool) -> list[Span]:
    return [Span(f"{NBSP * 3}{tr('codex.guess')}", t.NOTE, t.LOW)] if is_guess else []


def _sources(sheet: Sheet, page: Page) -> None:
    """Where the figures are from; said too where nothing is."""
    sheet.heading(tr("codex.sources"))
    own = maybe(page.source_id, "") if page.source_id else ""
    if own:
        sheet.paragraph(own, t.NOTE, t.MIDDLE, gap=4, wid="codex.source.own")
    for n, (line, sources) in enumerate(groupby(page.sources, key=lambda one: one.line)):
        parts = tr("ui.list").join(dict.fromkeys(one.part for one in sources if one.part))
        sheet.paragraph(f"{parts}: {line}" if parts else line, t.NOTE, t.MIDDLE, gap=4, wid=f"codex.source.{n}")
    if page.confidence:
        sheet.paragraph(tr(f"codex.confidence.{page.confidence}"), t.NOTE, t.LOW, gap=2, wid="codex.confidence")
    if not page.sources and not own:
        words = tr("codex.no_source.guess" if page.guess != "none" else "codex.no_source")
        sheet.paragraph(words, t.NOTE, t.LOW, gap=2, wid="codex.no_source")


def _related(screen: CodexScreen, sheet: Sheet, page: Page) -> None:
    """Links to other pages, by category."""
    on_page = {Link("constants", name) for name in (page.phase.constants if page.phase else ())}
    on_page |= {link for fact in page.facts for link, _ in fact.links}
    links = [link for link in screen.codex.related(page) if link not in on_page]
    if not links:
        return
    sheet.heading(tr("codex.related"))
    order = {kind: n for n, kind in enumerate(dict.fromkeys(link.kind for link in links))}
    for kind, group in groupby(sorted(links, key=lambda link: order[link.kind]), key=lambda link: link.kind):
        sheet.add(Label(tr(f"codex.kind.{kind}"), t.NOTE, t.LOW), 20)
        widgets: list[Widget] = [
            LinkText(f"link.{link.kind}.{link.entry}", name_of(screen.codex.pages[link]), link, screen.go_to)
            for link in group
        ]
        sheet.flow(widgets)
        sheet.skip(4)
