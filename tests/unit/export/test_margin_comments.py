"""Open questions and remarks stand in the margin of office documents, and are not taken for the editor's own."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from kennis.export import FORMATS, ExportInputs
from kennis.export.quotation_check import check
from kennis.manuscript import read_office
from kennis.nouns import PassageKind, PrintedOutline, Remark, RemarkKind
from kennis.workflows.outline.preflight_check import marginal
from tests.outlines import build
from tests.unit.export.hostile import QUICK
from tests.unit.export.outlines import noted, outlined
from tests.unit.export.references import changed, part_of
from tests.unit.outline.meeting import material

OFFICE = ("docx", "odt")
PART = {"docx": "word/comments.xml", "odt": "content.xml"}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ANNOTATION = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
REMARK = "er staat een telefoonnummer in · kennis preflight accept 0123456789ab"


def written(format: str, outline: PrintedOutline, remarks: dict[str, tuple[str, ...]] | None = None) -> bytes:
    """Write an outline with remarks."""
    write = FORMATS[format].supplied
    assert write is not None
    return write(outline, ExportInputs(remarks=remarks or {}))


def comments(format: str, data: bytes) -> list[str]:
    """Give the texts of the comments of a document."""
    root = ElementTree.fromstring(part_of(data, PART[format]))
    if format == "docx":
        assert {one.get(f"{W}author") for one in root} <= {"kennis"}
        return ["".join(one.text or "" for one in comment.iter(f"{W}t")) for comment in root.iter(f"{W}comment")]
    return ["".join(comment.find(TEXT).itertext()) for comment in root.iter(ANNOTATION)]  # type: ignore[union-attr]


def kept() -> PrintedOutline:
    """Give an outline whose passages have ids."""
    outline = build(material())
    (section, *others) = outline.chapters[0].sections
    passages = tuple(replace(one, id=f"{number:032x}") for number, one in enumerate(section.passages, 1))
    chapter = replace(outline.chapters[0], id="c" * 32, sections=(replace(section, passages=passages), *others))
    return replace(outline, chapters=(chapter, *outline.chapters[1:]))


@pytest.mark.parametrize("format", OFFICE)
def test_each_open_question_has_a_comment_that_tells_what_its_footnote_tells(format: str) -> None:
    outline = outlined(noted(["Wie beslist?"]), "Iemand, rol")
    (told,) = comments(format, written(format, outline))
    assert "n1 · Een avond, 12 maart 2020" in told and "Iemand" not in told
    (chapter,) = outline.chapters
    (section,) = chapter.sections
    own = tuple(replace(one, own=one.kind is PassageKind.QUESTION) for one in section.passages)
    outline = replace(outline, chapters=(replace(chapter, sections=(replace(section, passages=own),)),))
    assert comments(format, written(format, outline)) == []


@pytest.mark.parametrize("format", OFFICE)
def test_remarks_stand_beside_their_passage_and_change_nothing_that_is_said(format: str) -> None:
    outline = kept()
    first = outline.chapters[0].sections[0].passages[0]
    data = written(format, outline, {first.id: (REMARK, "Nog een opmerking <met> & tekens"), "elders": ("weg",)})
    assert comments(format, data)[:2] == [REMARK, "Nog een opmerking <met> & tekens"]
    assert "weg" not in comments(format, data)
    check(format, data, outline, material().notes)
    assert FORMATS[format].read(data) == FORMATS[format].read(written(format, outline))


@pytest.mark.parametrize("format", OFFICE)
def test_hostile_texts_do_not_leave_their_comments(format: str) -> None:
    notes = noted(QUICK)
    outline = outlined(notes, "Iemand")
    sources = tuple(replace(one, title="</w:comment> <x> & ]]> 'x'") for one in outline.sources)
    outline = replace(outline, sources=sources)
    data = written(format, outline)
    assert len(comments(format, data)) == len(notes)
    check(format, data, outline, notes)


def altered(old: str, new: str) -> Callable[[bytes], bytes]:
    return lambda part: part.replace(old.encode(), new.encode())


@pytest.mark.parametrize("format", OFFICE)
def test_an_editor_hears_of_their_own_comments_and_of_ours_that_they_changed_only(format: str) -> None:
    outline = kept()
    question = next(one for one in outline.chapters[0].sections[0].passages if one.kind is PassageKind.QUESTION)
    data = written(format, outline, {question.id: (REMARK,)})
    ours = comments(format, data)
    assert len(ours) > 1 and read_office(data)[1].comments == ()
    said = read_office(changed(data, {PART[format]: altered("0123456789ab", "0123456789ab Nee!")}))[1].comments
    assert [(one.author, one.text, one.passage) for one in said] == [("kennis", f"{REMARK} Nee!", question.id)]
    author = {"docx": 'w:author="kennis"', "odt": "<dc:creator>kennis<"}[format]
    other = changed(data, {PART[format]: altered(author, author.replace("kennis", "Redacteur"))})
    assert sorted(one.text for one in read_office(other)[1].comments) == sorted(ours)


def test_what_an_editor_wants_beside_the_words_is_told_with_its_key() -> None:
    def remark(kind: RemarkKind, accepted: bool = False) -> Remark:
        return Remark(key=f"{kind}-key", kind=kind, name="1.1.1", part="p", notes=(), message=kind, accepted=accepted)

    found = [remark(kind) for kind in RemarkKind] + [remark(RemarkKind.BSN, accepted=True)]
    told = marginal(found)
    assert set(told) == {"p"} and "name · kennis preflight accept name-key" in told["p"]
    assert len(told["p"]) == 6 and not any("unapproved" in one for one in told["p"])


@pytest.mark.parametrize("format", OFFICE)
def test_a_comment_has_a_begin_an_end_and_a_style_that_is_there(format: str) -> None:
    data = written(format, outlined(noted(["Wie beslist?", "Wie betaalt?"])))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if format == "docx":
            document = archive.read("word/document.xml").decode()
            styles = archive.read("word/styles.xml").decode()
            for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
                assert re.findall(f'<w:{tag} w:id="([^"]+)"', document) == ["1", "2"]
            assert 'w:styleId="CommentText"' in styles and 'w:styleId="CommentReference"' in styles
        else:
            content = archive.read("content.xml").decode()
            named = re.findall('<office:annotation office:name="([^"]+)"', content)
            assert named == re.findall('<office:annotation-end office:name="([^"]+)"', content) and len(named) == 2
