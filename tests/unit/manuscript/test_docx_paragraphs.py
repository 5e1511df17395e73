"""Documents as office programs leave them: changes, comments, copies, and what is refused."""

import io
import zipfile

import pytest

from kennis.errors import InputError
from kennis.manuscript import HeardComment, Manuscript, Revision, Tracked, WrittenPassage, read_office
from tests.unit.manuscript.books import part_id
from tests.unit.manuscript.word import document, foot, packed, paragraph, part, point, run, tracked

CHAPTER, SECTION, ONE, TWO = part_id(1), part_id(2), part_id(3), part_id(4)
HEADS = (
    paragraph("heading 1", point("c", CHAPTER), run("Rol")),
    paragraph("heading 2", point("s", SECTION), run("Dashboards")),
    paragraph("Facts", run("T-001 · 4 notities · stabiliteit 80%")),
    paragraph("heading 3", run("In het kort")),
)
FIRST = paragraph("Passage", run("Eerste zin."), point("p", ONE), foot(1))
SECOND = paragraph("Passage", run("Tweede zin."), point("p", TWO), foot(2))
NOTES = ("n17, n102 · Sessie van n3", "n4 · Sessie")


def read(*paragraphs: str, comments: tuple[str, ...] = ()) -> tuple[Manuscript, tuple[Tracked, ...]]:
    """Read a document of one section."""
    manuscript, heard = read_office(document(*HEADS, *paragraphs, footnotes=NOTES, comments=comments))
    return manuscript, heard.tracked


def passages(*paragraphs: str) -> list[tuple[str, str]]:
    """Give the ids, as words, and the texts of the passages of one section."""
    names = {ONE.replace("-", ""): "one", TWO.replace("-", ""): "two", "": ""}
    return [(names[one.id], one.text) for one in read(*paragraphs)[0].passages()]


def test_headings_passages_and_their_notes_are_found() -> None:
    ((chapter,), _) = (read(FIRST, SECOND)[0].chapters, 0)
    (section,) = chapter.sections
    assert (chapter.id, chapter.title) == (CHAPTER.replace("-", ""), "Rol")
    assert (section.id, section.title) == (SECTION.replace("-", ""), "Dashboards")
    assert section.passages == (
        WrittenPassage(line=5, text="Eerste zin.", id=ONE.replace("-", ""), numbers=(17, 102)),
        WrittenPassage(line=6, text="Tweede zin.", id=TWO.replace("-", ""), numbers=(4,)),
    )


def test_a_quotation_ends_with_its_speaker() -> None:
    end = paragraph("Quotation End", run("— wethouder", "Attribution"), point("p", ONE), foot(1))
    (found,) = read(paragraph("Block Text", run("“Wij niet."), "<w:r><w:br/></w:r>", run("Echt.”")), end)[0].passages()
    assert (found.text, found.attribution, found.quoted) == ("“Wij niet.\nEcht.”", "wethouder", True)


def test_tracked_changes_are_read_as_accepted_and_told() -> None:
    changed = paragraph(
        "Passage", run("Eerste "), tracked("del", run("zin")), tracked("ins", run("regel")), run("."), point("p", ONE)
    )
    manuscript, told = read(changed)
    assert [one.text for one in manuscript.passages()] == ["Eerste regel."]
    assert told == (
        Tracked(5, "Redacteur", Revision.REMOVED, "zin"),
        Tracked(5, "Redacteur", Revision.INSERTED, "regel"),
    )


def test_a_passage_taken_out_with_its_mark_is_gone_and_leaves_the_next_one_alone() -> None:
    gone = paragraph("Passage", tracked("del", run("Eerste zin.") + point("p", ONE) + foot(1)), mark="del")
    assert passages(gone, SECOND) == [("two", "Tweede zin.")]
    kept = paragraph("Passage", tracked("del", run("Eerste zin.")), point("p", ONE), mark="del")
    assert passages(kept, SECOND) == [("one", ""), ("two", "Tweede zin.")]


