"""How well names of persons are recognised, on marked texts, and how quickly: python -m tests.bench.names [--missed].

The texts are those of tests/unit/person_names; the first half of each was tuned on, the second half judges.
"""

import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from kennis.person_names import names_in_text
from tests.bench.machine import here

TEXTS = Path(__file__).parents[1] / "unit" / "person_names"
_MARKED = re.compile(r"\[\[(.+?)\]\]")
_BETWEEN = {"running": "\n", "lists": "\n==\n"}
_NOTES = 20_000


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and the names in it, as a person marked them: where each begins and ends."""

    text: str
    names: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Score:
    """How many names were marked, found, and found exactly as marked; what was missed and what was wrong."""

    marked: int
    found: int
    right: int
    missed: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Give the share of what was found that was marked."""
        return self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        """Give the share of what was marked that was found."""
        return self.right / max(1, self.marked)


def halves(kind: str) -> tuple[tuple[Marked, ...], tuple[Marked, ...]]:
    """Read the running texts or the lists: those tuned on, and those that judge."""
    text = TEXTS.joinpath(f"{kind}.txt").read_text("utf-8")
    text = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).strip("\n")
    tuning, judging = (tuple(map(_marked, half.split(_BETWEEN[kind]))) for half in text.split("\n---\n"))
    return tuning, judging


def score(texts: tuple[Marked, ...]) -> Score:
    """Compare what is found in texts with what is marked: a name counts where it begins and ends as marked."""
    marked, found, right = 0, 0, 0
    missed, wrong = [], []
    for one in texts:
        spans = {(name.start, name.end) for name in names_in_text(one.text)}
        marked, found, right = marked + len(one.names), found + len(spans), right + len(spans & one.names)
        missed += [one.text[begin:end] for begin, end in sorted(one.names - spans)]
        wrong += [one.text[begin:end] for begin, end in sorted(spans - one.names)]
    return Score(marked, found, right, tuple(missed), tuple(wrong))


def _marked(text: str) -> Marked:
    spans: set[tuple[int, int]] = set()
    plain = ""
    at = 0
    for match in _MARKED.finditer(text):
        plain += text[at : match.start()]
        spans.add((len(plain), len(plain) + len(match[1])))
        plain, at = plain + match[1], match.end()
    return Marked(plain + text[at:], frozenset(spans))


def main() -> None:
    """Print precision and recall of each half, and the seconds that 20,000 notes take."""
    print(here())
    print(f"{'texts':>16} {'marked':>7} {'found':>7} {'precision':>10} {'recall':>7}")
    for kind in _BETWEEN:
        for half, texts in zip(("tuned on", "judging"), halves(kind), strict=True):
            one = score(texts)
            print(f"{kind + ', ' + half:>16} {one.marked:>7} {one.found:>7} {one.precision:>10.3f} {one.recall:>7.3f}")
            if "--missed" in sys.argv and (half == "tuned on" or "--judging" in sys.argv):
                print(f"    missed: {', '.join(one.missed)}\n    wrong: {', '.join(one.wrong)}")
    sentences = [one.text for half in halves("running") for one in half]
    notes = [" ".join(sentences[(at + step) % len(sentences)] for step in range(3)) for at in range(_NOTES)]
    begin = time.perf_counter()
    for note in notes:
        names_in_text(note)
    print(f"{_NOTES} notes of three sentences: {time.perf_counter() - begin:.1f} s")


if __name__ == "__main__":
    main()
