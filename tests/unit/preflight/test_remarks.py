"""Each kind of remark: there where the matter is, and gone where it is not."""

import datetime
from collections.abc import Mapping
from dataclasses import replace

import pytest

from kennis.nouns import Access, Approval, ApprovalVerdict, Consent, Kind, Passage, RemarkKind
from kennis.preflight import preflight, quotations, told_in_own_words
from tests.unit.outline.meeting import NOTES, SESSION, material
from tests.unit.preflight.drafts import QUOTE, SECOND, book, changed, draft, open_consent, own, passage, remarks, said

NOTHING = frozenset({RemarkKind.UNAPPROVED, RemarkKind.UNUSED, RemarkKind.LENGTH})


def test_a_sound_draft_has_nothing_but_what_is_always_asked() -> None:
    assert {one.kind for one in preflight(draft(book()))} <= NOTHING


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        (RemarkKind.WITHDRAWN, {"consent": Consent.WITHDRAWN}),
        (RemarkKind.WITHHELD, {"consent": Consent.BACKGROUND}),
        (RemarkKind.WORDS, {"text": "Iets heel anders."}),
    ],
)
def test_a_passage_is_left_out(kind: RemarkKind, change: Mapping[str, object]) -> None:
    found = remarks(draft(book(), changed({QUOTE.id: change})), kind)
    assert said(found) == [("1.1.3", ("n3",))]
    assert found[0].part == "p3" and "left out" in found[0].message


def test_a_note_of_a_partners_only_session_needs_a_level_of_its_own() -> None:
    given = changed({SECOND.id: {"consent": Consent.ROLE}})
    given = replace(given, sessions=(replace(SESSION, access=Access.PARTNERS),))
    found = remarks(draft(book(passage(QUOTE), passage(SECOND)), given), RemarkKind.NO_LEVEL)
    assert said(found) == [("1.1.1", ("n3",))]


def test_a_note_that_is_gone() -> None:
    given = replace(material(), notes=tuple(note for note in NOTES if note != QUOTE))
    assert said(remarks(draft(book(passage(QUOTE)), given), RemarkKind.MISSING)) == [("1.1.1", ())]
    assert remarks(draft(book(passage(QUOTE, notes=()))), RemarkKind.MISSING)


def test_a_refused_quote_is_printed_no_more() -> None:
    facts = draft(book(), replace(material(), refused=frozenset({QUOTE.id})))
    assert said(remarks(facts, RemarkKind.REFUSED)) == [("1.1.3", ("n3",))]
    assert "p3" not in {one.id for section in facts.printed.chapters[0].sections for one in section.passages}
    assert facts.printed.chapters[0].sections[0].waiting == 0


def test_own_words_lose_the_source_that_may_not_be_cited() -> None:
    given = changed({QUOTE.id: {"consent": Consent.WITHDRAWN}})
    found = remarks(draft(book(own("Zo zit het.", QUOTE)), given), RemarkKind.WITHDRAWN, RemarkKind.UNCITED)
    assert [one.kind for one in found] == [RemarkKind.WITHDRAWN, RemarkKind.UNCITED]
    assert "stays" in found[0].message


def test_own_words_that_cite_nothing_and_a_section_that_rests_on_nothing() -> None:
    kinds = (RemarkKind.UNCITED, RemarkKind.UNSOURCED)
    found = remarks(draft(book(own("Zo zit het."))), *kinds)
    assert {(one.kind, one.name) for one in found} == {(RemarkKind.UNCITED, "1.1.1"), (RemarkKind.UNSOURCED, "1.1")}
    assert remarks(draft(book(own("Zo zit het.", QUOTE))), *kinds) == []


def answered(
    text: str, verdict: ApprovalVerdict | None, attribution: str = "", words: str = ""
) -> tuple[Approval, ...]:
    """Answer the quote of the adviser that is printed so."""
    facts = draft(book(passage(QUOTE, text=text)))
    quote = quotations(facts)[0]
    by = attribution or quote.attribution
    asked = datetime.datetime(2020, 4, 1, tzinfo=datetime.UTC)
    key = quote.key if by == quote.attribution else "0"
    one = Approval(key=key, note=QUOTE.id, text=text, attribution=by, asked=asked, verdict=verdict, words=words)
    return (one,)