def test_a_bookmark_among_words_that_changed_stays() -> None:
    changed = paragraph(
        "Passage", run("Eerste "), tracked("del", run("zin.") + point("p", ONE)), tracked("ins", run("x."))
    )
    assert passages(changed) == [("one", "Eerste x.")]


def test_a_moved_passage_is_where_it_was_moved_to() -> None:
    start = paragraph("Passage", tracked("moveFrom", run("Eerste zin.") + point("p", ONE)), mark="moveFrom")
    end = paragraph("Passage", tracked("moveTo", run("Eerste zin.")), point("p", ONE, "_Copy_"), foot(1))
    assert passages(start, SECOND, end) == [("two", "Tweede zin."), ("one", "Eerste zin.")]
    assert [one.revision for one in read(start, SECOND, end)[1]] == [Revision.REMOVED, Revision.MOVED]


@pytest.mark.parametrize("copy", [" Copy 1", "_Copy_1", "_Copy_", "_Cop"])
def test_a_copy_bears_the_id_of_its_original(copy: str) -> None:
    again = paragraph("Passage", run("Eerste zin."), point("p", ONE, copy))
    assert passages(FIRST, again) == [("one", "Eerste zin."), ("one", "Eerste zin.")]


def test_paragraphs_that_ran_together_are_parted_at_their_bookmarks() -> None:
    joined = paragraph("Passage", run("Eerste zin."), point("p", ONE), foot(1), run(" Tweede zin."), point("p", TWO))
    assert passages(joined) == [("one", "Eerste zin."), ("two", "Tweede zin.")]


def test_words_after_the_bookmark_belong_to_its_passage() -> None:
    assert passages(paragraph("Passage", run("Eerste zin."), point("p", ONE), foot(1), run(" En meer."))) == [
        ("one", "Eerste zin. En meer.")
    ]


def test_new_paragraphs_of_any_style_are_new_passages() -> None:
    new = [paragraph(style, run(f"Nieuw {style}")) for style in ("Passage", "Facts", "Intro", "heading 3")]
    assert passages(*new[:1], FIRST, *new[1:2], *new[3:]) == [
        ("", "Nieuw Passage"),
        ("one", "Eerste zin."),
        ("", "Nieuw Facts"),
        ("", "Nieuw heading 3"),
    ]


def test_comments_are_told_with_their_passage() -> None:
    asked = "<w:r><w:commentReference w:id='1'/></w:r>"
    quote = paragraph("Block Text", run("“Zo.”"), asked)
    end = paragraph("Quotation End", run("— x", "Attribution"), point("p", TWO))
    heard = read_office(document(*HEADS, FIRST, quote, end, comments=("Klopt dit?",)))[1]
    assert heard.comments == (HeardComment(6, "Jan", "Klopt dit?", TWO.replace("-", "")),)
    loose = read_office(document(*HEADS, paragraph("Passage", run("Los."), asked), FIRST, comments=("Wie?",)))[1]
    assert loose.comments == (HeardComment(5, "Jan", "Wie?", ""),)


def test_every_comment_is_told_with_its_line_whatever_it_stands_at() -> None:
    texts = ("chapter", "facts", "passage", "gone", "foot", "end")
    asked = {name: f"<w:r><w:commentReference w:id='{n}'/></w:r>" for n, name in enumerate(texts, 1)}
    made = document(
        paragraph("heading 1", point("c", CHAPTER), run("Rol"), asked["chapter"]),
        paragraph("Facts", run("T-001 · 4 notities · stabiliteit 80%"), asked["facts"]),
        paragraph("Passage", run("Eerste."), asked["passage"], point("p", ONE), foot(1)),
        paragraph("Passage", tracked("del", run("Weg.") + asked["gone"])),
        paragraph("Passage", tracked("del", run("Ook weg.") + asked["end"]), mark="del"),
        footnotes=("n17 · Sessie",),
        comments=texts,
    )
    heard = read_office(with_comment(made, "footnotes", asked["foot"]))[1]
    one = ONE.replace("-", "")
    assert [(each.line, each.text, each.passage) for each in heard.comments] == [
        (1, "chapter", ""),
        (2, "facts", ""),
        (3, "passage", one),
        (3, "foot", one),
        (4, "gone", ""),
        (5, "end", ""),
    ]


