"""OpenDocument texts as LibreOffice leaves them: changes, comments, styles by hand, and what is refused."""

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

import pytest

from kennis.errors import InputError
from kennis.manuscript import Heard, HeardComment, Manuscript, Revision, Tracked, read_office
from tests.unit.manuscript.books import part_id

URN = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = " ".join(
    (
        *(f'xmlns:{name}="{URN}{name}:1.0"' for name in ("office", "text", "style", "table", "draw")),
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    )
)
CHAPTER, SECTION, ONE, TWO = part_id(1), part_id(2), part_id(3), part_id(4)


def hexed(part: str) -> str:
    return part.replace("-", "")


def point(sort: str, part: str, more: str = "") -> str:
    """Give a bookmark."""
    return f"<text:bookmark text:name={quoteattr(f'{sort}_{hexed(part)}{more}')}/>"


def foot(text: str) -> str:
    """Give a footnote."""
    note = f'<text:note-body><text:p text:style-name="Footnote">{escape(text)}</text:p></text:note-body>'
    return f'<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>{note}</text:note>'


def asked(author: str, *texts: str) -> str:
    """Give a comment."""
    lines = "".join(f"<text:p>{escape(text)}</text:p>" for text in texts)
    return f'<office:annotation office:name="c"><dc:creator>{author}</dc:creator>{lines}</office:annotation>'


def paragraph(style: str, *inside: str) -> str:
    """Give a paragraph, or a heading."""
    name = style.replace(" ", "_20_")
    if style.startswith("Heading"):
        return f'<text:h text:style-name="{name}" text:outline-level="{style[-1]}">{"".join(inside)}</text:h>'
    return f'<text:p text:style-name="{name}">{"".join(inside)}</text:p>'


def changed(name: str, what: str, *gone: str) -> str:
    """Give a change of the list of tracked changes, with the paragraphs that it took out."""
    info = "<office:change-info><dc:creator>Redacteur</dc:creator></office:change-info>"
    words = "".join(f"<text:p>{one}</text:p>" for one in gone)
    return f'<text:changed-region text:id="{name}"><text:{what}>{info}{words}</text:{what}></text:changed-region>'


HEADS = (
    paragraph("Heading 1", point("c", CHAPTER), "Rol"),
    paragraph("Heading 2", point("s", SECTION), "Dashboards"),
    paragraph("Facts", "T-001 · 4 notities · stabiliteit 80%"),
    paragraph("Heading 3", "In het kort"),
)
FIRST = paragraph("Passage", "Eerste zin.", point("p", ONE), foot("n17, n102 · Sessie van n3"))
SECOND = paragraph("Passage", "Tweede zin.", point("p", TWO), foot("n4 · Sessie"))


def content(*paragraphs: str, changes: str = "", styles: str = "") -> str:
    """Give the content of a text."""
    listed = f"<text:tracked-changes>{changes}</text:tracked-changes>" if changes else ""
    made = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    body = f"<office:body><office:text>{listed}{''.join(paragraphs)}</office:text></office:body>"
    return f"<office:document-content {SPACES}>{made}{body}</office:document-content>"


