"""A document that was worked on in LibreOffice comes back."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from kennis.manuscript import HeardComment, Revision, applied, read_office
from kennis.nouns import Outline
from tests.unit.manuscript.books import counted, part_id
from tests.unit.manuscript.example import (
    CHAPTER,
    CONTRIBUTION,
    COUNTER,
    FIRST,
    LOOSE,
    OWN,
    QUESTION,
    QUOTE,
    SECOND,
    SUMMARY,
    example,
)
from tests.unit.manuscript.printing import document

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice"),
]
LIBRARY = "http://openoffice.org/2000/library"
SCRIPT = "http://openoffice.org/2000/script"
MADE = example()

OPENING = """
Function Found(doc, words As String)
  sought = doc.createSearchDescriptor()
  sought.SearchString = words
  Found = doc.findFirst(sought)
End Function

Function Heading(doc, title As String)
  sought = doc.createSearchDescriptor()
  sought.SearchString = title
  f = doc.findFirst(sought)
  Do While Left(f.ParaStyleName, 7) <> "Heading"
    f = doc.findNext(f, sought)
  Loop
  Heading = f
End Function

Function Whole(f)
  c = f.Text.createTextCursorByRange(f)
  c.gotoStartOfParagraph(False)
  c.gotoNextParagraph(True)
  Whole = c
End Function

Sub Send(doc, command As String)
  sender = createUnoService("com.sun.star.frame.DispatchHelper")
  sender.executeDispatch(doc.CurrentController.Frame, command, "", 0, Array())
End Sub

Sub Edit(source As String, target As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  doc = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  view = doc.CurrentController.ViewCursor
"""
CLOSING = """
  Dim kept(0) As New com.sun.star.beans.PropertyValue
  kept(0).Name = "FilterName"
  kept(0).Value = "FILTER"
  doc.storeToURL(ConvertToURL(target), kept())
  doc.close(True)
End Sub
"""
FILTERS = {"docx": "MS Word 2007 XML", "odt": "writer8"}
NOTHING = ""
LISTING = """
  doc.getDocumentIndexes().getByIndex(0).update()
"""
MOVING = """
  f = Heading(doc, "Modellen")
  c = f.Text.createTextCursorByRange(f)
  c.gotoStartOfParagraph(False)
  Do While c.gotoNextParagraph(True)
    d = c.Text.createTextCursorByRange(c.End)
    If Left(d.ParaStyleName, 7) = "Heading" And d.ParaStyleName <> "Heading 3" Then Exit Do
  Loop
  doc.CurrentController.select(c)
  Send(doc, ".uno:Cut")
  view.gotoRange(Heading(doc, "Dashboards").Start, False)
  Send(doc, ".uno:Paste")
"""
COPYING = """
  doc.CurrentController.select(Whole(Found(doc, "De raad krijgt")))
  Send(doc, ".uno:Copy")
  view.gotoRange(Whole(Found(doc, "Het model hoort")).Start, False)
  Send(doc, ".uno:Paste")
"""
CHANGING = """
  f = Found(doc, "Zo ziet de redactie het.")
  f.String = "Zo zag de redactie het."
  a = doc.createInstance("com.sun.star.text.textfield.Annotation")
  a.Author = "Redacteur"
  a.Content = "Klopt dit?"
  f = Found(doc, "Wie is eigenaar")
  f.Text.insertTextContent(f.End, a, False)
  doc.RecordChanges = True
  Found(doc, "nog geen beleid").String = "geen beleid"
  f = Found(doc, "Het model hoort")
  c = f.Text.createTextCursorByRange(f.Start)
  f.Text.insertString(c, "Nieuw van de redactie.", False)
  f.Text.insertControlCharacter(c, 0, False)
  Whole(Found(doc, "Wij hebben dat juist")).String = ""
"""


def edited(body: str, folder: Path, format: str) -> bytes:
    """Open the document in LibreOffice, do what a macro says, and give what is saved."""
    source, target = folder / f"draft.{format}", folder / f"edited.{format}"
    source.write_bytes(document(MADE, format))
    office = ("soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore")
    subprocess.run((*office, "--terminate_after_init"), check=True, capture_output=True, timeout=120)
    standard = folder / "profile" / "user" / "basic" / "Standard"
    standard.joinpath("script.xlb").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><library:library xmlns:library="{LIBRARY}" library:name="Standard"'
        ' library:readonly="false" library:passwordprotected="false"><library:element library:name="Editing"/>'
        "</library:library>",
        "utf-8",
    )
    commands = escape(OPENING + body + CLOSING.replace("FILTER", FILTERS[format]))
    standard.joinpath("Editing.xba").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><script:module xmlns:script="{SCRIPT}" script:name="Editing"'
        f' script:language="StarBasic">{commands}</script:module>',
        "utf-8",
    )
    macro = f'macro:///Standard.Editing.Edit("{source}","{target}")'
    subprocess.run((*office, macro), check=True, capture_output=True, timeout=120)
    return target.read_bytes()


def applied_to(data: bytes) -> Outline:
    """Take a document over."""
    return applied(read_office(data)[0], MADE.book, MADE.notes, MADE.names, counted())


@pytest.mark.parametrize("format", FILTERS)
def test_a_document_that_was_only_saved_changes_nothing(tmp_path: Path, format: str) -> None:
    assert applied_to(edited(NOTHING, tmp_path, format)) == MADE.book


@pytest.mark.parametrize("format", FILTERS)
def test_contents_that_were_updated_change_nothing(tmp_path: Path, format: str) -> None:
    assert applied_to(edited(LISTING, tmp_path, format)) == MADE.book


@pytest.mark.parametrize("format", FILTERS)
def test_a_moved_section_keeps_its_id(tmp_path: Path, format: str) -> None:
    assert applied_to(edited(MOVING, tmp_path, format)).chapters[0] == replace(CHAPTER, sections=(SECOND, FIRST))


@pytest.mark.parametrize("format", FILTERS)
def test_a_copied_passage_is_a_copy(tmp_path: Path, format: str) -> None:
    chapter = applied_to(edited(COPYING, tmp_path, format)).chapters[0]
    assert chapter.passages == (replace(SUMMARY, id=part_id(1, 0xF)), LOOSE)


@pytest.mark.parametrize("format", FILTERS)
def test_changes_tracked_or_not_and_comments_come_back(tmp_path: Path, format: str) -> None:
    data = edited(CHANGING, tmp_path, format)
    chapter = applied_to(data).chapters[0]
    first, second = chapter.sections
    text = "De raad krijgt inzichten waar geen beleid bij hoort."
    assert [one.id for one in first.passages] == [SUMMARY.id, QUOTE.id, FIRST.passages[2].id]
    assert first.passages[0] == replace(SUMMARY, text=text, own=True)
    assert COUNTER not in first.passages
    assert second.passages == (QUESTION, replace(OWN, text="Zo zag de redactie het."), CONTRIBUTION)
    assert [one.text for one in chapter.passages] == ["Nieuw van de redactie.", LOOSE.text]
    heard = read_office(data)[1]
    assert [(one.author, one.text, one.passage) for one in heard.comments] == [
        ("Redacteur", "Klopt dit?", QUESTION.id.replace("-", ""))
    ]
    assert isinstance(heard.comments[0], HeardComment)
    assert {one.revision for one in heard.tracked} == {Revision.INSERTED, Revision.REMOVED}
