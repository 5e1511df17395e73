"""One theme as a section: summary, quotes with their counter-voices, open questions; every line a note's own words."""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from kennis.consent import Publishable, words
from kennis.ids import new_id
from kennis.nouns import Kind, Passage, PassageKind, Stance
from kennis.outline.outline_material import Open
from kennis.outline.quote_choice import addresses, centrality, choose, leans, readable
from kennis.outline.sentences import excerpt

_Pick = Callable[[Sequence[Publishable], int, Sequence[Publishable]], list[Publishable]]
# Lines of a summary, of them quotes at most, and open questions of a section; set by hand.
_SUMMARY, _QUOTED_SUMMARY, _QUESTIONS = 4, 2, 5
_ENOUGH = 2  # of a kind, from which on what does not stand alone is left out; set by hand
# Words beyond which only the sentences that say most are printed; set by hand.
_WORDS_OF_A_LINE, _WORDS_OF_A_QUOTE = 40, 70


def passages(members: Sequence[Publishable], material: Open) -> tuple[Passage, ...]:
    """Choose the passages of a theme from its notes; no note is printed twice.

    The summary consists of what the note-takers wrote down; where that is less than two notes, single sentences from
    quotes fill it, in quotation marks. Only starred notes and the more central half of each kind are considered:
    variety must not bring in what is at the theme's edge. Of those, what points back at something said before it, or
    speaks to somebody, is left out where there are two others of its kind. Where some quotes are for and others
    against, both sides are heard, and one that is against stands beside one that is for.
    """
    notes = [note for note in members if note.quotable and note.text.strip() and note.kind is not Kind.CONTRIBUTION]
    pick, weigh = _picker(notes, material), _weigher(notes, material)
    quotes = [note for note in notes if note.kind is Kind.QUOTE]
    plain = [note for note in notes if note.kind not in (Kind.QUOTE, Kind.QUESTION)]
    summary = pick(plain, _SUMMARY, ())
    if len(summary) < 2 and len(quotes) > 2:
        summary += pick(quotes, min(_QUOTED_SUMMARY, len(quotes) // 2), summary)
    pool = [note for note in quotes if note not in summary]
    found = pick(pool, material.quotes, summary)
    for missing in _unheard(found, pool, material):
        found = _with(found, pick(missing, 1, [*summary, *found]), material)
    questions = pick([note for note in notes if note.kind is Kind.QUESTION], _QUESTIONS, ())
    return (
        *(passage(note, PassageKind.SUMMARY, _WORDS_OF_A_LINE, weigh) for note in summary),
        *(passage(note, kind, _WORDS_OF_A_QUOTE, weigh) for note, kind in _answered(found, material)),
        *(passage(note, PassageKind.QUESTION, _WORDS_OF_A_LINE, weigh) for note in questions),
    )


def passage(note: Publishable, kind: PassageKind, longest: int, score: Callable[[str], float]) -> Passage:
    """Make a passage of a note: its text or whole sentences of it."""
    return Passage(id=new_id(), kind=kind, text=excerpt(note.text, longest, score), notes=(note.id,))


def _picker(notes: Sequence[Publishable], material: Open) -> _Pick:
    """Give a way to choose the best of some notes, up to a count, that repeat none of those already taken."""
    central = centrality(notes, material.directions)
    scores = {
        note.id: central[note.id]
        + 0.3 * readable(note.text)
        + 0.2 * material.placements[note.id].strength
        + 0.3 * note.star
        for note in notes
    }

    def score(note: Publishable) -> float:
        return scores[note.id]

    def pick(pool: Sequence[Publishable], count: int, taken: Sequence[Publishable]) -> list[Publishable]:
        ordered = sorted(pool, key=lambda note: (not note.star, -central[note.id], note.id))
        inner = ordered[: max(count + 2, (len(ordered) + 1) // 2)]
        firm = [note for note in inner if note.star or _stands_alone(note)]
        found = choose(firm, count, score, material, taken)
        rest = [note for note in inner if note not in firm]
        return found + choose(rest, min(count, _ENOUGH) - len(found), score, material, [*taken, *found])

    return pick


def _stands_alone(note: Publishable) -> bool:
    """Say whether a reader needs nothing else to follow a note; a question may be put to somebody."""
    return not leans(note.text) and (note.kind is Kind.QUESTION or not addresses(note.text))


def _unheard(found: Sequence[Publishable], pool: Sequence[Publishable], material: Open) -> Iterator[list[Publishable]]:
    """Give the quotes of each side of an argument that has two, of which this one was not chosen and there is room."""
    sides = [[note for note in pool if material.stances.get(note.id) is side] for side in (Stance.FOR, Stance.AGAINST)]
    if all(sides) and material.quotes >= len(sides):
        yield from (side for side in sides if not any(note in found for note in side))


def _with(found: list[Publishable], more: list[Publishable], material: Open) -> list[Publishable]:
    """Put more quotes in the place of the last, where there are as many as there may be.

    First go those that take no side, then those whose side is heard more than once.
    """
    sides = [material.stances.get(note.id) for note in found]
    taking = (Stance.FOR, Stance.AGAINST)
    spare = [note for note, side in zip(found, sides, strict=True) if side not in taking or sides.count(side) > 1]
    spare.sort(key=lambda note: (material.stances.get(note.id) not in taking, found.index(note)), reverse=True)
    gone = spare[: max(len(found) + len(more) - material.quotes, 0)]
    return [note for note in found if note not in gone] + more


def _answered(quotes: Sequence[Publishable], material: Open) -> list[tuple[Publishable, PassageKind]]:
    """Put each quote that is against what another is for right after it, as its counter-voice."""
    stances = material.stances
    against = iter([note for note in quotes if stances.get(note.id) is Stance.AGAINST])
    found: list[tuple[Publishable, PassageKind]] = []
    for note in quotes:
        if stances.get(note.id) is not Stance.AGAINST:
            found.append((note, PassageKind.QUOTE))
            answer = next(against, None) if stances.get(note.id) is Stance.FOR else None
            if answer is not None:
                found.append((answer, PassageKind.COUNTER))
    return found + [(note, PassageKind.QUOTE) for note in against]


def _weigher(notes: Sequence[Publishable], material: Open) -> Callable[[str], float]:
    """Give the score of a text by the words that its theme uses and the others do not, per word."""
    inside = Counter(word for note in notes for word in material.words[note.id] if len(word) > 3)
    total = len(material.notes)
    weights = {word: count * math.log(1 + total / material.frequency[word]) for word, count in inside.items()}

    def weigh(text: str) -> float:
        said = sum(sorted(weights.get(word, 0.0) for word in words(text)))
        return readable(text) * said / math.sqrt(max(len(text.split()), 1))

    return weigh
