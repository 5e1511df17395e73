"""What stands around a database: what is looked into, what cannot be, and what must not be deleted."""

import errno
import io
import os
import re
import shutil
import zipfile
from contextlib import closing
from pathlib import Path

import pypdf
import pytest

from kennis.errors import FileRefused, WorkspaceError
from kennis.files import read_file
from kennis.nouns import Fate, FoundTrace, Trace, Why
from kennis.store import sqlite
from kennis.store.sqlite import backups
from kennis.workflows.erasure import file_search, file_traces, other_files
from kennis.workflows.erasure import forget as forgetting
from kennis.workflows.workspace import Workspace
from tests.unit.store.erasure.test_erase import CANARIES, NOW, found_in
from tests.unit.workflows.erasure.test_forget import forget, made, workspace

__all__ = ["made", "workspace"]


def told(done: forgetting.Forgetting, sort: Trace) -> list[tuple[str, Fate, str]]:
    """Give what was found of a sort."""
    return sorted((one.item, one.fate, one.why) for one in done.found if one.sort is sort)


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Give a ZIP of files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def locked() -> bytes:
    """Give a PDF that only its owner may change, in AES, by the words of one in RC4."""
    writer, data = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(9, 9)
    writer.add_metadata({"/Title": NOW})
    writer.encrypt("", "eigenaar", algorithm="RC4-128")
    writer.write(data)
    aes = b"/V 4\n/R 4\n/CF <</StdCF <</CFM /AESV2 /AuthEvent /DocOpen /Length 16>>>> /StmF /StdCF /StrF /StdCF\n"
    text = re.sub(rb"/V 2\n/R 3\n", aes, data.getvalue())
    return re.sub(rb"startxref\n\d+", b"startxref\n%d" % text.index(b"xref\n0 "), text)


