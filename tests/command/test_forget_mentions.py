"""What else tells of a person who is forgotten: versions of others' notes, tags, registers, a short surname."""

from pathlib import Path

import pytest

from tests.command.conftest import Kennis

SESSION = """\
---
id: 2020-03-12
title: Raad
date: 2020-03-12
participants:
  anna: {name: Anna de Wit, role: secretaris van Piet Bos, organisation: Kabinet Bos}
  piet-bos: {name: Piet Bos, role: wethouder}
  zonder-naam: {role: raadslid}
---
- 14:03 " De sleutels van het archief hangen nog bij de portier. @piet-bos
- 14:05 " Wat Bos ervan vond, weet niemand meer. #piet-bos #raad @anna
- 14:09 " Zo is het altijd gegaan. @piet-bos
"""


@pytest.fixture
def known(kennis: Kennis, empty: Path) -> Path:
    """Give a workspace in which a note was first somebody else's."""
    path = empty / "sessions" / "2020-03-12.md"
    path.write_text(SESSION, "utf-8")
    assert kennis("import", "sessions").code == 0
    written = path.read_text("utf-8")
    at = written.index("altijd gegaan")
    path.write_text(written[:at] + written[at:].replace("@piet-bos", "@anna"), "utf-8")
    assert kennis("import", "sessions").code == 0
    return empty


def holding(folder: Path, *words: bytes) -> list[str]:
    """Give the files that hold one of these words, in small letters."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in files if any(word in path.read_bytes().lower() for word in words)]


def test_nothing_tells_of_them_any_more(kennis: Kennis, known: Path) -> None:
    assert holding(known, b"piet") == ["kennis.db", "2020-03-12.md"]
    told = kennis("forget", "Piet Bos")
    assert told.code == 0 and "Kabinet" in told.out and "weet niemand meer" in told.out
    assert kennis("forget", "Piet Bos", "--yes", "--mentions").code == 0
    assert holding(known, b"piet", b"wat bos", b"kabinet bos", b"portier") == []
    people = kennis("participants", "list", "--format", "json").json
    assert [(one["role"], one["organisation"]) for one in people] == [
        ("secretaris van […]", "Kabinet […]"),
        ("raadslid", ""),
    ]
    assert [one["text"] for one in kennis("notes", "list", "--format", "json").json] == [
        "Wat […] ervan vond, weet niemand meer.",
        "Zo is het altijd gegaan.",
    ]
    assert kennis("doctor").code == 0


@pytest.mark.parametrize(
    ("words", "code"), [(("forget", "", "--yes"), 1), (("participants", "consent", "", "withdrawn"), 2)]
)
def test_an_empty_name_is_nobodys(kennis: Kennis, known: Path, words: tuple[str, ...], code: int) -> None:
    before = kennis("participants", "list").out
    assert kennis(*words).code == code
    assert kennis("participants", "list").out == before
