"""The colours of the screen: readable in light and dark, and absent where they are not wanted."""

import re
from itertools import product

import pytest
from textual.app import App, ComposeResult
from textual.color import Color
from textual.theme import Theme
from textual.widgets import Input, Label

from kennis.tui.shared import colours as themes
from tests.tui.played import played

TEXTS = ("foreground", "text", "text-muted", "text-disabled", "foreground-muted", "primary", "secondary", "accent",
         "warning", "error", "success", "text-primary", "text-secondary", "text-accent", "text-warning", "text-error",
         "text-success", "footer-key-foreground", "footer-foreground", "footer-description-foreground")  # fmt: skip
GROUNDS = ("background", "surface", "panel")
PAIRS = [
    *product(TEXTS, GROUNDS),
    ("block-cursor-foreground", "block-cursor-background"),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    ("input-selection-foreground", "input-selection-background"),
    ("screen-selection-foreground", "screen-selection-background"),
    ("input-cursor-foreground", "input-cursor-background"),
    ("button-foreground", "surface"),
    *(("button-color-foreground", name) for name in ("primary", "success", "warning", "error")),
]
ENOUGH = 4.5


def luminance(colour: Color) -> float:
    """Give the relative luminance of a colour (WCAG 2.2)."""
    parts = [part / 255 for part in (colour.r, colour.g, colour.b)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: Color, second: Color) -> float:
    """Give the contrast of two colours (WCAG 2.2), 1 to 21."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def test_the_contrast_is_what_the_standard_says() -> None:
    assert contrast(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21)
    assert contrast(Color.parse("#777"), Color.parse("#fff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [themes.DARK, themes.LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize(("text", "ground"), PAIRS, ids=lambda name: name)
def test_every_text_can_be_read_on_every_ground(theme: Theme, text: str, ground: str) -> None:
    colours = theme.to_color_system().generate()
    front, back = Color.parse(colours[text]), Color.parse(colours[ground])
    assert (front.a, back.a) == (1, 1)
    assert contrast(front, back) >= ENOUGH


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({}, "kennis-dark"),
        ({"COLORFGBG": "0;15"}, "kennis-light"),
        ({"COLORFGBG": "15;0"}, "kennis-dark"),
        ({"COLORFGBG": "0;default;15"}, "kennis-light"),
        ({"KENNIS_THEME": "light"}, "kennis-light"),
        ({"KENNIS_THEME": "dark", "COLORFGBG": "0;15"}, "kennis-dark"),
        ({"KENNIS_THEME": "roze"}, "kennis-dark"),
    ],
)
def test_the_theme_fits_the_terminal(environment: dict[str, str], name: str) -> None:
    assert themes.fitting(environment) == name


class Shown(App[None]):
    """An app with a little text."""

    def __init__(self) -> None:
        super().__init__()
        themes.register(self)

    def compose(self) -> ComposeResult:
        """Show a label and a field."""
        yield Label("tekst")
        yield Input("veld")


def colours(app: App[None]) -> set[str]:
    """Give the colours of all that an app shows."""
    segments = [segment for line in app.screen._compositor.render_strips() for segment in line]
    styles = [segment.style for segment in segments if segment.style]
    return {colour.name for style in styles for colour in (style.color, style.bgcolor) if colour} - {"default"}


@pytest.mark.parametrize("wanted", ["light", "dark"])
@played
async def test_the_screen_takes_the_colours_of_the_theme(monkeypatch: pytest.MonkeyPatch, wanted: str) -> None:
    monkeypatch.setenv(themes.VARIABLE, wanted)
    monkeypatch.delenv("NO_COLOR", raising=False)
    async with Shown().run_test() as pilot:
        assert pilot.app.screen.styles.background.hex.lower() == pilot.app.current_theme.background
        assert len(colours(pilot.app)) > 2


@played
async def test_without_colour_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with Shown().run_test() as pilot:
        assert pilot.app.current_theme.name == "kennis-plain"
        assert colours(pilot.app) == set()
        segments = [one for line in pilot.app.screen._compositor.render_strips() for one in line]
        shown = "".join(segment.text for segment in segments)
        assert re.search("tekst.*veld", shown, re.DOTALL)
