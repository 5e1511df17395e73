"""What Ctrl+C copies of what is listed: a note's words, a passage, a memo, a title."""

from dataclasses import dataclass

from kennis.locale import _
from kennis.nouns import Note
from kennis.nouns.outline_room import ChapterLine, PassageLine, SectionLine, UnusedNote
from kennis.nouns.themes import Memo
from kennis.nouns.themes_room import LensGroup, NoteLine, ThemeLine
from kennis.tui.shared import wording


@dataclass(frozen=True, slots=True)
class Selected:
    """What is selected: what it is called, and its text."""

    name: str
    text: str


def note(one: Note) -> Selected:
    """Give a note's words."""
    return Selected(wording.note(one), one.text)


def listed(of: object) -> Selected | None:
    """Give the words of what a line of a list shows; None where it has none of its own."""
    match of:
        case NoteLine():
            return note(of.note)
        case PassageLine():
            return Selected(_("the passage"), of.part.text)
        case UnusedNote():
            return Selected(of.name, of.text)
        case Memo():
            return Selected(_("the memo"), of.text)
        case ThemeLine():
            return Selected(_("the title"), of.theme.title)
        case ChapterLine() | SectionLine():
            return Selected(_("the title"), of.part.title)
        case LensGroup():
            return Selected(_("the title"), of.title)
        case _:
            return None
