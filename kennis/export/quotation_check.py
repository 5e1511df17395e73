"""The quotation check: what a file says is what was said, or there is no file."""

from collections.abc import Callable, Iterable, Mapping

from kennis.errors import CheckFailed
from kennis.export.formats import FORMATS
from kennis.export.read_back import ReadBackPassage
from kennis.locale import _
from kennis.note_paragraphs import laid_out, one_line
from kennis.nouns import Note, PrintedOutline, PrintedPassage


def check(format: str, data: bytes, outline: PrintedOutline, notes: Iterable[Note]) -> None:
    """Compare each passage of a written file with the outline, and the outline's with the stored note that it names.

    Both must be equal character for character, white space around line ends aside (see `layout`); of a written file,
    what its format cannot keep is aside too (see `Format.same`). Raises CheckFailed with the passage and its note.
    """
    chosen = FORMATS[format]
    stored = {f"n{note.number}": laid_out(note.text) for note in notes}
    found, meant = chosen.read(data), chosen.meant(outline)
    for written, passage in zip(found, meant, strict=False):
        _compare(written, passage, stored, chosen.same)
    if len(found) != len(meant):
        counts = {"found": len(found), "meant": len(meant)}
        raise CheckFailed(_("the file holds {found} passages and should hold {meant}").format(**counts))


def _compare(
    written: ReadBackPassage, passage: PrintedPassage, stored: Mapping[str, str], same: Callable[[str], str]
) -> None:
    where = ", ".join(passage.notes)
    text = written.text
    if passage.quoted:
        text = text.removeprefix("“").removesuffix("”")
        if written.text != f"“{text}”":
            raise CheckFailed(_("a quotation lost its quotation marks: {text} ({note})").format(text=text, note=where))
    if written.notes != passage.notes or same(written.attribution) != same(one_line(passage.attribution)):
        named = " ".join([written.attribution, *written.notes])
        raise CheckFailed(
            _("a passage of {note} is attributed to {named}: {text}").format(note=where, named=named, text=text)
        )
    for note in written.notes:
        if note not in stored:
            raise CheckFailed(_("there is no note {note}, which this names: {text}").format(note=note, text=text))
        if not laid_out(passage.text) or laid_out(passage.text) not in stored[note]:
            raise CheckFailed(_("this does not stand in note {note}: {text}").format(note=note, text=text))
    if same(text) != same(passage.text):
        raise CheckFailed(_("this passage of {note} is not the outline's: {text}").format(note=where, text=text))
