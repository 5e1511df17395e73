"""What the editors' room calls things, in the language in use."""

from collections.abc import Sequence

from kennis.locale import _
from kennis.locale.words import passage_kind
from kennis.nouns import Passage, PassageKind
from kennis.nouns.outline_room import Hindrance, PassageLine, SectorShare
from kennis.tui.shared.counts_wording import counted
from kennis.tui.shared.wording import shown


def number(value: int) -> str:
    """Write a number with its thousands set apart."""
    return f"{value:,}".replace(",", _("1,000")[1])


def words(count: int) -> str:
    """Count words."""
    return f"{number(count)} {_('word') if count == 1 else _('words')}"


def quotes(count: int) -> str:
    """Count quotes."""
    return counted(count, _("quote"), _("quotes"))


def chapters(count: int) -> str:
    """Count chapters."""
    return counted(count, _("chapter"), _("chapters"))


def sort(passage: Passage) -> str:
    """Name what a passage is, and whether its words are the editor's own."""
    if not passage.own:
        return passage_kind(passage.kind)
    own = _("own words")
    said = passage_kind(passage.kind)
    return f"✎ {said}" if passage.kind is PassageKind.TEXT else f"✎ {said} · {own}"


def said(line: PassageLine) -> str:
    """Give the words of a passage, in quotation marks where they are printed so."""
    text = line.printed or line.part.text
    return f"“{text}”" if line.quoted else text


def hindrance(one: Hindrance) -> str:
    """Say why a passage is not printed."""
    return {
        Hindrance.CONSENT: _("not printed: its note may not be printed at its level of consent"),
        Hindrance.CHANGED: _("not printed: the note says something else by now"),
        Hindrance.GONE: _("not printed: its note is there no more"),
    }[one]


def warnings(line: PassageLine) -> list[str]:
    """Say what an editor should know of a passage before it is printed."""
    said = [hindrance(line.hindrance)] if line.hindrance else []
    said += line.stopping
    if line.silent:
        said.append(_("not cited: {notes}, at the level of consent").format(notes=" ".join(line.silent)))
    if line.repeated:
        said.append(_("printed twice: {notes}").format(notes=" ".join(line.repeated)))
    return said


def shares(sectors: Sequence[SectorShare]) -> str:
    """Say which part of the notes comes from each sector."""
    return ", ".join(f"{shown(one.name) or _('unknown')} {round(100 * one.part)}%" for one in sectors)
