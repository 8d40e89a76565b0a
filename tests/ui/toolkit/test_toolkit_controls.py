"""Every control by mouse and by keyboard, through real events."""

from __future__ import annotations

from typing import Any

import pytest
from pygame import Rect

from game.ui.widgets import (
    Button,
    Card,
    Cell,
    Column,
    Group,
    IconButton,
    MoveCard,
    Option,
    Row,
    ScrollView,
    Segmented,
    Slider,
    Stepper,
    Table,
    Tabs,
    TextInput,
    Toggle,
    Widget,
)


def alone(widget: Widget, rect: Rect):
    return lambda view: Group(rect=view.rect, children=[widget.at(rect)])


@pytest.mark.parametrize("make", [Button, lambda wid, text, do: IconButton(wid, "lock", do, label=text)])
def test_button_by_mouse_and_keyboard(show, make):
    pressed: list[int] = []
    hands = show(alone(make("go", "Go", lambda: pressed.append(1)), Rect(40, 40, 120, 32)))
    hands.click("go")
    assert len(pressed) == 1
    hands.key("Tab")
    hands.key("Enter")
    hands.key("Space")
    assert len(pressed) == 3


def test_button_released_elsewhere_does_nothing(show):
    pressed: list[int] = []
    hands = show(alone(Button("go", "Go", lambda: pressed.append(1)), Rect(40, 40, 120, 32)))
    hands.drag((80, 56), (400, 400))
    assert pressed == []


def test_disabled_button_does_nothing_but_says_why(show):
    pressed: list[int] = []
    button = Button("go", "Go", lambda: pressed.append(1), enabled=False, why_disabled="No cash left", key="G")
    hands = show(alone(button, Rect(40, 40, 120, 32)))
    hands.click("go")
    hands.key("G")
    hands.key("Tab")
    hands.key("Enter")
    assert pressed == []
    hands.key("F2")
    assert "No cash left" in hands.app.find("tooltip.0").describe()


def test_accelerator_works_from_anywhere_but_not_while_typing(show):
    pressed: list[int] = []

    def make(view):
        return Group(rect=view.rect, children=[
            Button("go", "Go", lambda: pressed.append(1), key="G").at(Rect(40, 40, 120, 32)),
            TextInput("name").at(Rect(40, 100, 200, 32)),
        ])  # fmt: skip

    hands = show(make)
    hands.key("G")
    assert pressed == [1]
    hands.click("name")
    hands.key("G")
    assert pressed == [1]


def test_enter_goes_to_the_main_key_after_a_click_elsewhere(show):
    pressed: list[str] = []

    def make(view):
        return Group(rect=view.rect, children=[
            Button("other", "Other", lambda: pressed.append("other")).at(Rect(40, 40, 120, 32)),
            Button("main", "Main", lambda: pressed.append("main"), key="Enter").at(Rect(40, 100, 120, 32)),
        ])  # fmt: skip

    hands = show(make)
    hands.click("other")
    hands.key("Enter")
    assert pressed == ["other", "main"]


def test_toggle(show):
    heard: list[bool] = []
    hands = show(alone(Toggle("fog", False, heard.append, text="Fog"), Rect(40, 40, 120, 24)))
    hands.click("fog")
    hands.key("Tab")
    hands.key("Space")
    assert heard == [True, False]


@pytest.mark.parametrize("kind", [Segmented, Tabs])
def test_choice(show, kind):
    heard: list[str] = []
    options = [Option("a", "First", key="1"), Option("b", "Second"), Option("c", "Third")]
    hands = show(alone(kind("pick", options, "a", heard.append), Rect(40, 40, 420, 36)))
    hands.click_virtual(hands.app.find("pick").cell_px("c"))
    hands.key("Tab")
    hands.key("Left")
    hands.key("1")
    assert heard == ["c", "b", "a"]


def test_slider(show):
    heard: list[float] = []
    hands = show(alone(Slider("s", 0.5, heard.append, step=0.1), Rect(40, 40, 216, 24)))
    hands.click_at(48 + 20, 52)
    assert heard[-1] == pytest.approx(0.1)
    hands.drag((68, 52), (900, 300))
    assert heard[-1] == pytest.approx(1.0)
    hands.key("Left")
    hands.key("Home")
    hands.key("Shift+Right")
    assert heard[-3:] == pytest.approx([0.9, 0.0, 1.0])


def test_stepper_arms_wheel_keys_and_typing(show):
    heard: list[int] = []
    hands = show(alone(Stepper("n", 40_000, heard.append, step=1000, high=90_000), Rect(40, 40, 140, 32)))
    stepper: Any = hands.app.find("n")
    hands.click_virtual(stepper.arm_px(1))
    hands.click_virtual(stepper.arm_px(-1))
    hands.wheel(1)
    assert heard == [41_000, 40_000, 41_000]
    hands.key("Shift+Right")
    hands.key("Down")
    assert heard[-2:] == [51_000, 50_000]
    hands.type("62k")
    hands.key("Enter")
    assert stepper.value == 62_000
    hands.type("999999")
    hands.key("Tab")
    assert stepper.value == 90_000, "typed text counts when the focus leaves, within the limits"


