"""The quotation check: what a file says is what was said, or there is no file."""

import errno
import os
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import Phase, given
from hypothesis import strategies as st

from kennis.clean_text import clean
from kennis.errors import CheckFailed, UsageError, WorkspaceError
from kennis.export import formats
from kennis.export.formats import FORMATS, Format
from kennis.export.markdown import write_markdown
from kennis.export.quotation_check import check
from kennis.export.write import export
from kennis.note_paragraphs import laid_out
from kennis.nouns import PrintedOutline, PrintedPassage
from tests.draws import drawn
from tests.unit.export.outlines import HOSTILE, noted, outlined

_CHARACTERS = st.one_of(
    st.sampled_from("\\`*_{}[]<>()#+-.!|~=:;'\"&$^@/%“”‘’—… \t\n\u00a0\u2003\u202f1a"),
    st.characters(exclude_categories=["Cs"]),
)
_FRAGMENTS = st.sampled_from(HOSTILE)
_TEXTS = st.lists(st.one_of(_FRAGMENTS, st.text(_CHARACTERS, max_size=30)), min_size=1, max_size=4).map("".join)


COMMENTS = ("<!-- kennis -->", "<!-- p:000000000001 quote -->", "<!-- own p:000000000001 -->", "<!-- s:1a T-001 -->")


@pytest.mark.parametrize("format", FORMATS)
def test_hostile_texts_survive_every_format(format: str) -> None:
    notes = noted([clean(text).text for text in HOSTILE])
    outline = outlined(notes, "Iemand *met* [een] <rol>, „Raad” & zo")
    check(format, FORMATS[format].write(outline), outline, notes)


@drawn(100)
@given(st.lists(_TEXTS, min_size=1, max_size=8), _TEXTS)
def test_any_clean_text_survives_markdown(texts: list[str], attribution: str) -> None:
    assert damage("md", texts, attribution) == ""


@drawn(60)
@given(st.lists(st.one_of(_TEXTS, st.sampled_from(COMMENTS)), min_size=1, max_size=8), _TEXTS)
def test_any_clean_text_survives_the_markdown_of_a_kept_outline(texts: list[str], attribution: str) -> None:
    notes = noted([text for item in texts if laid_out(text := clean(item).text)])
    outline = kept(outlined(notes, clean(attribution).text))
    data = write_markdown(outline)
    check("md", data, outline, notes)
    assert len(re.findall(rb"(?<!\\)<!--", data)) == len(re.findall(rb" <!-- [^<>\n]* -->$", data, re.MULTILINE))


@pytest.mark.parametrize("comment", COMMENTS)
def test_only_our_own_comments_are_no_part_of_what_a_file_says(comment: str) -> None:
    notes = noted(["Zo is het gezegd."])
    outline = kept(outlined(notes))
    data = write_markdown(outline)
    for other in (comment.replace("<!--", "\\<!--"), f"{comment}.", comment.replace("kennis", "weg").replace(":", "-")):
        spoilt = data.decode().replace("gezegd.”", f"gezegd.” {other}", 1)
        with pytest.raises(CheckFailed):
            check("md", spoilt.encode(), outline, notes)
    spoilt = data.decode().replace("<!-- p:", "<!-- weg:", 1)
    with pytest.raises(CheckFailed):
        check("md", spoilt.encode(), outline, notes)


@pytest.mark.parametrize("format", ["latex", "csv", "xlsx"])
@drawn(40)
@given(st.lists(_TEXTS, min_size=1, max_size=8), _TEXTS)
def test_any_clean_text_survives_our_own_writers(format: str, texts: list[str], attribution: str) -> None:
    assert damage(format, texts, attribution) == ""


@pytest.mark.parametrize("format", ["html", "docx", "odt", "epub", "pdf"])
# A call of pandoc or Typst is too slow to shrink by.
@drawn(8, phases=[Phase.explicit, Phase.generate])
@given(st.lists(_TEXTS, min_size=20, max_size=40), _TEXTS)
def test_any_clean_text_survives_pandoc_and_typst(format: str, texts: list[str], attribution: str) -> None:
    assert damage(format, texts, attribution) == ""


def kept(outline: PrintedOutline) -> PrintedOutline:
    """Give an outline of which every part has an id, as one that is kept."""
    numbers = count(1)

    def passages(found: Sequence[PrintedPassage]) -> tuple[PrintedPassage, ...]:
        return tuple(replace(one, id=f"01900000-0000-7000-8001-{next(numbers):012x}") for one in found)

    chapters = tuple(
        replace(
            chapter,
            id=f"01900000-0000-7000-8002-{next(numbers):012x}",
            sections=tuple(
                replace(one, id=f"01900000-0000-7000-8003-{next(numbers):012x}", passages=passages(one.passages))
                for one in chapter.sections
            ),
            loose=passages(chapter.loose),
        )
        for chapter in outline.chapters
    )
    return replace(outline, chapters=chapters)