def with_comment(data: bytes, name: str, reference: str) -> bytes:
    """Put a reference to a comment into the last paragraph of a part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {one: archive.read(one).decode("utf-8") for one in archive.namelist()}
    before, end, after = parts[f"word/{name}.xml"].rpartition("</w:p>")
    return packed({**parts, f"word/{name}.xml": f"{before}{reference}{end}{after}"})


def test_a_comment_of_some_paragraphs_reads_as_it_was_typed() -> None:
    asked = "<w:r><w:commentReference w:id='1'/></w:r>"
    made = document(*HEADS, paragraph("Passage", run("Zin."), asked, point("p", ONE)), comments=("Klopt",))
    more = f"<w:p><w:r><w:t>Ja,</w:t><w:tab/><w:t>echt</w:t><w:br/></w:r>{run('waar')}</w:p>"
    data = with_comment(made, "comments", f"</w:p>{more}<w:p>")
    assert [one.text for one in read_office(data)[1].comments] == ["Klopt Ja, echt waar"]


def test_a_table_and_a_text_box_lose_no_words() -> None:
    cell = f"<w:tbl><w:tr><w:tc>{paragraph('Passage', run('In een cel.'))}</w:tc></w:tr></w:tbl>"
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('Passage', run(' In een kader.'))}</w:txbxContent></w:pict></w:r>"
    assert passages(cell, paragraph("Passage", run("Voor."), box)) == [("", "In een cel."), ("", "Voor. In een kader.")]


def test_a_heading_taken_out_in_front_of_its_facts_makes_none_of_them() -> None:
    gone = paragraph("heading 2", tracked("del", point("s", TWO) + run("Weg")), mark="del")
    facts = paragraph("heading 2", run("T-002 · 2 notities · stabiliteit 50%"))
    (chapter,) = read(FIRST, gone, facts, SECOND)[0].chapters
    assert [(one.title, len(one.passages)) for one in chapter.sections] == [("Dashboards", 2)]


GOOD = part("document", f"<w:body>{''.join(HEADS)}{FIRST}</w:body>")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no office document"),
        (b"PK\x03\x04 broken", "no office document"),
        (packed({"other.xml": "<a/>"}), "no such document"),
        (packed({"content.xml": "<a/>"}), "no heading"),
        (packed({"word/document.xml": GOOD, "../evil": "x"}), "leads out"),
        (packed({"word/document.xml": GOOD, "/evil": "x"}), "leads out"),
        (packed({"word/document.xml": GOOD, "C:\\evil": "x"}), "leads out"),
        (packed({"word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]>" + GOOD}), "DOCTYPE"),
        (packed({"word/document.xml": GOOD[:-5]}), "no XML"),
        (packed({"word/document.xml": part("document", "<w:body/>")}), "no heading"),
        (packed({"word/document.xml": GOOD, "word/media/a": "0" * (3 << 20)}), "too large unpacked"),
        (packed({"word/document.xml": GOOD, **{f"x{n}": "" for n in range(10_000)}}), "too many"),
        (packed({"word/document.xml": GOOD})[:-30], "no office document"),
    ],
    ids=lambda value: f"{len(value)} bytes" if isinstance(value, bytes) else value,
)
def test_what_is_no_outline_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read_office(data)


def test_a_doctype_in_another_encoding_is_refused() -> None:
    text = GOOD.replace("UTF-8", "UTF-16").replace("<w:document", "<!DOCTYPE a><w:document", 1)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", text.encode("utf-16"))
    with pytest.raises(InputError, match="DOCTYPE"):
        read_office(data.getvalue())


def test_xml_nested_deeper_than_people_do_is_refused() -> None:
    def nested(depth: int) -> str:
        return "<w:smartTag>" * depth + run("diep") + "</w:smartTag>" * depth

    assert passages(paragraph("Passage", nested(150))) == [("", "diep")]
    with pytest.raises(InputError, match="nested too deep"):
        passages(paragraph("Passage", nested(15_000)))
