"""The outline back from an editor's own tools, as Markdown, Word or OpenDocument; `manuscript_text` gives it out."""

import codecs
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from kennis.errors import CheckFailed, InputError
from kennis.files import TooLarge, name_of, read_file
from kennis.locale import _
from kennis.locale.reasons import why
from kennis.manuscript import (
    FileFinding,
    Heard,
    Manuscript,
    What,
    applied,
    dropped,
    findings,
    likeness,
    read,
    read_office,
    shortened,
)
from kennis.nouns import Edited, Edition, EditVerb, Outline, OutlineDifference
from kennis.outline.outline_material import OutlineMaterial
from kennis.outline.version_diff import overwritten, reverted
from kennis.reading.text_decoding import load
from kennis.store import Store
from kennis.workflows.outline import outline_material
from kennis.workflows.outline.manuscript_text import names
from kennis.workflows.outline.outline_queries import kept, refuse_nothing
from kennis.workflows.workspace import Workspace

__all__ = ["SERIOUS", "FileFinding", "Leave", "ManuscriptReport", "What", "apply", "check"]

LARGEST = 25 * 1024 * 1024  # bytes of an editor's file, as in `manuscript`
SERIOUS = frozenset(
    {
        What.QUOTE,
        What.CONSENT,
        What.ATTRIBUTION,
        What.ID,
        What.FOREIGN,
        What.NOTE,
        What.QUOTATION,
        What.COPY,
        What.SWAPPED,
        What.NEWER,
        What.MISSING,
        What.LOST,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """What an editor allows a file to do: `overwrite` newer edits, `drop` what cannot be kept.

    `part` says that it is a part of the outline, `whole` that what it has nothing of is to go.
    """

    overwrite: bool = False
    drop: bool = False
    part: bool = False
    whole: bool = False


NONE = Leave()


@dataclass(frozen=True, slots=True)
class ManuscriptReport:
    """What a check tells of an editor's file: findings by line; tracked changes and comments of an office document."""

    findings: tuple[FileFinding, ...]
    heard: Heard

    @property
    def sound(self) -> bool:
        """Say whether all that is quoted, cited and attributed is as it was said and may be printed."""
        return not any(one.what in SERIOUS for one in self.findings)


def check(workspace: Workspace, path: Path, person: str) -> ManuscriptReport:
    """Tell, line by line, what of a file is no longer what was said, unknown, unsourced or not allowed.

    Raises InputError for a file that cannot be read or is no outline, and where no outline is kept.
    """
    manuscript, heard = _read(path)
    with workspace.store() as store:
        accepted = store.approvals.accepted_remarks()
        file = _File(manuscript, kept(store), outline_material.material(workspace, store), accepted)
        return ManuscriptReport(file.findings(_base(store, file, (path.name, person))), heard)


def apply(workspace: Workspace, path: Path, person: str, leave: Leave = NONE) -> Edition | None:
    """Take an editor's file over into the outline, as one version; None where it says what the outline says.

    Raises InputError for a file that cannot be read or is no outline, or one of another workspace; CheckFailed, with
    nothing taken over, where it would undo newer edits, lose what it has nothing of, or holds what cannot be kept,
    without leave.
    """
    manuscript, _heard = _read(path, leave.drop)
    manuscript = replace(manuscript, part=leave.part)
    with workspace.store() as store:
        material = outline_material.material(workspace, store)
        base = _base(store, _File(manuscript, kept(store), material), (path.name, person))

        def edited(book: Outline) -> Edited:
            refuse_nothing(book)
            file = _File(manuscript, book, material)
            _refuse(file.findings(base), leave)
            return Edited(verb=EditVerb.APPLY, book=file.made, about=f"{name_of(path)}{path.suffix}")

        return store.outlines.edit(person, edited)


def _refuse(found: Iterable[FileFinding], leave: Leave) -> None:
    """Stop for what nobody gave leave for."""
    told = {one.what for one in found}
    if What.FOREIGN in told:
        return  # which is refused as a whole, whatever anybody gave leave for
    if What.NEWER in told and not leave.overwrite:
        message = _(
            "nothing was taken over: the file would undo edits that were made after it; make it anew, or: {way}"
        )
        raise CheckFailed(message.format(way="--overwrite"))
    if What.MISSING in told and not (leave.part or leave.whole):
        message = _("nothing was taken over: the file has only a part of the outline; say: {part}, or {whole}")
        raise CheckFailed(message.format(part="--part", whole="--whole"))
    if What.LOST in told and not leave.drop:
        message = _("nothing was taken over: the file holds what the outline cannot keep; take it out, or: {way}")
        raise CheckFailed(message.format(way="--drop"))


class _File:
    """A file beside the outline; `made` is the outline as the file would leave it."""

    def __init__(
        self,
        manuscript: Manuscript,
        book: Outline,
        material: OutlineMaterial,
        accepted: frozenset[str] = frozenset(),
    ) -> None:
        self.manuscript, self.book = manuscript, book
        self.names, self._notes = names(book, material, accepted), material.notes

    @cached_property
    def made(self) -> Outline:
        return applied(self.manuscript, self.book, self._notes, self.names)

    def findings(self, base: Outline) -> tuple[FileFinding, ...]:
        """Tell all of the file, beside the outline that it was made from."""
        told = findings(self.manuscript, self.book, self._notes, self.names)
        if base.version == self.book.version or any(one.what is What.FOREIGN for one in told):
            return told
        newer = (_newer(one) for one in overwritten(base, self.book, self.made))
        return (*(FileFinding(line=1, what=What.NEWER, message=one) for one in newer), *told)


def _newer(one: OutlineDifference) -> str:
    said = {
        "+": _("{name} came in after the file was made, which would take it out: {text}"),
        "−": _("taken out after the file was made, which would put it back: {text}"),
        "→": _("{name} was moved after the file was made, which would move it back: {text}"),
        "~": _("{name} was changed after the file was made, which would put “{before}” in the place of “{text}”"),
    }[one.sign]
    return said.format(name=one.name, text=shortened(one.text), before=shortened(one.before))


def _base(store: Store, file: _File, applied_as: tuple[str, str]) -> Outline:
    """Give the outline that a file was made from, or which it was taken over into last.

    That is known by the file's name and who took it over, where the file has nothing again as it was before.
    """
    if file.manuscript.version == file.book.version:
        return file.book
    base, latest = _made_from(store, file), None
    for past in store.outlines.past():
        if past.book.version == base.version:
            break
        edition = past.edition
        if edition and edition.verb is EditVerb.APPLY and (edition.about, edition.person) == applied_as:
            latest = past.book
            break
    return latest if latest is not None and not reverted(base, latest, file.made) else base


def _made_from(store: Store, file: _File) -> Outline:
    """Give the outline that a file was made from; of one that does not tell, the oldest that it is most like."""
    version = file.manuscript.version
    best, most = file.book, None
    for past in store.outlines.past():
        if version and past.book.version == version:
            return past.book
        alike = likeness(file.manuscript, past.book, file.names) if past.book.chapters else None
        if alike is not None and (most is None or alike >= most):
            best, most = past.book, alike
    return best


def _read(path: Path, drop: bool = False) -> tuple[Manuscript, Heard]:
    manuscript, heard = _parsed(path, drop)
    if not any(one.id for one in manuscript.headings()) and not any(one.id for one in manuscript.passages()):
        raise InputError(_("{path} is no outline of kennis: nothing in it has an id").format(path=path))
    return manuscript, heard


def _parsed(path: Path, drop: bool) -> tuple[Manuscript, Heard]:
    try:
        data = read_file(path, LARGEST)
    except TooLarge:
        raise InputError(_("{path} is larger than 25 MiB, which no outline is").format(path=path)) from None
    except (OSError, ValueError) as error:
        raise InputError(_("{path} cannot be read: {reason}").format(path=path, reason=why(error))) from error
    if data.startswith(b"PK"):
        return read_office(data)
    made = read(_text(path, data))
    return dropped(made) if drop else made, Heard()


def _text(path: Path, data: bytes) -> str:
    """Decode a text in UTF-8, or in what Windows writes where output is led into a file: UTF-16 or code page 1252."""
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return load(path).text
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise InputError(_("{path} begins as a text in UTF-16 and is none").format(path=path)) from error
