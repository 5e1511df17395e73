"""What a check tells of a file, line by line."""

from dataclasses import replace

import pytest

from kennis.approved_wordings import wordings
from kennis.manuscript import FileFinding, Stretch, What, WordEdit, findings, read, write
from kennis.nouns import Approval, ApprovalVerdict
from tests.unit.manuscript.books import case
from tests.unit.manuscript.example import CHAPTER, DASHBOARD, EMPTY, FIRST, NOTES, QUOTE, example

MADE = example()
PAGE = write(MADE.book, MADE.names)
LAST = "<!-- own p:00000016 n1 n3 -->"
ID = "<!-- own p:00000016 -->"
BEFORE = "Zo ziet de redactie het. "


def check(*changes: tuple[str, str]) -> list[FileFinding]:
    """Change words of the file and give what is new in its check."""
    text = PAGE
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    known = {one.message for one in findings(read(PAGE), MADE.book, MADE.notes, MADE.names)}
    found = findings(read(text), MADE.book, MADE.notes, MADE.names)
    assert list(found) == sorted(found, key=lambda one: one.line)
    return [one for one in found if one.message not in known]


def line_of(words: str, text: str = PAGE) -> int:
    """Give the line on which words stand."""
    return text[: text.index(words)].count("\n") + 1


def test_a_fresh_file_tells_only_which_notes_are_cited_twice() -> None:
    (found,) = findings(read(PAGE), MADE.book, MADE.notes, MADE.names)
    assert (found.what, found.line) == (What.TWICE, line_of("Zo ziet"))
    assert "n1" in found.message and "n3" in found.message


def test_a_changed_quote_is_shown_as_a_difference() -> None:
    (found,) = check(("niemand heeft hetzelfde dashboard", "niemand een eender dashboard"))
    assert (found.what, found.line) == (What.QUOTE, line_of("Iedereen"))
    assert found.difference == (
        Stretch(WordEdit.KEPT, "Iedereen heeft een dashboard, niemand"),
        Stretch(WordEdit.REMOVED, "heeft hetzelfde"),
        Stretch(WordEdit.INSERTED, "een eender"),
        Stretch(WordEdit.KEPT, "dashboard."),
    )


def test_changed_words_of_a_note_are_shown_and_a_shorter_quote_is_in_order() -> None:
    assert [one.what for one in check(("nog geen beleid", "geen beleid"))] == [What.WORDS]
    assert not check((DASHBOARD, "niemand heeft hetzelfde dashboard."))


def test_a_quote_that_its_note_no_longer_says_is_told() -> None:
    notes = [NOTES[0], replace(NOTES[1], text="Iets anders."), *NOTES[2:]]
    made = case((CHAPTER, EMPTY), notes)
    found = [one for one in findings(read(PAGE), made.book, made.notes, made.names) if one.what is What.QUOTE]
    assert [one.line for one in found] == [line_of("Iedereen")]


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("p:00000011", "p:ffffffff", What.ID),
        ("s:00000021", "s:ffffffff", What.ID),
        ("summary n1", "summary n1 n99", What.NOTE),
        (BEFORE, "Zo ziet de redactie het (n98). ", What.NOTE),
        ("quote n2", "quote n2 n7", What.NOTE),
        (LAST, "<!-- own p:00000016 n5 -->", What.CONSENT),
        (BEFORE, "Wie zegt: dit mag niemand ooit in een boek te lezen krijgen, of niet? ", What.CONSENT),
        ("wethouder, Amersfoort", "wethouder, Amersfoort, lid van D66", What.ATTRIBUTION),
        ("adviseur_1* <!-- p:00000014", "Bob, adviseur_1* <!-- p:00000014", What.ATTRIBUTION),
        (LAST, "<!-- own p:00000016 -->", What.UNCITED),
        (BEFORE, "Zij noemden het “een heel groot feest”. ", What.QUOTATION),
        ("## Modellen <!-- s:00000022 T-002 -->", "## Anders", What.NEW),
        ("## Modellen <!-- s:00000022", "## Modellen <!-- s:00000021", What.COPY),
        (LAST, f"{LAST} <!-- Jan: klopt dit? -->", What.REMARK),
        (LAST, "<!-- own p:00000016 n1 n3 Jan? -->", What.REMARK),
    ],
)
def test_what_is_told(before: str, after: str, what: What) -> None:
    found = [one for one in check((before, after)) if one.what is what]
    begun = PAGE[: PAGE.index(before)].rfind("\n\n") + 2
    assert [one.line for one in found] == [PAGE[:begun].count("\n") + 1]


