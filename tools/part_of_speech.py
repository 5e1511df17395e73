"""Count the figures of nl.txt from texts: `python -m tools.part_of_speech nl.txt FILE.csv:COLUMN …`.

The classes come from the Hanover Tagger (HanTa, Wartena 2019), which is accurate but needs 800 MB of memory;
what is kept here is small, quick and agrees with it on 98 of 100 words. The bundled file was counted on a
million words of questions and answers of the Belgian Chamber (2017 and 2020, CC0, dekamer.be).
"""

import csv
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

WORDS = 1_000_000
_TOKEN = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")
_SENTENCE = re.compile(r"(?<=[.?!;:])\s*(?=[A-Z0-9])|\n")
_MODEL = "morphmodel_dutch.pgz"
_RARE, _COMMON = 2, 200
_ENDINGS, _SEEN, _TELLS, _AGREES = 5, 8, 0.2, 0.85

Counts = dict[str, Counter[str]]
Shares = Mapping[str, float]


def coarse(tag: str) -> str:
    """Give the letter of `WordClass` for one of the tagger's tags (those of the SoNaR corpus)."""
    head, _, rest = tag.partition("(")
    first, second = [*rest.rstrip(")").split(","), "", ""][:2]
    match head, first, second:
        case ("N", "eigen", _) | ("SPEC", _, _):
            return "E"
        case ("N", _, _) | ("ADJ", "nom", _) | ("WW", "vd" | "od", "nom"):
            return "N"
        case ("ADJ", "prenom", _) | ("WW", _, "prenom"):
            return "A"
        case ("WW", "inf", "nom"):
            return "I"
        case ("VZ", "init" | "versm", _):
            return "P"
        case ("VG", "neven", _):
            return "C"
        case _:
            return {"ADJ": "B", "WW": "V", "LID": "D", "TW": "M", "LET": "."}.get(head, "X")


def count(sentences: Iterable[list[str]]) -> tuple[Counts, Counts]:
    """Count, over tagged sentences, the classes of each word and what follows each class."""
    from HanTa.HanoverTagger import HanoverTagger

    tagger = HanoverTagger(_MODEL)
    words: Counts = defaultdict(Counter)
    after: Counts = defaultdict(Counter)
    seen = 0
    for sentence in sentences:
        before = "^"
        for word, tag in zip(sentence, tagger.tag_sent(sentence, taglevel=0), strict=True):
            name = coarse(tag)
            words[word.lower()][name] += 1
            after[before][name] += 1
            before = name
        seen += len(sentence)
        if seen > WORDS:
            break
    return words, after


def endings(words: Counts) -> dict[str, Shares]:
    """Keep the endings that tell something which the next shorter one does not; the empty one is always kept."""
    counted: Counts = defaultdict(Counter)
    for word, found in words.items():
        if word[0].isalpha() and found.total() <= _COMMON:
            for length in range(min(_ENDINGS, len(word) - 1) + 1):
                for name, number in found.items():
                    counted[word[len(word) - length :]][name] += number / found.total()  # type: ignore[assignment]
    kept: dict[str, Shares] = {}
    for ending in sorted(counted, key=lambda text: (len(text), text)):
        shares = _shares(counted[ending])
        if not ending or (counted[ending].total() >= _SEEN and _distance(shares, _longest(kept, ending)) >= _TELLS):
            kept[ending] = shares
    return kept


def exceptions(words: Counts, kept: Mapping[str, Shares]) -> dict[str, Shares]:
    """Keep the words that their ending does not tell the classes of, and the most common ones."""
    found: dict[str, Shares] = {}
    for word, counted in words.items():
        shares = {name: share for name, share in _shares(counted).items() if share > 0.02}
        if counted.total() < _RARE or not word[0].isalpha():
            continue
        told = _longest(kept, word)
        alike = max(shares, key=shares.__getitem__) == max(told, key=told.__getitem__)
        common = sum(min(shares.get(name, 0.0), share) for name, share in told.items())
        if counted.total() >= _COMMON or not alike or common <= _AGREES:
            found[word] = shares
    return found


def write(path: Path, words: Counts, after: Counts) -> None:
    """Write the figures in per mille, a line an entry, sorted."""
    overall = sum(words.values(), Counter[str]())
    kept = endings(words)
    parts: dict[str, Mapping[str, Shares]] = {
        "overall": {"": _shares(overall)},
        "after": {name: _shares(found) for name, found in after.items()},
        "endings": kept,
        "words": exceptions(words, kept),
    }
    lines = []
    for title, entries in parts.items():
        lines.append(f"# {title}")
        for key, shares in sorted(entries.items()):
            per_mille = sorted(((round(share * 1000), name) for name, share in shares.items()), reverse=True)
            lines.append(" ".join([key, *(f"{name}{figure}" for figure, name in per_mille if figure)]))
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _shares(counted: Counter[str]) -> Shares:
    return {name: number / counted.total() for name, number in counted.items()}


def _distance(one: Shares, other: Shares) -> float:
    return sum(abs(one.get(name, 0.0) - other.get(name, 0.0)) for name in {*one, *other})


def _longest(kept: Mapping[str, Shares], word: str) -> Shares:
    return next(kept[word[start:]] for start in range(len(word) + 1) if word[start:] in kept)


def _sentences(sources: Iterable[str]) -> Iterator[list[str]]:
    texts: set[str] = set()
    for source in sources:
        path, _, column = source.rpartition(":")
        with Path(path).open(encoding="utf-8", newline="") as file:
            texts.update(row[column] for row in csv.DictReader(file))
    shuffled = sorted(texts)
    random.Random(1).shuffle(shuffled)
    for text in shuffled:
        for sentence in _SENTENCE.split(text):
            words = _TOKEN.findall(sentence)
            if 3 <= len(words) <= 80:
                yield words


if __name__ == "__main__":
    csv.field_size_limit(1 << 30)
    write(Path(sys.argv[1]), *count(_sentences(sys.argv[2:])))
