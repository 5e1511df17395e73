"""Files are written whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from kennis.files import name_of, write_atomically


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    write_atomically(path, b"one")
    write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("step", ["fsync", "write"])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    write_atomically(path, b"one")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync" if step == "fsync" else "fdopen", full)
        with pytest.raises(OSError, match="No space"):
            write_atomically(path, b"two")
    assert path.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.touch(mode=0o600)
    write_atomically(path, b"one")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_link_goes_on_leading_to_its_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.symlink_to(tmp_path / "b.md")
    write_atomically(path, b"one")
    assert path.is_symlink() and (tmp_path / "b.md").read_bytes() == b"one"


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_atomically(tmp_path / "no" / "a.md", b"one")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("raad\x1b[31m\u202e\x07.csv", "raad[31m"),
        ("een\ntwee\x85drie.csv", "een twee drie"),
        ("caf\udce9.csv", "café"),
        ("\x1b.csv", ""),
    ],
)
def test_the_name_of_a_file_is_a_text_for_a_title(name: str, said: str) -> None:
    assert name_of(Path(name)) == said
