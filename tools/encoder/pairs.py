"""Pairs of passages that belong together, from the two CC0 files of the Belgian Chamber, evaluation texts left out.

A pair is two neighbouring passages of one question or answer, a title and a passage of its question, a passage of
a question and one of its answer, or a Dutch passage and the French one at the same place. No label is used.
"""

import csv
import itertools
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

SHINGLE = 5  # words
NEAR = 0.3  # share of an evaluation text's shingles in a row that makes the row a near-duplicate
SENTENCE_END = re.compile(r"(?<=[a-zà-ÿ)\"'%0-9][.?!:;])\s*(?=[A-ZÀ-Ý\"'(])|\s*\n\s*|\s+(?=\d{1,2}[.)] )")
SHORTEST, LONGEST = 40, 260  # characters of a passage
COMMON = 6  # a passage in more pairs than this is a phrase of politeness or a heading


@dataclass(frozen=True, slots=True)
class Row:
    """One question of either file: its parts, the Dutch ones first; French is empty in the older file."""

    title: str
    question: str
    answer: str
    french: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two passages that belong together; pairs of one `source` are never each other's negatives."""

    first: str
    second: str
    source: int


def read_rows(data: Path) -> list[Row]:
    """Read both files, rows whose texts are the same only once."""
    with (data / "dekamer_2017_nl.csv").open(encoding="utf-8", newline="") as file:
        rows = [Row(row["title"], row["question"], row["answer"], "") for row in csv.DictReader(file)]
    with (data / "be_parliament_2020_nl_fr.csv").open(encoding="utf-8", newline="") as file:
        rows += [Row("", row["text_nl"], "", row["text_fr"]) for row in csv.DictReader(file)]
    return list({plain(row.question): row for row in rows}.values())


def leave_out(rows: list[Row], held: list[str]) -> list[Row]:
    """Drop every row that a held text comes from or nearly repeats, and what shares a title or answer with one."""
    shingles = [_shingles(text) for text in held]
    owners: dict[str, list[int]] = {}
    for index, words in enumerate(shingles):
        for word in words:
            owners.setdefault(word, []).append(index)
    hit = [row for row in rows if _repeats(f"{row.title} {row.question}", shingles, owners)]
    titles = {plain(row.title) for row in hit} - {""}
    answers = {plain(row.answer) for row in hit} - {""}
    questions = {plain(row.question) for row in hit}
    return [
        row
        for row in rows
        if plain(row.question) not in questions
        and plain(row.title) not in titles
        and plain(row.answer) not in answers
        and not _repeats(row.answer, shingles, owners)
    ]


def make_pairs(rows: list[Row], seed: int) -> list[Pair]:
    """Give all pairs of the rows in a seeded order; rows with one title or one answer count as one source."""
    draw = random.Random(seed)
    sources: dict[str, int] = {}
    pairs: dict[tuple[str, str], Pair] = {}
    for index, row in enumerate(rows):
        source = index
        for key in filter(None, (plain(row.title), plain(row.answer))):
            source = sources.setdefault(key, source)
        for first, second in _row_pairs(row, draw):
            pairs.setdefault((first, second), Pair(first, second, source))
    common = Counter(text for pair in pairs.values() for text in {pair.first, pair.second})
    found = [pair for pair in pairs.values() if max(common[pair.first], common[pair.second]) <= COMMON]
    draw.shuffle(found)
    return found


def plain(text: str) -> str:
    """Reduce a text to its lower-case words, one space between them."""
    return " ".join(re.findall(r"\w+", text.lower()))


def _shingles(text: str) -> set[str]:
    words = plain(text).split()
    return {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}


def _repeats(text: str, shingles: list[set[str]], owners: dict[str, list[int]]) -> bool:
    shared = Counter(index for word in _shingles(text) for index in owners.get(word, ()))
    return any(count >= NEAR * len(shingles[index]) for index, count in shared.items())


def _row_pairs(row: Row, draw: random.Random) -> Iterator[tuple[str, str]]:
    question = _passages(row.question.removeprefix(row.title), draw)
    answer = _passages(row.answer, draw)
    yield from itertools.pairwise(question)
    yield from itertools.pairwise(answer)
    if question and row.title:
        yield row.title, draw.choice(question)
    if question and answer:
        yield draw.choice(question), draw.choice(answer)
    if question and row.french:
        place = draw.randrange(len(question))
        french = _passages(row.french, draw)
        if french:
            yield question[place], french[min(place * len(french) // len(question), len(french) - 1)]


def _passages(text: str, draw: random.Random) -> list[str]:
    """Cut a text into passages of one to three sentences, and drop the very short ones."""
    sentences = [part.strip() for part in SENTENCE_END.split(text) if part and part.strip()]
    passages, at = [], 0
    while at < len(sentences):
        count = draw.choice((1, 1, 2, 3))
        passages.append(_shortened(sentences[at : at + count]))
        at += count
    return [passage for passage in passages if len(passage) >= SHORTEST]


def _shortened(sentences: Iterable[str]) -> str:
    kept = ""
    for sentence in sentences:
        if kept and len(kept) + len(sentence) > LONGEST:
            break
        kept = f"{kept} {sentence}".strip()
    return kept
