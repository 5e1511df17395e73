"""The colours of the screen, light and dark; and none where NO_COLOR is set.

Every text colour stands on every ground with a contrast of 4.5:1 or more (WCAG 2.2, 1.4.3). KENNIS_THEME=light or
dark chooses; without it the colour that the terminal says its ground has (COLORFGBG), else dark.
"""

import os
from collections.abc import Mapping
from typing import Any

from textual.app import App
from textual.filter import NoColor
from textual.theme import Theme

VARIABLE = "KENNIS_THEME"
_LIGHT_GROUNDS = {"7", "15"}


def _theme(name: str, colours: Mapping[str, str], dark: bool) -> Theme:
    ground, front = colours["background"], colours["foreground"]
    return Theme(
        name=name,
        dark=dark,
        primary=colours["primary"],
        secondary=colours["secondary"],
        accent=colours["accent"],
        warning=colours["warning"],
        error=colours["error"],
        success=colours["success"],
        foreground=front,
        background=ground,
        surface=colours["surface"],
        panel=colours["panel"],
        variables={
            "text": front,
            "text-muted": colours["muted"],
            "text-disabled": colours["muted"],
            "foreground-muted": colours["muted"],
            "foreground-disabled": colours["muted"],
            "block-cursor-foreground": ground,
            "block-cursor-background": colours["primary"],
            "block-cursor-blurred-foreground": front,
            "block-cursor-blurred-background": colours["panel"],
            "block-hover-background": colours["panel"],
            "border-blurred": colours["muted"],
            "scrollbar": colours["muted"],
            "scrollbar-background": colours["panel"],
            "button-foreground": front,
            "button-color-foreground": ground,
            "footer-key-foreground": colours["accent"],
            "input-selection-background": colours["selection"],
            "input-selection-foreground": front,
            "screen-selection-background": colours["selection"],
            "screen-selection-foreground": front,
            "link-background-hover": colours["panel"],
        },
    )


DARK = _theme(
    "kennis-dark",
    {
        "background": "#14171c",
        "surface": "#1b1f26",
        "panel": "#272d37",
        "foreground": "#e8e8e4",
        "muted": "#a6afbc",
        "primary": "#7cc4e8",
        "secondary": "#9fd6a8",
        "accent": "#f0c36d",
        "warning": "#f5b26b",
        "error": "#ff9d96",
        "success": "#9fd6a8",
        "selection": "#2f4a63",
    },
    dark=True,
)
LIGHT = _theme(
    "kennis-light",
    {
        "background": "#fbfaf7",
        "surface": "#f3f1ec",
        "panel": "#e6e3dc",
        "foreground": "#1d2026",
        "muted": "#535a65",
        "primary": "#0b5885",
        "secondary": "#1c6237",
        "accent": "#7d4a00",
        "warning": "#854200",
        "error": "#a31d18",
        "success": "#1c6237",
        "selection": "#bcd9ec",
    },
    dark=False,
)
PLAIN = Theme(
    name="kennis-plain",
    primary="ansi_default",
    foreground="ansi_default",
    background="ansi_default",
    ansi=True,
    variables={
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "block-cursor-text-style": "bold underline",  # Textual draws no reverse in parts of a widget
        "block-cursor-blurred-text-style": "underline",
        "input-cursor-text-style": "reverse",
        "link-style": "underline",
    },
)


def register(app: App[Any]) -> None:
    """Give an app the themes of kennis, and choose the one that fits its terminal."""
    for theme in (DARK, LIGHT, PLAIN):
        app.register_theme(theme)
    if app.no_color:
        app.ansi_color = True
        app._filters.append(NoColor())  # Textual makes greys of the colours: it chose before there was a theme
        app.theme = PLAIN.name
    else:
        app.theme = fitting(os.environ)


def fitting(environment: Mapping[str, str]) -> str:
    """Give the name of the theme that is asked for, or that fits the ground the terminal says it has."""
    asked = environment.get(VARIABLE, "")
    ground = environment.get("COLORFGBG", "").rpartition(";")[2]
    light = asked == "light" or (asked != "dark" and ground in _LIGHT_GROUNDS)
    return (LIGHT if light else DARK).name