def test_text_input_typing_editing_and_selecting(show):
    heard: list[str] = []
    entered: list[int] = []
    field = TextInput("name", "abc", heard.append, on_enter=lambda: entered.append(1))
    hands = show(alone(field, Rect(40, 40, 240, 32)))
    hands.click("name")
    hands.key("End")
    hands.type("dé中")
    assert heard[-1] == "abcdé中"
    hands.key("Backspace")
    hands.key("Home")
    hands.key("Delete")
    assert heard[-1] == "bcdé"
    hands.key("Shift+End")
    hands.type("x")
    assert heard[-1] == "x"
    hands.key("Ctrl+A")
    hands.key("Backspace")
    assert heard[-1] == ""
    hands.key("Enter")
    assert entered == [1]


def test_text_input_shows_what_an_input_method_composes(show):
    import pygame

    field = TextInput("name", "ab")
    hands = show(alone(field, Rect(40, 40, 240, 32)))
    hands.click("name")
    hands.key("End")
    hands.post(pygame.TEXTEDITING, text="ni", start=0, length=2)
    assert field.composing == "ni"
    hands.key("Backspace")
    assert field.text == "ab", "keys belong to the input method while it composes"
    hands.post(pygame.TEXTINPUT, text="你")
    assert (field.text, field.composing) == ("ab你", "")


def sample_table(heard: list[str], count: int = 30) -> Table:
    columns = [Column("name", "Name"), Column("n", "Number", 80, number=True)]
    rows = [
        Row(f"r{i}", {"name": f"row {i}", "n": Cell(f"{i * 7 % count:,}", sort=i * 7 % count)}) for i in range(count)
    ]
    return Table("t", columns, rows, on_select=heard.append, on_open=lambda key: heard.append(f"open {key}"))


def test_table_sorts_selects_scrolls_and_opens(show):
    heard: list[str] = []
    hands = show(alone(sample_table(heard), Rect(40, 40, 320, 28 + 32 * 5)))
    table: Any = hands.app.find("t")
    hands.click("t.head.n")
    assert [row.cells["n"].sort for row in table.sorted_rows()] == list(range(29, -1, -1))
    hands.click("t.head.n")
    assert [row.cells["n"].sort for row in table.sorted_rows()][:3] == [0, 1, 2]
    hands.click_virtual(table.row_px("r0"))
    assert heard == ["r0"]
    hands.key("End")
    assert table.view.offset.value == table.view.most() > 0
    hands.key("Enter")
    assert heard[-1] == "open " + heard[-2]
    hands.wheel(40)
    hands.wait(0.3)
    assert table.view.offset.value == 0


def test_scroll_view_by_wheel_bar_and_focus(show):
    view = ScrollView("v")

    def make(port):
        view.children.clear()
        for i in range(20):
            view.add(Button(f"b{i}", f"Button {i}").at(Rect(40, 40 + 40 * i, 120, 32)))
        return Group(rect=port.rect, children=[view.at(Rect(40, 40, 200, 200))])

    hands = show(make)
    hands.hover("b1")
    hands.wheel(-2)
    hands.wait(0.3)
    assert view.offset.value == 96
    hands.drag((237, 60), (237, 400))
    assert view.offset.value == view.most()
    hands.key("Tab")
    for _ in range(3):
        hands.key("Shift+Tab")
    shown = hands.app.router.focus.screen_rect
    assert view.rect.contains(shown), "whatever has the focus is scrolled into sight"


def test_card_and_move_card(show):
    heard: list[str] = []

    def make(view):
        def lift():
            heard.append("up")
            move.set_raised(True)

        move = MoveCard(
            "move", "Lease", "a year", [], on_raise=lift, on_play=lambda: heard.append("play"), play_text="Play"
        )
        card = Card("card", lambda: heard.append("card"))
        return Group(rect=view.rect, children=[move.at(Rect(40, 300, 206, 136)), card.at(Rect(400, 300, 200, 100))])

    hands = show(make)
    hands.click("card")
    hands.click("move")
    hands.click("move.play")
    hands.key("Shift+Tab")
    hands.key("Enter")
    assert heard == ["card", "up", "play", "play"]


def test_a_held_arm_goes_on_stepping_even_over_rebuilds(show):
    stage: list[Any] = []

    def make(view):
        def heard(value: int) -> None:
            stage[:] = [value]
            hands.app.top.rebuild()

        stepper = Stepper("n", stage[0] if stage else 0, heard, step=10, high=1000)
        return Group(rect=view.rect, children=[stepper.at(Rect(40, 40, 140, 32))])

    hands = show(make)
    x, y = hands.app.find("n").arm_px(1).center
    hands.move(x, y)
    hands.press(x, y)
    assert stage == [10]
    hands.wait(1.0)
    assert 60 <= stage[0] <= 160
    hands.release(x, y)
    before = stage[0]
    hands.wait(0.5)
    assert stage == [before]