def test_a_word_less_in_an_attribution_and_a_quotation_from_a_cited_quote_are_in_order() -> None:
    assert not check(("wethouder, Amersfoort", "wethouder"))
    own = (BEFORE, "Zij zei: “Dat is het echte probleem”. "), (LAST, "<!-- own p:00000016 n2 -->")
    assert What.QUOTATION not in [one.what for one in check(*own)]


def test_a_quotation_of_the_words_that_a_speaker_asked_for_is_in_order_and_one_of_the_old_ones_is_told() -> None:
    asked = Approval(
        key="x", note=NOTES[1].id, text=DASHBOARD, attribution="", verdict=ApprovalVerdict.CHANGED, words="Zo zij."
    )
    names = replace(MADE.names, answers=wordings(MADE.notes, [asked]))
    page = write(MADE.book, names)
    for quoted, told in (("Zo zij. Dat is het echte probleem", False), (DASHBOARD, True)):
        text = page.replace(BEFORE, f"Zij zei: “{quoted}”. ").replace(LAST, "<!-- own p:00000016 n2 -->")
        kinds = [one.what for one in findings(read(text), MADE.book, MADE.notes, names)]
        assert (What.QUOTATION in kinds) is told


def test_sentences_that_cite_nothing_are_told_once_a_passage() -> None:
    text = f"Een (n7). Twee staat hier. Drie staat er ook. Vier. (n4) {ID}"
    (found,) = [one for one in check((f"{BEFORE}{LAST}", text)) if one.what is What.UNCITED]
    assert found.message == "2 sentences cite no note; the first: Twee staat hier."


def test_what_is_gone_is_told_at_what_held_it() -> None:
    line = "De raad krijgt inzichten waar nog geen beleid bij hoort. <!-- p:00000011 summary n1 -->"
    (found,) = [one for one in check((line, "")) if one.what is What.REMOVED]
    assert (found.line, found.what) == (line_of("## Dashboards"), What.REMOVED)
    assert not [one for one in check(("<!-- p:00000013 kept back -->", "")) if one.what is What.REMOVED]
    gone = check(("# Verkokering <!-- c:00000032 -->", ""))
    assert [one.what for one in gone] == [What.REMOVED]


def test_a_title_that_may_not_be_shown_is_not_told_when_it_goes() -> None:
    names = replace(MADE.names, kept_back=frozenset({FIRST.id}))
    text = write(MADE.book, names).replace("## T-001 <!-- s:00000021 T-001 kept back -->", "")
    found = findings(read(text), MADE.book, MADE.notes, names)
    assert What.REMOVED in [one.what for one in found]
    assert not any(FIRST.title in one.message for one in found)


def test_a_file_of_another_workspace_is_told_first() -> None:
    found = findings(read(PAGE.replace(":000000", ":abcdef")), MADE.book, MADE.notes, MADE.names)
    assert found[0].what is What.FOREIGN


def test_a_citation_of_a_note_that_was_withdrawn_since_is_told() -> None:
    notes = [replace(one, consent=NOTES[4].consent) if one.id in QUOTE.notes else one for one in NOTES]
    made = case((CHAPTER, EMPTY), notes)
    found = [one for one in findings(read(PAGE), made.book, made.notes, made.names) if one.what is What.CONSENT]
    assert [one.line for one in found] == [line_of("Iedereen")]
