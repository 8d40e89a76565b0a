"""The app: stack of screens, focus order, tooltips, dialogs, redraw, resizing, keys every screen shares."""

from __future__ import annotations

import pygame
import pytest
from pygame import Rect

from game.ui import fonts
from game.ui.gallery import Gallery
from game.ui.gallery_more import MorePage
from game.ui.motion import MOTION, Eased
from game.ui.screen import Pop, Push, Quit, Screen
from game.ui.viewport import Viewport
from game.ui.widgets import Answer, Ask, Button, Group, Label, TextInput, Tip, TipLine, Widget


class Page(Screen):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.builds = 0
        self.keys: list[str] = []

    def build(self, view: Viewport) -> Widget:
        self.builds += 1
        return Group(rect=view.rect, children=[
            Button("next", "Next", lambda: Push(Page("next"))).at(Rect(40, 40, 120, 32)),
            Button("back", "Back", Pop, order=-1).at(Rect(200, 40, 120, 32)),
            TextInput("field", "").at(Rect(40, 100, 200, 32)),
            Label(self.name, wid="name").at(Rect(40, 160, 200, 20)),
        ])  # fmt: skip

    def on_key(self, chord: str) -> bool:
        self.keys.append(chord)
        return False


def test_push_and_pop_by_clicks_esc_and_right_click(show):
    hands = show(Page("first"))
    app = hands.app
    hands.click("next")
    hands.click("next")
    assert [page.name for page in app.stack] == ["first", "next", "next"]
    hands.key("Esc")
    hands.click_at(600, 600, button=3)
    assert [page.name for page in app.stack] == ["first"]
    hands.key("Esc")
    assert len(app.stack) == 1, "the last screen stays"


def test_focus_goes_in_order_and_round(show):
    hands = show(Page("first"))
    seen = []
    for _ in range(4):
        hands.key("Tab")
        seen.append(hands.app.router.focus.wid)
    assert seen == ["back", "next", "field", "back"]
    hands.key("Shift+Tab")
    assert hands.app.router.focus.wid == "field"


def test_a_rebuild_keeps_focus_and_typed_text(show):
    page = Page("first")
    hands = show(page)
    hands.click("field")
    hands.type("half")
    page.rebuild()
    hands.app.frame()
    hands.type(" done")
    field = hands.app.find("field")
    assert isinstance(field, TextInput)
    assert (field.text, field.focused, page.builds) == ("half done", True, 2)


def test_unwanted_keys_reach_the_screen(show):
    page = Page("first")
    hands = show(page)
    hands.key("F")
    hands.click("field")
    hands.key("F")
    assert page.keys == ["F"]
    hands.key("Esc")
    hands.key("F")
    assert page.keys == ["F", "F"], "Esc first leaves the field"


def test_nothing_moved_nothing_drawn(show):
    hands = show(Page("first"))
    app = hands.app
    hands.move(700, 600)
    app.frame()
    drawn = app.frames_drawn
    assert not any(app.frame() for _ in range(5))
    assert app.frames_drawn == drawn
    assert not app.alive
    hands.hover("next")
    assert app.frames_drawn > drawn


def test_dialog_is_answered_by_mouse_and_by_keys_and_blocks_what_is_behind(show):
    heard: list[str] = []
    page = Page("first")
    hands = show(page)
    answers = [
        Answer("no", "No", lambda: heard.append("no")),
        Answer("yes", "Yes", lambda: heard.append("yes"), key="Enter"),
    ]
    hands.app.open(Ask("Sure?", "It cannot be undone.", answers))
    hands.app.frame()
    hands.click_at(100, 56)
    assert len(hands.app.stack) == 2, "the button behind the dialog must not be pressed"
    hands.click("no")
    assert heard == ["no"]
    assert hands.app.top is page
    hands.app.open(Ask("Sure?", "Again.", answers))
    hands.key("Enter")
    hands.app.open(Ask("Sure?", "Again.", answers))
    hands.key("Esc")
    assert heard == ["no", "yes"]
    assert hands.app.top is page


def tipped(view: Viewport) -> Widget:
    inner = Tip("Inner", lines=(TipLine("deep", "1"),))
    outer = Tip("Outer", "Words", lines=(TipLine("term", "34", "%", tip=inner),))
    spots = {"a": Rect(40, 40, 100, 32), "corner": Rect(view.width - 60, view.height - 40, 50, 30)}
    return Group(rect=view.rect, children=[Button(wid, wid, tooltip=outer).at(rect) for wid, rect in spots.items()])


def test_tooltip_waits_pins_nests_and_closes(show):
    hands = show(tipped)
    app = hands.app
    hands.hover("a")
    with pytest.raises(KeyError):
        app.find("tooltip.0")
    hands.wait(0.6)
    assert app.find("tooltip.0").label == "Outer"
    hands.key("F2")
    hands.hover("corner")
    view = app.find("tooltip.0")
    term = Rect(view.rect.x + 20, view.rect.bottom - 24, 10, 4)
    hands.move(*(v * app.view.scale for v in term.center))
    hands.wait(0.6)
    assert app.find("tooltip.1").label == "Inner"
    hands.key("Esc")
    hands.key("Esc")
    assert not app.tips.views
    assert len(app.stack) == 1


def test_tooltip_by_keyboard_and_inside_the_window(show):
    hands = show(tipped)
    hands.key("Tab")
    hands.key("Tab")
    hands.key("F2")
    assert hands.app.view.rect.contains(hands.app.find("tooltip.0").rect)


