"""What is written comes back as it was, and no edit of the file loses a word or a passage that is kept back."""

import re

from hypothesis import event, given
from hypothesis import strategies as st

from kennis.errors import InputError
from kennis.manuscript import What, applied, findings, read, write
from kennis.nouns import Chapter, Consent, Kind, Outline, Passage, PassageKind
from tests.draws import drawn
from tests.unit.manuscript.books import Case, case, cases, counted, note, part_id
from tests.unit.reading.strategies import texts

_COMMENT = re.compile(r"<!--(?:(?!<!--|-->).)*-->", re.DOTALL)
_SPEAKER = re.compile(r"^[> ]*[*_]?—.*$", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+")
# Numbers of ours, and that of a list item without any words.
_NUMBER = re.compile(r"\bn\d+\b|\bT-\d+|Losse notities die een blik waard zijn|^\d{1,9}[.)]\s*$", re.MULTILINE)


@given(cases())
@drawn(80)
def test_what_is_written_comes_back_as_it_was(made: Case) -> None:
    text = write(made.book, made.names)
    assert applied(read(text), made.book, made.notes, made.names, counted()) == made.book
    told = findings(read(text), made.book, made.notes, made.names)
    assert not [one for one in told if one.what in (What.LOST, What.MISSING, What.SWAPPED)]


@given(st.lists(st.tuples(st.sampled_from(Kind), st.sampled_from(Consent)), min_size=1, max_size=8))
@drawn(50)
def test_of_words_that_may_not_be_printed_only_the_place_is_in_the_file(
    told: list[tuple[Kind, Consent]],
) -> None:
    notes = [note(n, f"Kanarie{n}x zingt.", kind, "w", level) for n, (kind, level) in enumerate(told, start=1)]
    passages = tuple(
        Passage(id=part_id(one.number), kind=PassageKind.POINT, text=one.text, notes=(one.id,)) for one in notes
    )
    made = case((Chapter(id=part_id(99), title="Rol", passages=passages),), notes)
    text = write(made.book, made.names)
    silent = {Consent.BACKGROUND, Consent.WITHDRAWN}
    for one in notes:
        assert (f"Kanarie{one.number}x" in text) == (one.consent not in silent)
    assert text.count("kept back") == sum(one.consent in silent for one in notes)


edits = st.lists(
    st.tuples(
        st.sampled_from(["delete", "swap", "insert", "uncomment", "copy", "join", "paste"]),
        st.integers(0, 10_000),
        st.integers(0, 10_000),
        texts,
    ),
    min_size=1,
    max_size=6,
)


def edited(text: str, verb: str, one: int, other: int, new: str) -> str:
    """Do what an editor may do to a file."""
    lines = text.split("\n")
    blocks = text.split("\n\n")
    match verb:
        case "delete":
            del lines[one % len(lines)]
            return "\n".join(lines)
        case "swap":
            first, second = one % len(blocks), other % len(blocks)
            blocks[first], blocks[second] = blocks[second], blocks[first]
            return "\n\n".join(blocks)
        case "insert":
            lines.insert(one % (len(lines) + 1), new)
            return "\n".join(lines)
        case "uncomment":
            found = list(_COMMENT.finditer(text))
            cut = found[one % len(found)] if found else None
            return text[: cut.start()] + text[cut.end() :] if cut else text
        case "copy":
            blocks.insert(other % (len(blocks) + 1), blocks[one % len(blocks)])
            return "\n\n".join(blocks)
        case "join":
            return "\n\n".join(blocks[: one % len(blocks)]) + "\n" + "\n\n".join(blocks[one % len(blocks) :])
    place = one % (len(text) + 1)
    return text[:place] + new + text[place:]


def words_of(book: Outline) -> set[str]:
    """Give all words that stand in an outline, also as they are without the places where they may be parted."""
    found: set[str] = set()
    for part in book.parts:
        text = part.text if isinstance(part, Passage) else part.title
        found |= {*_WORD.findall(text), *_WORD.findall(text.replace("\u00ad", ""))}
    return found


def check_kept(text: str, book: Outline, made: Case) -> None:
    """See that an outline has all words of a text, each part once, and what the editor was not shown."""
    lost = set(_WORD.findall(text)) - words_of(book)
    assert not lost, text
    ids = [part.id for part in book.parts]
    assert len(ids) == len(set(ids))
    hidden = [one for one in made.book.parts if isinstance(one, Passage) and not made.names.shown(one)]
    assert {one.id for one in hidden} <= set(ids)


@given(cases(), edits)
@drawn(120)
def test_no_edit_of_the_file_loses_a_word_or_what_is_kept_back(
    made: Case, changes: list[tuple[str, int, int, str]]
) -> None:
    text = write(made.book, made.names)
    for change in changes:
        text = edited(text, *change)
    try:
        manuscript = read(text)
        book = applied(manuscript, made.book, made.notes, made.names, counted())
    except InputError:
        event("refused")
        return
    findings(manuscript, made.book, made.notes, made.names)
    for left_out in (_COMMENT, _SPEAKER, _NUMBER):
        text = left_out.sub(" ", text)
    check_kept(text, book, made)
