"""The settings of a workspace, read from its `kennis.toml`; an unknown key is an error.

- `programme`: the slug of a bundled programme, a .toml file beside this one, or a [programme] table
- `encoder`: `e5-small-nl`, the bundled model, or the name or folder of a sentence-transformers model
- `timezone`: where the programme's sessions are held unless they say otherwise, as Europe/Amsterdam
- `[outline]`: `words`, how many a chapter is to have, and `quotes`, how many quotations a section gets at first
- `[export]`: `reference_docx` and `reference_odt`, documents or templates of which exports take the look over
"""

import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kennis.errors import SettingsError
from kennis.files import is_there, placed
from kennis.locale import _
from kennis.nouns import Programme
from kennis.programmes import load, parse
from kennis.programmes.table import TomlTable, read_toml

FILE = "kennis.toml"
DEFAULT_PROGRAMME = "slim-besturen"
DEFAULT_ENCODER = "e5-small-nl"
DEFAULT_TIMEZONE = "Europe/Amsterdam"
REFERENCED = ("docx", "odt")
_REFERENCE = "reference_{}"
KEYS = ("programme", "encoder", "timezone", "outline", "export")
SHAPE_KEYS = ("words", "quotes")
LOOK_KEYS = tuple(map(_REFERENCE.format, REFERENCED))


@dataclass(frozen=True, slots=True)
class OutlineShape:
    """What an outline is to be like: words a chapter, quotations a section."""

    words: int = 3_000
    quotes: int = 4


@dataclass(frozen=True, slots=True)
class Look:
    """The documents of which exports take the look over, by format; where there is none, the look is ours."""

    references: Mapping[str, Path] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a workspace has set."""

    programme: Programme
    encoder: str = DEFAULT_ENCODER
    outline: OutlineShape = OutlineShape()
    export: Look = Look()
    timezone: str = DEFAULT_TIMEZONE


def read(folder: Path) -> Settings:
    """Read and check the settings of the workspace in a folder.

    Raises SettingsError if the file is missing, is no TOML, or holds an unknown key or a wrong value.
    """
    path = folder / FILE
    if not is_there(path):
        raise SettingsError(
            _("{folder} is no kennis workspace; make one with: kennis init {folder}").format(folder=folder)
        )
    values = read_toml(path, str(path))
    table = TomlTable(values, str(path))
    table.only(KEYS)
    inline = values.get("programme")
    if isinstance(inline, dict):
        programme = parse(inline, f"{path} [programme]")
    else:
        programme = load(table.text_or("programme", DEFAULT_PROGRAMME), folder)
    encoder, look = table.text_or("encoder", DEFAULT_ENCODER), _look(table.table("export"), folder)
    return Settings(programme, encoder, _shape(table.table("outline")), look, _timezone(table))


def _timezone(table: TomlTable) -> str:
    if "timezone" not in table.values:
        return DEFAULT_TIMEZONE
    text = table.text("timezone")
    try:
        zoneinfo.ZoneInfo(text)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise table.refuse(_("“{text}” is no time zone; write it as Europe/Amsterdam").format(text=text)) from None
    return text


def _shape(table: TomlTable | None) -> OutlineShape:
    if table is None:
        return OutlineShape()
    table.only(SHAPE_KEYS)
    return OutlineShape(**{key: table.number(key) for key in table.values})


def _look(table: TomlTable | None, folder: Path) -> Look:
    if table is None:
        return Look()
    table.only(LOOK_KEYS)
    named = {one: table.text(_REFERENCE.format(one)) for one in REFERENCED if _REFERENCE.format(one) in table.values}
    return Look({one: placed(folder, name) for one, name in named.items()})