def damage(format: str, texts: list[str], attribution: str) -> str:
    """Say what the check finds wrong with an export of these texts; empty if nothing is."""
    notes = noted([text for item in texts if laid_out(text := clean(item).text)])
    outline = outlined(notes, clean(attribution).text)
    try:
        check(format, FORMATS[format].write(outline), outline, notes)
    except CheckFailed as error:
        return str(error)
    return ""


@given(st.text(_CHARACTERS))
def test_layout_keeps_all_but_white_space_and_is_done_once(text: str) -> None:
    assert laid_out(text).split() == text.split()
    assert laid_out(laid_out(text)) == laid_out(text)


SPOILT: list[Callable[[str], str]] = [
    lambda text: text.replace("'", "’"),
    lambda text: text.replace("“Zo ", "Zo "),
    lambda text: text.replace("  ", " "),
    lambda text: text.replace("gezegd", "gezegd."),
    lambda text: text.replace("Iets anders", "Iets"),
    lambda text: text.replace("[n1]", "[n2]"),
    lambda text: text.replace("raadslid", "wethouder"),
    lambda text: text.replace("> ", "", 1),
    lambda text: text + "\n> “Nooit gezegd.” [n1]\n",
]


@pytest.mark.parametrize("spoil", SPOILT)
def test_a_writer_that_changes_anything_is_caught(
    spoil: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = noted(["Zo 'is'  het gezegd", "Iets anders"])
    outline = outlined(notes, "raadslid")
    good = FORMATS["md"]

    def write(outline: PrintedOutline) -> bytes:
        spoilt = spoil(good.write(outline).decode())
        assert spoilt != good.write(outline).decode()
        return spoilt.encode()

    monkeypatch.setitem(formats.FORMATS, "md", Format(".md", write, good.read))
    with pytest.raises(CheckFailed) as caught:
        export(outline, notes, "md", tmp_path)
    assert caught.value.exit_code == 4
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "csl"])  # that one quotes nothing
def test_a_quote_that_the_store_no_longer_holds_is_named(format: str, tmp_path: Path) -> None:
    notes = noted(["Dit is gezegd.", "Dit ook."])
    changed = (notes[0], replace(notes[1], text="Dit niet."))
    with pytest.raises(CheckFailed, match=r"n2: Dit ook\."):
        export(outlined(notes), changed, format, tmp_path)
    with pytest.raises(CheckFailed, match="there is no note n2"):
        export(outlined(notes), notes[:1], format, tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_file_is_named_after_the_programme_and_written_whole(tmp_path: Path) -> None:
    notes = noted(["Dit is gezegd."])
    outline = outlined(notes)
    path = export(outline, notes, "md", tmp_path / "exports")
    assert path == tmp_path / "exports" / "een-programma.md"
    first = path.read_bytes()
    assert export(outline, notes, "md", tmp_path / "exports").read_bytes() == first
    assert [item.name for item in path.parent.iterdir()] == ["een-programma.md"]


def test_an_unknown_format_and_an_unwritable_folder_are_refused(tmp_path: Path) -> None:
    notes = noted(["Dit is gezegd."])
    with pytest.raises(UsageError, match="rtf"):
        export(outlined(notes), notes, "rtf", tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(WorkspaceError, match="file"):
        export(outlined(notes), notes, "md", tmp_path / "file")


@pytest.mark.parametrize("format", FORMATS)
def test_a_full_disk_is_told_and_leaves_the_older_file(
    format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    older = tmp_path / f"een-programma{FORMATS[format].suffix}"
    older.write_text("ouder")
    notes = noted(["Dit is gezegd."])
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WorkspaceError, match="disk is full"):
        export(outlined(notes), notes, format, tmp_path)
    assert [(path, path.read_text()) for path in tmp_path.iterdir()] == [(older, "ouder")]


def test_no_room_for_what_a_writer_sets_aside_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notes = noted(["Dit is gezegd."])
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(WorkspaceError, match=r"een-programma\.docx cannot be written"):
        export(outlined(notes), notes, "docx", tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("format", ["html", "epub", "docx"])
def test_what_pandoc_would_change_stays_as_it_was_said(format: str) -> None:
    assert damage(format, ["heen ↔ en ↩ terug", "af↩", "een zacht\u00adje\u00ad"], "↔") == ""


@pytest.mark.parametrize("text", ["zegt العربية", "العربية (1)", "١٢ א"])
@pytest.mark.parametrize("by", ["3 mensen", "(4) العربية", "— Iemand"])
def test_a_pdf_tells_who_said_what_is_written_from_right_to_left(text: str, by: str) -> None:
    assert damage("pdf", [text], by) == ""


def test_a_pdf_keeps_a_quotation_mark_that_joins_what_no_font_has() -> None:
    assert damage("pdf", ["🏻 huid", "α🏻"], "🏻 wie") == ""
    notes = noted(["🏻 huid", "gewoon"])
    assert FORMATS["pdf"].unprintable is not None
    assert FORMATS["pdf"].unprintable(outlined(notes)) == {"🏻"}