@pytest.mark.parametrize(
    ("size", "scale", "virtual"),
    [((1280, 720), 1.0, (1280, 720)), ((1600, 900), 1.0, (1600, 900)), ((1920, 1080), 1.125, (1707, 960)),
     ((2560, 1440), 1.5, (1707, 960)), ((3840, 2160), 2.375, (1617, 910)), ((1024, 600), 0.8, (1280, 750))],
)  # fmt: skip
def test_scale(size, scale, virtual):
    view = Viewport.for_window(*size)
    assert (view.scale, view.width, view.height) == (scale, *virtual)


def test_a_chosen_scale_never_makes_the_window_too_small():
    for chosen in (0.75, 1.0, 1.5, 2.0):
        for size in ((1280, 720), (1920, 1080), (3840, 2160), (2560, 1080)):
            view = Viewport.for_window(*size, chosen)
            assert view.width >= 1280
            assert view.height >= 720


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (3840, 2160)])
@pytest.mark.parametrize("page", [Gallery, MorePage])
def test_gallery_lays_out_inside_the_window_and_draws_at_any_size(show, size, page):
    hands = show(page(), size)
    app = hands.app
    stops = app.router.focus_list()
    assert len(stops) > 8
    for widget in stops:
        assert widget.rect.w > 0
        assert widget.rect.left >= 0
        assert widget.rect.right <= app.view.width, widget.wid
    for _ in range(12):
        hands.key("Tab")
        focus = app.router.focus
        assert app.view.rect.contains(focus.screen_rect), focus.wid


def test_no_text_of_the_gallery_is_cut_at_its_design_size(show):
    app = show(Gallery(), (1600, 900)).app
    for widget in app.top.root.walk():
        for text, need, room in widget.texts():
            assert need <= room + 1 or (widget.role in {"label", "button"} and need <= room + 14), (widget.wid, text)


def test_resizing_builds_anew_at_the_new_scale(show):
    page = Page("first")
    hands = show(page)
    hands.app.resize(1920, 1080)
    hands.app.frame()
    assert fonts.book().scale == 1.125
    assert page.builds == 2
    hands.click("next")
    assert len(hands.app.stack) == 2


def test_quit_and_window_close(show):
    hands = show(lambda view: Group(rect=view.rect, children=[Button("q", "Quit", Quit).at(Rect(40, 40, 90, 32))]))
    hands.click("q")
    assert not hands.app.running
    hands.app.running = True
    hands.post(pygame.QUIT)
    assert not hands.app.running


def test_toasts_come_and_go(show):
    hands = show(Page("first"))
    hands.app.toast("Saved")
    hands.app.frame()
    assert hands.app.find("toasts").describe() == "Saved"
    hands.wait(5)
    assert hands.app.find("toasts").describe() == ""


def test_eased_values_arrive_and_jump_when_motion_is_reduced():
    MOTION.reduce(False)
    value = Eased(0.0)
    value.to(1.0, 0.1)
    MOTION.tick(0.05)
    assert 0.5 < value.value < 1
    MOTION.tick(0.06)
    assert value.value == 1
    MOTION.reduce(True)
    value.to(0.0, 0.1)
    assert value.value == 0
    assert not MOTION.live


def test_screenshot(show, tmp_path):
    path = show(Page("first")).app.screenshot(tmp_path / "shot.png")
    assert pygame.image.load(str(path)).get_size() == (1280, 720)


def test_a_held_key_does_not_act_twice_but_moves_on(show):
    pressed: list[int] = []

    def make(view):
        button = Button("end", "End quarter", lambda: pressed.append(1), key="Enter").at(Rect(40, 40, 160, 32))
        return Group(rect=view.rect, children=[button, TextInput("field", "abcdef").at(Rect(40, 100, 200, 32))])

    hands = show(make)
    for _ in range(4):
        hands.post(pygame.KEYDOWN, key=pygame.K_RETURN, mod=0, unicode="", scancode=0)
    assert pressed == [1]
    hands.click("field")
    hands.key("End")
    for _ in range(4):
        hands.post(pygame.KEYDOWN, key=pygame.K_BACKSPACE, mod=0, unicode="", scancode=0)
    field = hands.app.find("field")
    assert isinstance(field, TextInput)
    assert field.text == "ab"


class Search(Screen):
    overlay = True
    first_focus = "query"

    def build(self, view: Viewport) -> Widget:
        return Group(rect=view.rect, children=[TextInput("query", "").at(Rect(300, 40, 300, 32))])


def test_the_key_that_opens_a_search_is_not_typed_into_it(show):
    class Home(Page):
        def on_key(self, chord: str):
            return Push(Search()) if chord == "/" else False

    hands = show(Home("home"))
    hands.key("Tab")
    hands.post(pygame.KEYDOWN, key=pygame.K_SLASH, mod=0, unicode="/", scancode=0)
    hands.post(pygame.TEXTINPUT, text="/")
    hands.post(pygame.KEYUP, key=pygame.K_SLASH, mod=0, unicode="/", scancode=0)
    hands.type("h2")
    query = hands.app.find("query")
    assert isinstance(query, TextInput)
    assert query.text == "h2"
    hands.key("Esc")
    hands.key("Esc")
    assert hands.app.router.focus.wid == "back", "the screen beneath has its focus back"


def test_the_example_in_the_overview_works(show):
    import textwrap

    import game.ui
    from game.ui.wording import CATALOGUE

    code = textwrap.dedent((game.ui.__doc__ or "").split("::\n", 1)[1].split("    App().start")[0])
    names: dict[str, type[Screen]] = {}
    exec(code, names)
    words = ("title", "panel", "cost", "sum", "units", "place", "none")
    CATALOGUE.add({f"order.{word}": word for word in words})
    hands = show(names["OrderScreen"](None))  # type: ignore[call-arg]
    hands.click("units")
    hands.key("Home")
    assert not hands.app.find("place").enabled
    assert not any("⟦" in widget.label for widget in hands.app.top.root.walk())