@pytest.mark.parametrize(
    ("approvals", "kinds", "telling"),
    [
        ((), {RemarkKind.UNAPPROVED}, "not approved"),
        (answered(QUOTE.text, None), {RemarkKind.UNAPPROVED}, "not answered"),
        (answered(QUOTE.text, ApprovalVerdict.APPROVED), set(), ""),
        (answered("Iedereen heeft een dashboard", ApprovalVerdict.APPROVED), {RemarkKind.UNAPPROVED}, "changed since"),
        (answered(QUOTE.text, ApprovalVerdict.APPROVED, "raadslid"), {RemarkKind.UNAPPROVED}, "changed since"),
        (answered(QUOTE.text, ApprovalVerdict.CHANGED, words="Zo dan."), set(), ""),
        (answered("Iedereen heeft", ApprovalVerdict.CHANGED, words=QUOTE.text), set(), ""),
        (
            answered("Iedereen", ApprovalVerdict.CHANGED, "raadslid", QUOTE.text),
            {RemarkKind.UNAPPROVED},
            "changed since",
        ),
    ],
)
def test_a_quote_needs_its_speakers_approval(
    approvals: tuple[Approval, ...], kinds: set[RemarkKind], telling: str
) -> None:
    facts = draft(book(passage(QUOTE)), approvals=approvals)
    found = remarks(facts, RemarkKind.UNAPPROVED)
    assert {one.kind for one in found} == kinds
    assert all(telling in one.message and one.notes == ("n3",) for one in found)


def test_what_the_register_does_not_know_cannot_be_asked() -> None:
    facts = draft(book(passage(QUOTE)), changed({QUOTE.id: {"speaker": "iemand"}}))
    assert said(remarks(facts, RemarkKind.UNKNOWN)) == [("1.1.1", ("n3",))]
    assert remarks(facts, RemarkKind.UNAPPROVED) == []


def many(first: int, second: int) -> tuple[Passage, ...]:
    """Make so many passages of the first and of the second speaker's quote, each in words of its own."""
    words = QUOTE.text.split(), SECOND.text.split()
    return (
        *(passage(QUOTE, id=f"a{at}", text=words[0][at % 8]) for at in range(first)),
        *(passage(SECOND, id=f"b{at}", text=words[1][at % 8]) for at in range(second)),
    )


@pytest.mark.parametrize(
    ("first", "second", "speakers", "sectors"), [(4, 3, 1, 1), (3, 3, 0, 0), (4, 4, 2, 0), (4, 16, 1, 1)]
)
def test_speakers_and_sectors_that_are_quoted_too_much(first: int, second: int, speakers: int, sectors: int) -> None:
    facts = draft(book(*many(first, second)))
    assert len(remarks(facts, RemarkKind.SPEAKER)) == speakers
    assert len(remarks(facts, RemarkKind.SECTOR)) == sectors


def test_unused_notes_are_counted_a_chapter() -> None:
    found = remarks(draft(book(passage(QUOTE))), RemarkKind.UNUSED)
    assert said(found) == [("1", ("n1", "n2", "n4", "n5"))]
    assert "4 of 5" in found[0].message
    assert remarks(draft(book()), RemarkKind.UNUSED) == []


@pytest.mark.parametrize(("words", "found"), [(8, 0), (16, 0), (17, 1), (5, 1), (6, 0)])
def test_chapters_far_from_their_length(words: int, found: int) -> None:
    assert len(QUOTE.text.split()) == 8
    assert len(remarks(draft(book(passage(QUOTE)), words=words), RemarkKind.LENGTH)) == found


def test_a_chapter_with_a_target_of_its_own_heeds_that() -> None:
    kept = book(passage(QUOTE))
    aimed = replace(kept, chapters=(replace(kept.chapters[0], target=8),))
    assert remarks(draft(aimed, words=3_000), RemarkKind.LENGTH) == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (RemarkKind.NAME, "Dat vindt mevrouw Kramer ook."),
        (RemarkKind.NAME, "Dat vindt Anne de Wit ook."),
        (RemarkKind.MAIL, "Mail naar raad@voorbeeld.nl."),
        (RemarkKind.PHONE, "Bel 06-12345678."),
        (RemarkKind.IBAN, "Stort op NL91 ABNA 0417 1643 00."),
        (RemarkKind.BSN, "Het nummer is 111222333."),
    ],
)
def test_what_tells_who_somebody_is_in_the_words_of_one_who_is_not_named(kind: RemarkKind, text: str) -> None:
    given = changed({SECOND.id: {"text": text}})
    found = remarks(draft(book(passage(SECOND, text=text)), given), kind)
    assert found and {(one.name, one.notes) for one in found} == {("1.1.1", ("n4",))}
    told = " ".join(one.message + one.key for one in found)
    assert not any(word in told for word in ("Kramer", "Wit", "raad@", "1234", "NL91", "1112"))


