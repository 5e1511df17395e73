"""The outline in an editor's own tools: out as Markdown, and back from Markdown, Word or OpenDocument."""

from dataclasses import dataclass
from pathlib import Path

from kennis.errors import InputError
from kennis.files import TooLarge, name_of, read_file
from kennis.locale import _
from kennis.locale.reasons import why
from kennis.manuscript import Finding, Heard, Manuscript, Names, What, applied, findings, read, read_office, write
from kennis.nouns import Book, Edited, Edition, EditVerb
from kennis.outline.material import Material, open_up
from kennis.outline.parts import sections
from kennis.workflows import drafting
from kennis.workflows.outline_reading import kept, refuse_nothing
from kennis.workflows.workspace import Workspace

__all__ = ["SERIOUS", "Finding", "Report", "What", "apply", "check", "is_kept", "markdown"]

LARGEST = 25 * 1024 * 1024
SERIOUS = frozenset(
    {What.QUOTE, What.CONSENT, What.ATTRIBUTION, What.ID, What.FOREIGN, What.NOTE, What.QUOTATION, What.COPY}
)


@dataclass(frozen=True, slots=True)
class Report:
    """What a check tells of an editor's file: findings by line; tracked changes and comments of an office document."""

    findings: tuple[Finding, ...]
    heard: Heard

    @property
    def sound(self) -> bool:
        """Say whether all that is quoted, cited and attributed is as it was said and may be printed."""
        return not any(one.what in SERIOUS for one in self.findings)


def is_kept(workspace: Workspace) -> bool:
    """Say whether an outline is kept."""
    with workspace.store() as store:
        return bool(store.books.current().chapters)


def markdown(workspace: Workspace) -> str:
    """Give the kept outline as the file that an editor rearranges and rewrites; raises InputError without one."""
    with workspace.store() as store:
        book = kept(store)
        return write(book, _names(book, drafting.material(workspace, store)))


def check(workspace: Workspace, path: Path) -> Report:
    """Tell, line by line, what of a file is no longer what was said, unknown, unsourced or not allowed.

    Raises InputError for a file that cannot be read or is no outline, and where no outline is kept.
    """
    manuscript, heard = _read(path)
    with workspace.store() as store:
        book, material = kept(store), drafting.material(workspace, store)
        return Report(findings(manuscript, book, material.notes, _names(book, material)), heard)


def apply(workspace: Workspace, path: Path, person: str) -> Edition | None:
    """Take an editor's file over into the outline, as one version; None where it says what the outline says.

    Raises InputError for a file that cannot be read or is no outline, or one of another workspace.
    """
    manuscript, _heard = _read(path)
    with workspace.store() as store:
        material = drafting.material(workspace, store)

        def edited(book: Book) -> Edited:
            refuse_nothing(book)
            made = applied(manuscript, book, material.notes, _names(book, material))
            return Edited(verb=EditVerb.APPLY, book=made, about=f"{name_of(path)}{path.suffix}")

        return store.books.edit(person, edited)


def _names(book: Book, material: Material) -> Names:
    usable = open_up(material)
    return Names(
        title=material.programme.title,
        language=material.programme.language,
        numbers={note.id: note.number for note in material.notes},
        themes={theme.id: theme.name for theme in material.themes},
        views=usable.notes,
        kept_back=frozenset(
            one.id for one in sections(book) if not one.titled and usable.vocabulary.gives_away(one.title)
        ),
    )


def _read(path: Path) -> tuple[Manuscript, Heard]:
    manuscript, heard = _parsed(path)
    headings = [one.id for one in manuscript.chapters]
    headings += [one.id for chapter in manuscript.chapters for one in chapter.sections]
    if not any([*headings, *(one.id for one in manuscript.passages())]):
        raise InputError(_("{path} is no outline of kennis: nothing in it has an id").format(path=path))
    return manuscript, heard


def _parsed(path: Path) -> tuple[Manuscript, Heard]:
    try:
        data = read_file(path, LARGEST)
    except TooLarge:
        raise InputError(_("{path} is larger than 25 MiB, which no outline is").format(path=path)) from None
    except (OSError, ValueError) as error:
        raise InputError(_("{path} cannot be read: {reason}").format(path=path, reason=why(error))) from error
    if data.startswith(b"PK"):
        return read_office(data)
    try:
        return read(data.decode("utf-8-sig")), Heard()
    except UnicodeDecodeError as error:
        raise InputError(_("{path} is no text in UTF-8 and no Word or ODT document").format(path=path)) from error
