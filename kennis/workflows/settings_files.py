"""The files of a workspace that its archive holds: the settings, the programme beside them, reference documents."""

import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from kennis import config, office_zip
from kennis.errors import FileRefused, InputError, SettingsError
from kennis.export.reference_documents import LOOKS
from kennis.files import inside, is_file, is_there, read_file, write_atomically
from kennis.locale import _
from kennis.locale.reasons import why
from kennis.programmes.table import LARGEST
from kennis.store.archive import ArchivedSettings, ArchiveExtras, Reference
from kennis.workflows.workspace import Workspace, settings_text


def settings(folder: Path) -> Iterator[ArchivedSettings]:
    """Give the text of the settings, and of the programme's file where it stands beside them."""
    text = _text(folder / config.FILE)
    yield ArchivedSettings(config.FILE, text)
    programme = _programme(text)
    if programme:
        yield ArchivedSettings(programme, _text(folder / programme))


def _text(path: Path) -> str:
    return read_file(path, LARGEST).decode("utf-8-sig")


def _programme(text: str) -> str:
    """Give the file beside the settings that they name as the programme; empty if they name none."""
    try:
        found = tomllib.loads(text).get("programme")
    except (ValueError, RecursionError):
        return ""
    return found if isinstance(found, str) and found.endswith(".toml") and Path(found).name == found else ""


def references(workspace: Workspace) -> Iterator[Reference]:
    """Give the reference documents that stand in the workspace; one that is missing or too large is left out.

    Raises FileRefused where one cannot be read.
    """
    named = _named(workspace.folder, workspace.settings)
    for name in sorted(named):
        path = workspace.folder / name
        if is_file(path) and path.stat().st_size <= office_zip.LARGEST:
            try:
                yield Reference(name, read_file(path, office_zip.LARGEST))
            except OSError as error:
                raise FileRefused(path, _("cannot be read: {reason}").format(reason=why(error))) from error


def _named(folder: Path, found: config.Settings) -> Mapping[str, str]:
    """Give the formats of the reference documents in a folder that settings name, by their paths in it."""
    named = {}
    for format, path in found.export.references.items():
        with suppress(OSError):  # it leads out, or to itself
            named[inside(path, folder).relative_to(folder.resolve()).as_posix()] = format
    return named


def take(workspace: Workspace, extras: ArchiveExtras) -> Iterator[str]:
    """Take the settings of an archive over where those of the workspace are still as `kennis init` made them.

    Gives what is to be told of it.
    """
    theirs, ours = extras.settings, tuple(settings(workspace.folder))
    if theirs == ours or not theirs:
        return
    if ours != (ArchivedSettings(config.FILE, settings_text(workspace.settings.programme.slug)),):
        yield _("the settings stay as they are; those of the archive are other")
        return
    try:
        files = _checked(extras)
        there = [name for name in files if name != config.FILE and is_there(workspace.folder / name)]
        if there:
            raise SettingsError(_("there is a file {name} already").format(name=there[0]))
        for name, data in files.items():
            inside((workspace.folder / name).parent, workspace.folder).mkdir(parents=True, exist_ok=True)
            write_atomically(workspace.folder / name, data, workspace.folder)
        yield _("the settings are those of the archive now")
        for path in config.read(workspace.folder).export.references.values():
            if not is_there(path):
                yield _("the reference document {path} is not in the archive; put it there").format(path=path)
    except (SettingsError, OSError, UnicodeEncodeError) as error:
        reason = error if isinstance(error, SettingsError) else why(error)
        yield _("the settings of the archive are not taken: {reason}").format(reason=reason)


def _checked(extras: ArchiveExtras) -> dict[str, bytes]:
    """Give the files of an archive, the settings last; raises SettingsError where they are not what they should be."""
    first, *others = extras.settings
    if first.file != config.FILE or [one.file for one in others] not in ([], [_programme(first.text)]):
        raise SettingsError(_("they are none of a workspace"))
    texts = {one.file: one.text.encode("utf-8") for one in (*others, first)}
    with tempfile.TemporaryDirectory() as folder:
        for name, data in texts.items():
            (Path(folder) / name).write_bytes(data)
        named = _named(Path(folder), config.read(Path(folder)))
    return {one.file: _document(one, named) for one in extras.references} | texts


def _document(reference: Reference, named: Mapping[str, str]) -> bytes:
    """Give the bytes of a reference document; raises SettingsError where it is none, or not one of the settings."""
    hidden = any(part.startswith(".") for part in reference.file.split("/"))
    if reference.file not in named or hidden:
        raise SettingsError(_("they name no reference document {file}").format(file=reference.file))
    try:
        LOOKS[named[reference.file]].of(reference.content)
    except InputError as error:
        raise SettingsError(f"{reference.file}: {error}") from error
    return reference.content
