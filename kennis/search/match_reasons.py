"""Why a note was found, in words, and where in its text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kennis.folding import Folded, Span, folded
from kennis.locale import _, fraction
from kennis.nouns.search import SearchQuery, Term

SHORTEST_PART = 3  # letters; set by hand
_NAMED = 3  # of what was found, in a sentence; set by hand
_BEFORE = 0.25  # the share of an excerpt that stands before the first mark, at most; set by hand


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a text on one line, with … where more is, and the marks in it."""

    text: str
    marks: tuple[Span, ...]


def excerpt(text: str, marks: Sequence[Span], longest: int) -> Excerpt:
    """Give the piece of a text around its first mark, whole words of it, at most `longest` characters and two "…"."""
    flat = text.replace("\n", " ")
    first = marks[0][0] if marks else 0
    start = 0 if len(flat) <= longest else max(0, min(first - int(longest * _BEFORE), len(flat) - longest))
    if start:
        start = min(flat.find(" ", start - 1) + 1 or start, first)
    end = min(len(flat), start + longest)
    if end < len(flat):
        end = max(flat.rfind(" ", start, end + 1), start + longest // 2)
    lead = "… " if start else ""
    shown = tuple(
        (max(one[0], start) - start + len(lead), min(one[1], end) - start + len(lead))
        for one in marks
        if one[0] < end and one[1] > start
    )
    return Excerpt(f"{lead}{flat[start:end].rstrip()}{' …' if end < len(flat) else ''}", shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """What the index holds of a note."""

    text: str
    tags: str = ""
    headings: str = ""
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, in words, and the places in the text as (start, end)."""

    why: str
    marks: tuple[Span, ...] = ()


def reason(query: SearchQuery, note: Indexed, meaning: float | None = None) -> Reason:
    """Say which words of a query a note holds, where, and how near it is in meaning, where that is known.

    A word that stands in the text is not looked for in what stands beside the text.
    """
    text = Folded(note.text)
    marks: list[Span] = []
    whole: list[str] = []
    parts: list[str] = []
    beside: list[str] = []
    for term in query.terms:
        entire = list(text.phrases(term.words, term.prefix))
        within = [span for span in _parts(text, term) if not any(one[0] <= span[0] < one[1] for one in entire)]
        whole += _shown(note.text, text, entire)
        parts += _shown(note.text, text, [text.around(span) for span in within])
        beside += [] if entire or within else _beside(term, note)
        marks += [text.origin(span) for span in (*entire, *within)]
    said = [*_said(_("word in text: {words}"), whole), *_said(_("part of word: {words}"), parts), *beside]
    if meaning is not None:
        said.append(cosine_said(meaning))
    return Reason("; ".join(dict.fromkeys(said)), _apart(marks))


def cosine_said(cosine: float) -> str:
    """Say how near a note is in meaning."""
    return _("meaning {cosine}").format(cosine=fraction(max(cosine, 0.0)))


def _parts(text: Folded, term: Term) -> list[Span]:
    wanted = folded(term.text)
    if term.phrase or len(wanted) < SHORTEST_PART:
        return []
    return list(text.pieces(wanted))


def _beside(term: Term, note: Indexed) -> list[str]:
    """Say where a term stands that is not in the text: in a tag, a heading, the speaker's name."""
    places = (
        (_("tag: {words}"), note.tags.split("\n")),
        (_("heading: {words}"), note.headings.split("\n")),
        (_("speaker: {words}"), [note.speaker]),
    )
    for saying, values in places:
        hits = [one for one in values if _stands(Folded(one), term)]
        if hits:
            return _said(saying, hits)
    return []


def _stands(text: Folded, term: Term) -> bool:
    return any(text.phrases(term.words, term.prefix)) or bool(_parts(text, term))


def _shown(text: str, own: Folded, found: Iterable[Span]) -> list[str]:
    places = [own.origin(span) for span in found]
    return [text[start:end] for start, end in places]


def _said(saying: str, found: Sequence[str]) -> list[str]:
    known: dict[str, str] = {}
    for one in found:
        known.setdefault(folded(one), one)
    different = list(known.values())
    more = ", …" if len(different) > _NAMED else ""
    return [saying.format(words=", ".join(different[:_NAMED]) + more)] if different else []


def _apart(marks: Iterable[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for start, end in sorted(marks):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
