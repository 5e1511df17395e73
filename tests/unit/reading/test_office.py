"""A contribution as a Word or OpenDocument text: its paragraphs become notes, the same ones each time."""

import datetime
import io
import zipfile
from pathlib import Path

import pytest

from kennis import pandoc
from kennis.errors import FileRefused
from kennis.nouns import Kind
from kennis.reading import Reading, ReadOptions, read

OPTIONS = ReadOptions(today=datetime.date(2026, 11, 21))
ARTICLE = """---
title: Over kaarten
author: Kadaster
---

Wie de kaart heeft, heeft *het woord*.[^1]

# Eigendom

- de gemeente
- de leverancier, "die van de **kaart**"

> Van wie is de kaart?

| laag | van |
|------|-----|
| weg  | rijk |

## Later

Een <script>alert(1)</script> is hier tekst\\
op twee regels.

[^1]: Bron: de wet.
"""


def made(folder: Path, kind: str, text: str = ARTICLE) -> Path:
    path = folder / f"artikel.{kind}"
    path.write_bytes(pandoc.run(["--from=markdown-raw_html-native_divs", f"--to={kind}"], text.encode()))
    return path


def texts(found: Reading) -> list[str]:
    return [note.text for note in found.notes]


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_paragraphs_become_notes_under_their_headings(tmp_path: Path, kind: str) -> None:
    found = read(made(tmp_path, kind), OPTIONS)
    (session,) = found.sessions
    assert session.title == "Over kaarten" and [one.name for one in session.participants] == ["Kadaster"]
    assert texts(found) == [
        "Wie de kaart heeft, heeft het woord. [Bron: de wet.]",
        "- de gemeente\n- de leverancier, “die van de kaart”",
        "Van wie is de kaart?",
        "laag | van\nweg | rijk",
        "Een <script>alert(1)</script> is hier tekst\nop twee regels.",
    ]
    assert [note.context for note in found.notes] == [(), *[("Eigendom",)] * 3, ("Eigendom", "Later")]
    assert {note.kind for note in found.notes} == {Kind.CONTRIBUTION}
    assert {note.speaker for note in found.notes} == {"kadaster"}


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_document_read_again_gives_the_same_session_and_names(tmp_path: Path, kind: str) -> None:
    first = read(made(tmp_path, kind), OPTIONS)
    again = read(made(tmp_path, kind), ReadOptions(today=OPTIONS.today))
    assert first.sessions == again.sessions
    assert [one.external_id for one in first.notes] == [one.external_id for one in again.notes]


def test_without_a_title_the_file_names_the_session(tmp_path: Path) -> None:
    found = read(made(tmp_path, "docx", "Alleen een zin."), OPTIONS)
    assert found.sessions[0].title == "artikel" and found.sessions[0].participants == ()


def test_a_document_without_text_says_so(tmp_path: Path) -> None:
    assert read(made(tmp_path, "odt", ""), OPTIONS).notices


def packed(parts: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return data.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 broken",
        b"\xd0\xcf\x11\xe0 an old Word file",
        packed({"../word/document.xml": "<a/>", "word/document.xml": "<a/>"}),
        packed({"word/document.xml": "<a/>", "docProps/core.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        packed({"content.xml": "<a/>"}),
    ],
    ids=["empty", "broken", "old", "leads out", "doctype", "other"],
)
def test_what_is_no_such_document_is_refused_with_its_path(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "artikel.docx"
    path.write_bytes(data)
    with pytest.raises(FileRefused, match="artikel"):
        read(path, OPTIONS)