def test_who_may_be_named_may_be_named_by_who_is_named() -> None:
    text = "Dat vindt Anne de Wit ook."
    given = changed({QUOTE.id: {"text": text}})
    assert remarks(draft(book(passage(QUOTE, text=text)), given), RemarkKind.NAME) == []
    text = "Dat vindt Kramer ook."
    given = changed({QUOTE.id: {"text": text}})
    assert remarks(draft(book(passage(QUOTE, text=text)), given), RemarkKind.NAME)
    assert remarks(draft(book(passage(QUOTE, text=text)), open_consent(given)), RemarkKind.NAME) == []


def test_names_in_titles_and_own_words() -> None:
    kept = book(own("Kramer zei het al.", QUOTE))
    titled = replace(kept, chapters=(replace(kept.chapters[0], title="De wet van Kramer"),))
    assert {one.name for one in remarks(draft(titled), RemarkKind.NAME)} == {"1", "1.1.1"}


def test_keys_last_and_differ() -> None:
    found = [one.key for one in preflight(draft(book()))]
    assert len(set(found)) == len(found)
    assert found == [one.key for one in preflight(draft(book()))]


def test_what_is_printed_as_nobodys_words_needs_no_approval() -> None:
    facts = draft(book(*(passage(note) for note in NOTES if note.kind in (Kind.OBSERVATION, Kind.INSIGHT))))
    assert quotations(facts) == ()


def test_a_quote_that_stands_in_two_places_is_asked_about_once() -> None:
    facts = draft(book(passage(QUOTE), passage(QUOTE, id="again")))
    assert [[place.name for place in one.places] for one in quotations(facts)] == [["1.1.1", "1.1.2"]]


def test_another_attribution_is_another_quote_to_ask_about() -> None:
    kept = book(passage(QUOTE))
    named, by_role = (
        quotations(draft(kept, changed({QUOTE.id: {"consent": level}})))[0] for level in (None, Consent.ROLE)
    )
    assert named.attribution != by_role.attribution and named.key != by_role.key


@pytest.mark.parametrize(("name", "other", "people"), [("Anne", "Anne", 1), ("Anne", "Bo", 2), ("", "", 2)])
def test_one_handle_in_two_sessions_is_one_person_only_where_the_name_says_so(
    name: str, other: str, people: int
) -> None:
    sessions = tuple(
        replace(SESSION, id=session, participants=(replace(SESSION.participants[0], name=said_name),))
        for session, said_name in (("a", name), ("b", other))
    )
    notes = (replace(QUOTE, session="a"), replace(SECOND, session="b", speaker=QUOTE.speaker))
    given = replace(material(), sessions=sessions, notes=notes, placements=())
    assert len({one.person for one in quotations(draft(book(*map(passage, notes)), given))}) == people


def test_notes_that_may_not_be_printed_are_not_unused() -> None:
    given = changed({NOTES[0].id: {"consent": Consent.BACKGROUND}})
    assert said(remarks(draft(book(passage(QUOTE)), given), RemarkKind.UNUSED)) == [("1", ("n2", "n4", "n5"))]


def test_a_partners_only_note_without_a_level_is_not_unused() -> None:
    given = changed({QUOTE.id: {"consent": Consent.NAME}})
    given = replace(given, sessions=(replace(SESSION, access=Access.PARTNERS),))
    assert remarks(draft(book(passage(QUOTE)), given), RemarkKind.UNUSED) == []


def test_a_title_that_tells_a_name_is_told_of_and_not_printed() -> None:
    kept = book(own("Zo zit het.", QUOTE))
    section = replace(kept.chapters[0].sections[0], title="Met dank aan Marieke Vuurvlinder")
    chapter = replace(kept.chapters[0], title="De wet van Kramer", question="Wat wil Kramer?", sections=(section,))
    facts = draft(replace(kept, chapters=(chapter,)))
    found = remarks(facts, RemarkKind.NAME)
    assert [(one.name, "title" in one.message) for one in found] == [("1", True), ("1", False), ("1.1", True)]
    assert not any(word in one.message + one.key for one in found for word in ("Kramer", "Vuurvlinder"))
    assert facts.printed.chapters[0].title == "Hoofdstuk 1"


