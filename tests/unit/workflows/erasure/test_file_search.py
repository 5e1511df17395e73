"""Files that hold words in another encoding or in the tables of a database."""

import bz2
import gzip
import io
import lzma
import shutil
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from kennis.errors import FileRefused
from kennis.nouns import Fate, Participant, Trace
from kennis.store import FILE, Offer, sqlite
from kennis.workflows.erasure import file_search, forget
from kennis.workflows.workspace import Workspace, init
from tests.samples import note, session
from tests.unit.workflows.erasure.test_file_traces import told, zipped

RENEE = Participant(handle="renee", name="Renée Müller", role="wethouder")
LINES = "naam;rol\r\nRenée Müller;lid – “raad”\r\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a workspace in which a person stands in the register and said nothing."""
    made = init(tmp_path / "ruimte")
    with made.store() as store:
        store.take_in(Offer((session(people=(RENEE,)),), (note(1),)))
    return made


def others(workspace: Workspace) -> list[str]:
    """Give the other files that hold her name."""
    found = told(forget.look(workspace, "renee"), Trace.OTHER)
    assert {fate for _item, fate, _why in found} <= {Fate.LEFT}
    return [item for item, _fate, _why in found]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_table_is_found_in_each_encoding(workspace: Workspace, encoding: str) -> None:
    data = LINES.encode(encoding)
    (workspace.folder / "lijst.csv").write_bytes(data)
    (workspace.folder / "anders.csv").write_bytes(LINES.replace("Renée Müller", "Zoë Vos").encode(encoding))
    (workspace.folder / "lijst.zip").write_bytes(zipped({"lijst.csv": data}))
    assert others(workspace) == ["lijst.csv", "lijst.zip"]


@pytest.mark.parametrize("written", ["Renée Mül\u00adler", "Rene\u0301e Mu\u0308ller", "Renée Mül\u200dler"])
def test_a_name_is_found_through_what_fonts_and_word_processors_put_in(workspace: Workspace, written: str) -> None:
    (workspace.folder / "brief.txt").write_text(f"Aan {written}, wethouder", "utf-8")
    assert others(workspace) == ["brief.txt"]


def tarred(files: dict[str, bytes]) -> bytes:
    """Give a tar of files."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return made.getvalue()


def test_what_is_packed_is_looked_into(workspace: Workspace) -> None:
    table = LINES.encode()
    packed = {
        "a.csv.gz": gzip.compress(table),
        "b.csv.bz2": bz2.compress(table),
        "c.csv.xz": lzma.compress(table),
        "d.tar": tarred({"lijst.csv": table, "leeg.zip": zipped({})}),
        "e.tgz": gzip.compress(tarred({"map/lijst.docx": zipped({"word/document.xml": table})})),
    }
    for name, data in packed.items():
        (workspace.folder / name).write_bytes(data)
    (workspace.folder / "anders.csv.gz").write_bytes(gzip.compress(b"naam;rol"))
    assert others(workspace) == sorted(packed)


@pytest.mark.parametrize("data", [b"7z\xbc\xaf\x27\x1c123", b"Rar!\x1a\x07123", b"\x28\xb5\x2f\xfd123", b"\x1f\x8b123"])
def test_what_cannot_be_unpacked_is_told(workspace: Workspace, data: bytes) -> None:
    (workspace.folder / "reserve").write_bytes(data)
    found = told(forget.look(workspace, "renee"), Trace.UNSEEN)
    assert [item for item, _fate, _why in found] == ["reserve"]


def test_what_is_packed_is_unpacked_no_further_than_files_may_be_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_search, "LARGEST", 1000)
    path = tmp_path / "bom.gz"
    path.write_bytes(gzip.compress(b"0" * 1001))
    with pytest.raises(FileRefused, match="too large"):
        file_search.holds(path, lambda text: False)


def test_bytes_that_are_no_text_at_all_are_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "plaatje.png"
    path.write_bytes(bytes(range(256)) + "Müller".encode("cp1252"))
    assert file_search.holds(path, lambda text: "Müller" in text)


def test_a_database_in_a_folder_of_the_database_is_looked_into(workspace: Workspace) -> None:
    folder = workspace.database / "backups" / "oud"
    folder.mkdir(parents=True)
    shutil.copy(workspace.database / FILE, folder / FILE)
    shutil.copy(workspace.database / FILE, workspace.folder / "kopie.sqlite")
    before = sorted(folder.iterdir())
    assert others(workspace) == [f".kennis/backups/oud/{FILE}", "kopie.sqlite"]
    assert sorted(folder.iterdir()) == before


def test_what_a_database_says_in_json_is_found(tmp_path: Path) -> None:
    path = tmp_path / "ander.db"
    with closing(sqlite.driver().connect(str(path), isolation_level=None)) as connection:
        connection.execute('CREATE TABLE "een ""tabel" (a, b TEXT, c BLOB)')
        connection.execute('INSERT INTO "een ""tabel" VALUES (?, ?, ?)', (1, '["Ren\\u00e9e M\\u00fcller"]', b"\xff"))
    assert "Renée Müller" in "".join(file_search.texts(path))


def test_a_damaged_database_is_told_after_what_can_be_read_of_it(tmp_path: Path) -> None:
    path = tmp_path / "stuk.db"
    path.write_bytes(b"SQLite format 3\x00" + b"Van Ren\xc3\xa9e." * 500)
    texts = file_search.texts(path)
    assert "Renée" in next(texts)
    with pytest.raises(FileRefused):
        list(texts)
