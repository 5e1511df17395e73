"""What the property tests of reading draw from: texts that love what Markdown means something by."""

import datetime
import re

from hypothesis import strategies as st

from kennis.clean_text import clean
from kennis.ids import new_id
from kennis.nouns import Access, Attribute, Audience, Consent, Form, Kind, Note, Participant, Session

CHARACTERS = [*"\\\"?!*&>@#~{}-+=_`|<[]():.,;$%^'/ \t\n"]
MARKDOWN = [
    *(
        "\n\n",
        "\n\n\n",
        "  ",
        "    ",
        "  \n",
        "\\\n",
        "\\\\",
        "> ",
        "\n> ",
        "- ",
        "\n- ",
        "\n  - ",
        "* ",
        "1. ",
        "\n2) ",
    ),
    *("# ", "## ", "\n---", "\n===", "---\n", "```", "\n```\n", "~~~", "\t", "\n\t", "\n    code", "<b>", "<!--"),
    *("[a]: /url", "\n[a]: /url"),
]
MARKS = [
    *("14:03", "14:03 ", "9:05:07 ", "{#", "{star}", "}", "#raad", " #raad", "@jan", " @jan", "~dso", "\\#", "\\@a"),
    *('#"a b"', ' #"a\\"', ' @"x" ', '#" x"', "#1", '\\"'),
]
COMING = [
    *("= ", "=x", "== ", "!! ", "!!x", "!!!", "@-", " @-", " @–", ">15-1", " >15-1-2027", "* x >15-1", "## ", "##x"),
    *(
        "“",
        "”",
        "„",
        "«",
        "»",
        "‘",
        "’",
        " @“a b”",
        ' #"a”',
        '"x"',
        "“x”",
        "‘X’",
        '"x" y',
        "?x",
        "!x",
        "*x",
        "&x",
        ">x",
    ),
    *(
        "14.05 uur ",
        "14.05 x",
        "14u05 ",
        "14:05u ",
        "25.50",
        "12.50 euro",
        "14:05-",
        "– ",
        "• ",
        "-\u00a0",
        "@jan: ",
        "@jan's",
    ),
    *("{consent=name}", "\\{consent=role}", "{ toestemming", "{anoniem}", "Consent", "@a–b", "…", "--", "..."),
]
WORDS = ["dashboard", "é", "e\u0301", "\u00a0", "\u3000", "\u200d", "👩‍👩‍👧", "漢字", "İ", "ß"]
PIECES = CHARACTERS + MARKDOWN + MARKS + COMING + WORDS

# A word of consent in braces: as text it would count for nothing.
CONSENT = re.compile(
    r"\{[^{}]*(?<![^\W_])(consent|toestemming|background|achtergrond|withdrawn|ingetrokken|anonymous|anoniem)(?![^\W_])",
    re.IGNORECASE,
)

texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.text(max_size=60),
).map(lambda text: clean(text).text)

lines = texts.map(lambda text: " ".join(text.split()))
handles = st.one_of(st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True), texts.filter(bool))
consents = st.none() | st.sampled_from(Consent)
digests = st.from_regex(r"[0-9a-f]{8}", fullmatch=True)
attributes = st.dictionaries(
    st.from_regex(r"[a-z0-9_-]{1,8}", fullmatch=True), st.lists(texts, min_size=1, max_size=3).map(tuple), max_size=3
).map(lambda found: tuple(Attribute(name, values) for name, values in found.items()))


@st.composite
def versions(draw: st.DrawFn) -> tuple[int, tuple[str, ...]]:
    version = draw(st.integers(1, 6))
    return version, tuple(draw(st.lists(digests, min_size=1, max_size=4))) if version > 1 else ()


@st.composite
def participants(draw: st.DrawFn, handle: str) -> Participant:
    version, lineage = draw(versions())
    return Participant(
        handle=handle,
        name=draw(texts),
        role=draw(texts),
        organisation=draw(texts),
        sector=draw(texts),
        consent=draw(consents),
        version=version,
        lineage=lineage,
    )


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    version, lineage = draw(versions())
    known = draw(st.lists(handles, max_size=3, unique=True))
    return Session(
        id=draw(st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)),
        title=draw(texts.filter(lambda text: bool(text.strip()))),
        date=draw(st.dates(datetime.date(1, 1, 1))),
        timezone=draw(st.sampled_from(["Europe/Amsterdam", "UTC", "America/Paramaribo"])),
        place=draw(texts),
        form=draw(st.sampled_from(Form)),
        access=draw(st.sampled_from(Access)),
        audience=draw(st.sampled_from(Audience)),
        consent=draw(consents),
        note_takers=tuple(draw(st.lists(texts.filter(bool), max_size=2))),
        participants=tuple(draw(participants(handle)) for handle in known),
        version=version,
        lineage=lineage,
    )


@st.composite
def notes(draw: st.DrawFn, session: str) -> Note:
    version, lineage = draw(versions())
    return Note(
        id=new_id(),
        session=session,
        text=draw(texts),
        kind=draw(st.sampled_from(Kind)),
        at=draw(st.none() | st.times().map(lambda at: at.replace(microsecond=0))),
        speaker=draw(st.just("") | handles),
        tags=tuple(draw(st.lists(handles | texts, max_size=3))),
        lenses=tuple(draw(st.lists(handles, max_size=2))),
        consent=draw(consents),
        star=draw(st.booleans()),
        context=tuple(draw(st.lists(lines.filter(bool), max_size=6))),
        external_id=draw(texts),
        attributes=draw(attributes),
        owner=draw(st.just("") | handles),
        due=draw(st.none() | st.dates()),
        done=draw(st.none() | st.dates()),
        version=version,
        lineage=lineage,
    )