def packed(text: str) -> bytes:
    """Pack a text."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", text)
    return data.getvalue()


def read(*paragraphs: str, changes: str = "", styles: str = "") -> tuple[Manuscript, Heard]:
    """Read a text of one section."""
    return read_office(packed(content(*HEADS, *paragraphs, changes=changes, styles=styles)))


def passages(*paragraphs: str, changes: str = "", styles: str = "") -> list[tuple[str, str]]:
    """Give the ids, as words, and the texts of the passages of one section."""
    names = {hexed(ONE): "one", hexed(TWO): "two", "": ""}
    found = read(*paragraphs, changes=changes, styles=styles)[0].passages()
    return [(names[one.id], one.text) for one in found]


def test_headings_passages_and_their_notes_are_found() -> None:
    (chapter,) = read(FIRST, SECOND)[0].chapters
    (section,) = chapter.sections
    assert (chapter.id, chapter.title, section.id, section.title) == (
        hexed(CHAPTER),
        "Rol",
        hexed(SECTION),
        "Dashboards",
    )
    assert [(one.text, one.numbers, one.line) for one in section.passages] == [
        ("Eerste zin.", (17, 102), 5),
        ("Tweede zin.", (4,), 6),
    ]


def test_a_style_made_by_hand_is_its_parent_and_a_speaker_is_one() -> None:
    styles = (
        '<style:style style:name="P7" style:family="paragraph" style:parent-style-name="Quotation_20_End"/>'
        '<style:style style:name="T3" style:family="text" style:parent-style-name="Attribution"/>'
    )
    end = paragraph("P7", '<text:span text:style-name="T3">— wethouder</text:span>', point("p", ONE), foot("n1"))
    (found,) = read(paragraph("Block Text", "“Wij niet.”"), end, styles=styles)[0].passages()
    assert (found.text, found.attribution, found.quoted) == ("“Wij niet.”", "wethouder", True)


def test_white_space_is_what_the_format_says_it_is() -> None:
    spaced = paragraph("Passage", "Een\n   zin<text:s text:c='2'/>en<text:tab/>meer.<text:line-break/>Nog een.")
    (found,) = read(spaced)[0].passages()
    assert found.text == "Een zin  en\tmeer.\nNog een."
    huge = paragraph("Passage", "a<text:s text:c='999999999'/>b<text:s text:c='x'/>c")
    assert len(next(read(huge)[0].passages()).text) < 2_000


def test_tracked_changes_are_read_as_accepted_and_told() -> None:
    changes = changed("a", "deletion", "zin") + changed("b", "insertion")
    line = paragraph(
        "Passage",
        'Eerste <text:change text:change-id="a"/><text:change-start text:change-id="b"/>regel'
        '<text:change-end text:change-id="b"/>.',
        point("p", ONE),
    )
    manuscript, heard = read(line, changes=changes)
    assert [one.text for one in manuscript.passages()] == ["Eerste regel."]
    assert heard.tracked == (
        Tracked(5, "Redacteur", Revision.REMOVED, "zin"),
        Tracked(5, "Redacteur", Revision.INSERTED, "regel"),
    )


def test_an_insertion_may_go_on_over_paragraphs() -> None:
    start = paragraph("Passage", "Een", '<text:change-start text:change-id="b"/>', " twee", point("p", ONE))
    end = paragraph("Passage", "Drie", '<text:change-end text:change-id="b"/>', " vier", point("p", TWO))
    manuscript, heard = read(start, end, changes=changed("b", "insertion"))
    assert [one.text for one in manuscript.passages()] == ["Een twee", "Drie vier"]
    assert [(one.line, one.words) for one in heard.tracked] == [(5, " twee"), (6, "Drie")]


def test_a_passage_taken_out_is_gone_and_one_whose_end_was_taken_out_stays() -> None:
    out = changed("a", "deletion", f"Eerste zin.{point('p', ONE)}", "")
    gone = paragraph("Passage", '<text:change text:change-id="a"/>', "Tweede zin.", point("p", TWO))
    assert passages(gone, changes=out) == [("two", "Tweede zin.")]
    end = changed("a", "deletion", f"zin.{point('p', ONE)}")
    kept = paragraph("Passage", "Eerste ", '<text:change text:change-id="a"/>', "x.")
    assert passages(kept, SECOND, changes=end) == [("one", "Eerste x."), ("two", "Tweede zin.")]


def test_a_whole_passage_between_two_that_ran_together_is_gone() -> None:
    out = changed("a", "deletion", f"zin.{point('p', ONE)}", f"Weg.{point('p', part_id(9))}", "Twe")
    line = paragraph("Passage", "Eerste ", '<text:change text:change-id="a"/>', "ede zin.", point("p", TWO))
    assert [text for _, text in passages(line, changes=out)] == ["Eerste", "ede zin."]


def test_an_unknown_change_and_a_mark_without_its_beginning_change_nothing() -> None:
    line = paragraph("Passage", 'Eerste<text:change text:change-id="x"/> zin.<text:change-end text:change-id="x"/>')
    assert passages(line) == [("", "Eerste zin.")]


@pytest.mark.parametrize("copy", [" Copy 1", "_Copy_1", " kopie"])
def test_a_copy_bears_the_id_of_its_original(copy: str) -> None:
    again = paragraph("Passage", "Eerste zin.", point("p", ONE, copy))
    assert passages(FIRST, again) == [("one", "Eerste zin."), ("one", "Eerste zin.")]


def test_comments_are_told_with_their_passage_and_ours_are_not() -> None:
    ours = asked("kennis", "Iets · kennis preflight accept 0123456789ab")
    line = paragraph("Passage", ours, "Eerste ", asked("Jan", "Klopt dit?", "Echt?"), "zin.", point("p", ONE))
    heard = read(line, SECOND)[1]
    assert heard.comments == (HeardComment(5, "Jan", "Klopt dit? Echt?", hexed(ONE)),)


def test_every_comment_is_told_with_its_line_whatever_it_stands_at() -> None:
    jan = {name: asked("Jan", name) for name in ("title", "chapter", "facts", "label", "passage", "source", "listed")}
    listed = f"<text:table-of-content>{paragraph('Contents 1', 'Rol', jan['listed'])}</text:table-of-content>"
    updated = paragraph("Contents 1", "Rol", jan["listed"])
    heard = read_office(
        packed(
            content(
                paragraph("Title", "Slim besturen", jan["title"]),
                listed,
                updated,
                paragraph("Passage", "Los.", asked("Jan", "loose")),
                paragraph("Heading 1", point("c", CHAPTER), "Rol", jan["chapter"]),
                paragraph("Heading 2", point("s", SECTION), "Dashboards"),
                paragraph("Facts", "T-001 · 4 notities · stabiliteit 80%", jan["facts"]),
                paragraph("Heading 3", "In het kort", jan["label"]),
                paragraph("Passage", "Eerste ", jan["passage"], "zin.", point("p", ONE)),
                paragraph("Passage", asked("Jan", "empty")),
                paragraph("Heading 1", "Bronnen", asked("Jan", "sources")),
                paragraph("Passage", "Sessie, 1 april: n1, n2", jan["source"]),
            )
        )
    )[1]
    at_none = [(one.line, one.text) for one in heard.comments if not one.passage]
    assert at_none == [
        (1, "title"),
        (3, "loose"),
        (4, "chapter"),
        (6, "facts"),
        (7, "label"),
        (9, "empty"),
        (10, "sources"),
        (11, "source"),
    ]
    assert [(one.line, one.text, one.passage) for one in heard.comments if one.passage] == [(8, "passage", hexed(ONE))]


def test_a_comment_in_a_footnote_is_told_and_names_no_notes() -> None:
    foot_asked = foot("n17 · Sessie").replace("n17", f"n17{asked('Jan', 'Niet n18?')}", 1)
    manuscript, heard = read(paragraph("Passage", "Eerste zin.", point("p", ONE), foot_asked))
    assert [one.numbers for one in manuscript.passages()] == [(17,)]
    assert [(one.line, one.text) for one in heard.comments] == [(5, "Niet n18?")]


def test_a_comment_reads_as_it_was_typed() -> None:
    lines = "<text:p>Klopt<text:tab/>dit<text:s/>wel?</text:p><text:p>Echt?</text:p>"
    line = paragraph("Passage", asked("Jan", "").replace("<text:p></text:p>", lines), "Zin.", point("p", ONE))
    assert [one.text for one in read(line)[1].comments] == ["Klopt dit wel? Echt?"]


def test_words_taken_out_are_told_without_their_footnotes_and_their_comments_are_heard() -> None:
    gone = f"Eerste{foot('n17 · Sessie')}<text:s/>zin<text:tab/>met<text:line-break/>{asked('Jan', 'Weg?')}<text:span>"
    changes = changed("a", "deletion", f"{gone} meer.</text:span>", "Nog een.", "")
    line = paragraph("Passage", "Over", '<text:change text:change-id="a"/>', " zin.", point("p", ONE))
    manuscript, heard = read(line, changes=changes)
    assert [one.text for one in manuscript.passages()] == ["Over zin."]
    assert [one.words for one in heard.tracked] == ["Eerste zin\tmet\n meer. Nog een."]
    assert heard.comments == (HeardComment(5, "Jan", "Weg?", hexed(ONE)),)


def test_lists_sections_tables_and_frames_lose_no_words_and_contents_are_left_out() -> None:
    inside = paragraph("Passage", "In een lijst.")
    held = (
        f"<text:list><text:list-item>{inside}</text:list-item></text:list>",
        f"<text:section>{paragraph('Passage', 'In een sectie.')}</text:section>",
        f"<table:table><table:table-row><table:table-cell>{paragraph('Passage', 'In een cel.')}</table:table-cell>"
        "</table:table-row></table:table>",
        f"<draw:frame><draw:text-box>{paragraph('Passage', 'In een kader.')}</draw:text-box></draw:frame>",
        f"<text:table-of-content><text:index-body>{paragraph('Passage', 'Inhoud 3')}</text:index-body>"
        "</text:table-of-content>",
    )
    assert [text for _, text in passages(*held)] == ["In een lijst.", "In een sectie.", "In een cel.", "In een kader."]


def test_xml_nested_deeper_than_people_do_is_refused() -> None:
    def nested(depth: int) -> str:
        return "<text:span>" * depth + "diep" + "</text:span>" * depth

    assert passages(paragraph("Passage", nested(150))) == [("", "diep")]
    with pytest.raises(InputError, match="nested too deep"):
        passages(paragraph("Passage", nested(15_000)))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (packed("<!DOCTYPE a [<!ENTITY b 'c'>]>" + content(*HEADS)), "DOCTYPE"),
        (packed(content(*HEADS)[:-5]), "no XML"),
        (packed(content(FIRST)), "no heading"),
        (packed(content(*HEADS))[:-30], "no office document"),
    ],
    ids=lambda value: f"{len(value)} bytes" if isinstance(value, bytes) else value,
)
def test_what_is_no_outline_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read_office(data)