DAMAGED = {
    "locked.pdf": locked(),
    "cut.docx": zipped({"word/document.xml": NOW.encode() * 50})[:100],
    "name.zip": zipped({"é.txt": b"x"}).replace("é".encode(), b"\xff\xff"),
    "packed.zip": zipped({"a": os.urandom(999)}, zipfile.ZIP_LZMA).replace(
        b"\x09\x04\x05\x00\x5d", b"\x09\x04\x05\x00\xff"
    ),
    "deep.zip": zipped({"a": zipped({"b": zipped({"c": NOW.encode()})})}),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_file_that_cannot_be_looked_into_is_told_and_does_not_count(workspace: Workspace, name: str) -> None:
    (workspace.folder / name).write_bytes(DAMAGED[name])
    (workspace.exports / name).write_bytes(DAMAGED[name])
    with pytest.raises(FileRefused):
        list(file_search.texts(workspace.folder / name))
    done = forget(workspace)
    assert told(done, Trace.UNSEEN) == [(one, Fate.LEFT, "unreadable") for one in sorted((f"exports/{name}", name))]
    assert done.done and done.left == 0


@pytest.mark.parametrize("disk", [errno.EACCES, errno.EIO])
def test_a_file_that_the_disk_refuses_is_told(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, disk: int) -> None:
    path, real = workspace.folder / "dicht.txt", read_file
    path.write_text(NOW, "utf-8")

    def refused(one: Path, limit: int) -> bytes:
        if one == path:
            raise OSError(disk, os.strerror(disk), str(one))
        return real(one, limit)

    monkeypatch.setattr("kennis.workflows.erasure.file_search.read_file", refused)
    assert told(forget(workspace), Trace.UNSEEN) == [("dicht.txt", Fate.LEFT, "unreadable")]


def test_what_is_packed_in_what_is_packed_is_found_beside_what_is_damaged(tmp_path: Path) -> None:
    sound = zipped({"xl/sharedStrings.xml": f"<t>{NOW}</t>".encode()})
    path = tmp_path / "rapport.docx"
    path.write_bytes(zipped({"a.zip": DAMAGED["cut.docx"], "word/embeddings/tabel.xlsx": sound}))
    assert file_search.holds(path, lambda text: CANARIES[2] in text)


def test_folders_that_are_called_like_those_of_kennis_are_looked_into(workspace: Workspace) -> None:
    names = ["archief/exports/boek.txt", "archief/sessions/a.md", "oud/.kennis/x.txt", "sessions/oud/a.md"]
    for name in (*names, "node_modules/a/b.txt", "a/.git/c.txt"):
        (workspace.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (workspace.folder / name).write_text(NOW, "utf-8")
    assert [item for item, _fate, _why in told(forget(workspace), Trace.OTHER)] == sorted(names)


def test_what_is_above_the_limits_is_told(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b", "c"):
        (workspace.folder / f"{name}.txt").write_text("x" * 99, "utf-8")
    (workspace.folder / "a.txt").write_text("x" * 200_000, "utf-8")
    monkeypatch.setattr(file_traces, "LARGEST", 150_000)
    there = len(set(other_files.beside(workspace)))
    monkeypatch.setattr(file_traces, "_MOST", there - 2)
    done = forget(workspace)
    assert ("2 more files", Fate.LEFT, "") in told(done, Trace.UNSEEN) and done.left == 0
    monkeypatch.setattr(file_traces, "_MOST", 5000)
    assert told(forgetting.look(workspace, "n1"), Trace.UNSEEN) == [("a.txt", Fate.LEFT, "")]


def test_hidden_files_of_people_are_not_deleted(workspace: Workspace) -> None:
    names = [".aantekeningen.tmp.txt", "sessions/.oud.tmp-mijn/x.txt", ".mijn.tmp", ".new-werk/x.txt"]
    for name in names:
        (workspace.folder / name).parent.mkdir(exist_ok=True)
        (workspace.folder / name).write_text(NOW, "utf-8")
    (workspace.folder / ".map.12345678.tmp").mkdir()
    (workspace.folder / ".map.12345678.tmp" / "y.txt").write_text("Van iemand.", "utf-8")
    done = forget(workspace)
    assert all((workspace.folder / name).exists() for name in (*names, ".map.12345678.tmp/y.txt"))
    assert told(done, Trace.OTHER) == [(name, Fate.LEFT, "") for name in sorted(names)]


def test_what_another_program_is_writing_is_told_and_stays(workspace: Workspace) -> None:
    names = [".kennis/.new-123/kennis.db", ".kennis/places/.9.json.0123abcd.tmp", "sessions/.x.md.12345678.tmp"]
    export = "exports/.boek.md.12345678.tmp"
    for name in (*names, export):
        (workspace.folder / name).parent.mkdir(exist_ok=True)
        (workspace.folder / name).write_text(NOW, "utf-8")
    done = forget(workspace)
    assert told(done, Trace.OTHER) == [(name, Fate.LEFT, "") for name in sorted(names)]
    assert (export, Fate.LEFT, "") in told(done, Trace.EXPORT) and done.left == 4
    assert all((workspace.folder / name).exists() for name in (*names, export))
    for name in (*names, export, ".kennis/.new-123"):
        os.utime(workspace.folder / name, (0, 0))
    again = forgetting.forget(workspace, "n1", forgetting.ForgetOptions(keep_exports=True))
    assert {item for item, fate, _why in told(again, Trace.OTHER) if fate is Fate.ERASED} == {
        *names[1:],
        ".kennis/.new-123",
        export,
    }
    assert not any((workspace.folder / name).exists() for name in (*names, export))


def test_a_folder_that_cannot_be_opened_is_told(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    closed, real = workspace.folder / "dicht", os.scandir
    closed.mkdir()

    def refused(one: str) -> object:
        if Path(one) == closed:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(one))
        return real(one)

    monkeypatch.setattr(os, "scandir", refused)
    assert told(forgetting.look(workspace, "n1"), Trace.UNSEEN) == [("dicht", Fate.LEFT, "unreadable")]


def test_folders_of_programs_are_not_walked(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    (workspace.folder / "werk" / ".git" / "objects").mkdir(parents=True)
    seen: list[str] = []
    real = os.scandir

    def asked(one: str) -> object:
        seen.append(str(one))
        return real(one)

    monkeypatch.setattr(os, "scandir", asked)
    list(other_files.beside(workspace))
    assert any(one.endswith("werk") for one in seen) and not any(".git" in one for one in seen)


def the_backup(workspace: Workspace) -> Path:
    """Give the only backup."""
    (path,) = (workspace.database / backups.FOLDER).glob("*.db")
    return path


@pytest.mark.parametrize("disk", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_a_disk_that_refuses_loses_no_backup(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, disk: int) -> None:
    path = the_backup(workspace)
    before = path.read_bytes()

    def refused(*_given: object) -> None:
        raise OSError(disk, os.strerror(disk), "kennis.db")

    with monkeypatch.context() as patched:
        patched.setattr(shutil, "copyfile", refused)
        with pytest.raises(WorkspaceError, match="to go on:  kennis forget"):
            forget(workspace)
    assert path.read_bytes() == before
    finished = forgetting.finish(workspace)
    assert finished is not None and not found_in(path, *CANARIES)


def test_a_backup_that_somebody_holds_is_not_lost(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    path = the_backup(workspace)
    driver, real = sqlite.driver(), sqlite.driver().connect
    with closing(real(str(path), isolation_level=None)) as other, monkeypatch.context() as patched:
        other.execute("BEGIN EXCLUSIVE")
        patched.setattr(driver, "connect", lambda *given, **more: real(*given, **{**more, "timeout": 0}))
        with pytest.raises(WorkspaceError, match=r"locked.*to go on:  kennis forget"):
            forget(workspace)
    assert path.exists()


def test_a_damaged_backup_is_deleted(workspace: Workspace) -> None:
    path = the_backup(workspace)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    gone = FoundTrace(sort=Trace.BACKUP, item=path.name, fate=Fate.ERASED, why=Why.UNREAD)
    assert gone in forget(workspace).found and not path.exists()


def test_a_sound_database_of_another_program_is_told_and_stays(workspace: Workspace) -> None:
    path = workspace.database / backups.FOLDER / "ander.db"
    with closing(sqlite.driver().connect(str(path))) as connection:
        connection.execute("CREATE TABLE ding (naam TEXT)")
    done = forget(workspace)
    assert (path.name, Fate.LEFT, Why.UNREAD) in told(done, Trace.BACKUP) and path.exists() and done.left == 1
