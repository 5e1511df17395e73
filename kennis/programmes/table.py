"""A TOML table read with its types checked: an error names the place and the key."""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from kennis.clean_text import clean
from kennis.errors import SettingsError
from kennis.files import read_file
from kennis.locale import _
from kennis.locale.reasons import why

LARGEST = 256 * 1024  # bytes of a file of settings; set by hand
_HIGHEST = 10**9  # of a whole number in settings; more is a mistake; set by hand
_MOST_PARTS = 200  # of a name with dots, as a.b.c; set by hand


def read_toml(source: Traversable, where: str) -> dict[str, object]:
    """Read a TOML file, with or without a byte order mark; raises SettingsError."""
    try:
        data = read_file(source, LARGEST) if isinstance(source, Path) else source.read_bytes()
        text = data.decode("utf-8-sig")
        if any(line.count(".") > _MOST_PARTS for line in text.splitlines()):  # of which tomllib keeps every beginning
            raise RecursionError
        return tomllib.loads(text)
    except RecursionError:
        reason = _("something in it is nested too deeply")
        raise SettingsError(f"{where}: " + _("is no valid TOML: {reason}").format(reason=reason)) from None
    except OSError as error:
        raise SettingsError(f"{where}: " + _("cannot be read: {reason}").format(reason=why(error))) from error
    except ValueError as error:  # also for a number of thousands of figures
        raise SettingsError(f"{where}: " + _("is no valid TOML: {reason}").format(reason=why(error))) from error


@dataclass(frozen=True, slots=True)
class TomlTable:
    """The values of one table and the words that say where it stands; every reader raises SettingsError."""

    values: Mapping[str, object]
    where: str

    def only(self, known: Collection[str]) -> None:
        """Refuse any key that is not among the known ones."""
        for key in self.values:
            if key not in known:
                names = ", ".join(known)
                raise self.refuse(_("unknown key “{key}”; known here: {names}").format(key=key, names=names))

    def text(self, key: str) -> str:
        """Give a required text, cleaned; an empty one is refused."""
        if key not in self.values:
            raise self.refuse(_("“{key}” is missing").format(key=key))
        value = self._text(key, self.values[key])
        if not value:
            raise self.refuse(_("“{key}” is empty").format(key=key))
        return value

    def text_or(self, key: str, otherwise: str) -> str:
        """Give an optional text, cleaned."""
        return self._text(key, self.values.get(key, otherwise))

    def texts(self, key: str) -> tuple[str, ...]:
        """Give an optional list of texts, cleaned; an empty text among them is refused."""
        found = tuple(self._text(key, value) for value in self._list(key))
        if not all(found):
            raise self.refuse(_("“{key}” holds an empty text").format(key=key))
        return found

    def number(self, key: str) -> int:
        """Give a required whole number, 0 or more."""
        value = self.values.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _HIGHEST:
            raise self.refuse(_("“{key}” must be a whole number, 0 or more").format(key=key))
        return value

    def flag(self, key: str) -> bool:
        """Give an optional true or false; false if it is not there."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.refuse(_("“{key}” must be true or false").format(key=key))
        return value

    def table(self, key: str) -> "TomlTable | None":
        """Give an optional table inside this one."""
        return self._table(key, self.values[key], f"[{key}]") if key in self.values else None

    def tables(self, key: str) -> "Iterator[TomlTable]":
        """Give the tables of an optional list of tables, each knowing its place in the list."""
        for number, value in enumerate(self._list(key), start=1):
            yield self._table(key, value, f"[[{key}]] {number}")

    def refuse(self, reason: str) -> SettingsError:
        """Make the error that says where this table stands and what is wrong with it."""
        return SettingsError(f"{self.where}: {reason}")

    def _text(self, key: str, value: object) -> str:
        if not isinstance(value, str):
            raise self.refuse(_("“{key}” must be text").format(key=key))
        return clean(value).text.strip()

    def _list(self, key: str) -> list[object]:
        value = self.values.get(key, [])
        if not isinstance(value, list):
            raise self.refuse(_("“{key}” must be a list").format(key=key))
        return value

    def _table(self, key: str, value: object, place: str) -> "TomlTable":
        if not isinstance(value, Mapping):
            raise self.refuse(_("“{key}” must be a table").format(key=key))
        return TomlTable(value, f"{self.where}, {place}")