@pytest.mark.parametrize(
    "text",
    [
        "Met dank aan mevrouw Vuurvlinder en Anne de Wit en aan Kramer.",
        "Met dank aan mevr\u043euw Vuurvlind\u0435r en \u0410nne d\u0435 Wit en aan K\u0433amer.",
    ],
)
def test_own_words_that_name_somebody_in_no_register_are_told_of(text: str) -> None:
    facts = draft(book(own(text, QUOTE)))
    assert len(remarks(facts, RemarkKind.NAME)) == 2
    assert [len(keys) for _part, keys in told_in_own_words(facts.printed, facts.sessions)] == [1]
    assert {key for _part, keys in told_in_own_words(facts.printed, facts.sessions) for key in keys} <= {
        one.key for one in remarks(facts, RemarkKind.NAME)
    }


def test_the_worst_comes_first_and_of_a_kind_what_stands_first() -> None:
    invented = replace(own("Zij zei: “wij liegen tegen de raad”.", QUOTE), id="last")
    found = preflight(draft(book(*map(passage, NOTES), own("Dat zei “een heel ander mens dan ik”.", QUOTE), invented)))
    kinds, parts = [*RemarkKind], [*draft(book(*map(passage, NOTES), own(""), invented)).names]
    assert found[0].kind is RemarkKind.QUOTATION and found[0].part == "own" and found[1].part == "last"
    placed = [(kinds.index(one.kind), parts.index(one.part) if one.part in parts else -1) for one in found]
    assert placed == sorted(placed) and len({kind for kind, _part in placed}) > 1


def test_a_title_that_came_from_the_themes_quotes_nothing_either() -> None:
    kept = book(passage(QUOTE))
    section = replace(kept.chapters[0].sections[0], title="“Wij liegen tegen de raad”", titled=False)
    titled = replace(kept, chapters=(replace(kept.chapters[0], sections=(section,)),))
    assert said(remarks(draft(titled), RemarkKind.QUOTATION)) == [("1.1", ("n3",))]
    quoted = replace(section, title=f"“{QUOTE.text}”")
    titled = replace(kept, chapters=(replace(kept.chapters[0], sections=(quoted,)),))
    assert remarks(draft(titled), RemarkKind.QUOTATION) == []


def test_a_note_that_is_printed_again_is_told_with_where_it_stood() -> None:
    found = remarks(draft(book(passage(QUOTE), passage(QUOTE, id="again"))), RemarkKind.REPEATED)
    assert said(found) == [("1.1.2", ("n3",))] and "1.1.1" in found[0].message


def test_words_of_a_note_that_may_not_be_printed_are_no_answer_of_another() -> None:
    given = changed({SECOND.id: {"consent": Consent.WITHDRAWN}})
    answer = Approval(
        key="k",
        note=QUOTE.id,
        text=QUOTE.text,
        attribution="",
        verdict=ApprovalVerdict.CHANGED,
        words=f"Ja. {SECOND.text}",
    )
    facts = draft(book(passage(QUOTE), own(SECOND.text)), given, (answer,))
    number = (f"n{SECOND.number}",)
    assert said(remarks(facts, RemarkKind.LEAKED)) == [("1.1.1", number), ("1.1.2", number)]
    mine = changed({SECOND.id: {"consent": Consent.WITHDRAWN, "speaker": QUOTE.speaker}})
    assert not remarks(draft(book(passage(QUOTE)), mine, (answer,)), RemarkKind.LEAKED)


def test_the_question_of_a_chapter_quotes_nobody_who_did_not_say_it() -> None:
    kept = book(passage(QUOTE))
    asked = replace(kept.chapters[0], question="Wat is “dat heeft hier niemand gezegd” waard?")
    facts = draft(replace(kept, chapters=(asked,)))
    assert [one.name for one in remarks(facts, RemarkKind.QUOTATION)] == ["1"]


def test_a_given_name_that_stands_alone_in_own_words_is_told() -> None:
    guest = replace(SESSION.participants[0], name="Xantippe de Zilverbloem", consent=Consent.ROLE)
    given = replace(material(), sessions=(replace(SESSION, participants=(guest, *SESSION.participants[1:])),))
    texts = {"Dat zei Xántippe ook.": 1, "Xantippe de Zilverbloem zei dat.": 1, "Dat zei xantippe.": 0}
    for text, count in texts.items():
        told = remarks(draft(book(passage(QUOTE), own(text)), given), RemarkKind.NAME)
        assert len([one for one in told if one.name == "1.1.2"]) == count, text
