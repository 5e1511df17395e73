"""How themes last: notes shuffled, the corpus growing by a session at a time, notes taken out, light runs.

    python -m tests.bench.ledger [LABELLED.csv...] [--sessions DIR] [--model NAME] [--seeds 3] [--large 10000]

A labelled file is dealt into seven sessions of equal size, for each seed anew; from the second seed on the vectors are
also moved by 0.0005, which is enough to change a fresh run. A folder of session files is taken session by session; it
has no labels, so V is not printed. Every proposal is accepted at every step. Beside it, where the extra `bench` is
installed: BERTopic fitted anew at every step, its topics matched with the last ones as well as can be, and
BERTopic.merge_models, which adds a model of the new session to the last one.
"""

import argparse
import datetime
import hashlib
import importlib.util
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from kennis.embedding import BUNDLED, load
from kennis.nouns import Before, Reach
from kennis.reading import ReadOptions
from kennis.reading import read as read_session
from kennis.themes.neighbours import Floats, Integers
from tests.bench import topics
from tests.bench.accepting import Material, Rows, accept, lasted, matched
from tests.bench.growth import enough
from tests.bench.labelled import read
from tests.bench.machine import here

SESSIONS = 7
MOVED = 0.0005
LEFT_OUT = 0.1
NEW = 100
FROM = 3  # the first session whose coming is counted


@dataclass(frozen=True, slots=True)
class Course:
    """A corpus and the rows of its sessions, in turn; `labels` is empty where nobody labelled it."""

    name: str
    material: Material
    texts: tuple[str, ...]
    labels: tuple[str, ...]
    sessions: tuple[Rows, ...]

    def v(self, rows: Rows, found: Integers) -> float:
        """Give the V-measure of groups (n,), -1 for a note in none; these count as one group; nan without labels."""
        from sklearn.metrics import v_measure_score

        return float(v_measure_score([self.labels[row] for row in rows], found)) if self.labels else float("nan")


def main() -> None:
    """Print the four tables."""
    parser = argparse.ArgumentParser(description="How themes last while notes come and go.")
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--sessions", type=Path)
    parser.add_argument("--model", default=BUNDLED)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--large", type=int, default=10_000)
    options = parser.parse_args()
    print(here())
    courses = list(course_of(options))
    if importlib.util.find_spec("bertopic") is None:
        print("bertopic is not installed: its routes are not printed")
    for table in (shuffled, grown, taken_out):
        table(courses)
    if options.large and courses:
        light_run(np.vstack([course.material.vectors for course in courses]), options.large)


def course_of(options: argparse.Namespace) -> Iterator[Course]:
    """Read and embed all corpora, each dealt into sessions for every seed."""
    encoder = load(options.model, Path.cwd())
    for path in options.files:
        labelled = read(path)
        vectors = encoder.encode(labelled.texts)
        for seed in range(options.seeds):
            random = np.random.default_rng(seed)
            dealt = tuple(np.sort(part) for part in np.array_split(random.permutation(len(vectors)), SESSIONS))
            material = Material(moved(vectors, seed), labelled.keys)
            yield Course(f"{labelled.name[-17:]} {seed}", material, labelled.texts, labelled.labels, dealt)
    if options.sessions:
        today = ReadOptions(today=datetime.date(2000, 1, 1))
        notes = [read_session(path, today).notes for path in sorted(options.sessions.glob("*.md"))]
        texts = tuple(note.text for session in notes for note in session)
        ends = np.cumsum([len(session) for session in notes])
        keys = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
        rows = tuple(np.split(np.arange(len(texts)), ends[:-1]))
        yield Course(options.sessions.name, Material(encoder.encode(texts), keys), texts, (), rows)


def moved(vectors: Floats, seed: int) -> Floats:
    """Move vectors a very little, another way for every seed but 0."""
    aside = np.random.default_rng(seed).normal(size=vectors.shape) / vectors.shape[1] ** 0.5
    shifted = vectors + (MOVED * aside if seed else 0)
    unit: Floats = (shifted / np.linalg.norm(shifted, axis=1, keepdims=True)).astype(np.float32)
    return unit


def shuffled(courses: list[Course]) -> None:
    """Say whether shuffled rows give the same partition: all anew, with a ledger, light."""
    print("\n(a) rows shuffled: the same partition?")
    print(f"{'corpus':<22}{'all anew':>10}{'with ledger':>13}{'light':>8}")
    for course in courses:
        known, everything = np.concatenate(course.sessions[:-1]), np.concatenate(course.sessions)
        before = accept(Before(), known, course.material.run(known, Before()))
        cases = [
            (everything, Before(), Reach.FULL),
            (everything, before, Reach.FULL),
            (everything, before, Reach.LIGHT),
        ]
        said = []
        for rows, ledger, reach in cases:
            order = np.random.default_rng(7).permutation(len(rows))
            one, other = (course.material.run(some, ledger, reach) for some in (rows, rows[order]))
            same = np.array_equal(one.labels[order], other.labels) and np.array_equal(
                one.strength[order], other.strength
            )
            said.append("yes" if same and np.array_equal(one.goes_on, other.goes_on) else "NO")
        print(f"{course.name:<22}{said[0]:>10}{said[1]:>13}{said[2]:>8}", flush=True)


def grown(courses: list[Course]) -> None:
    """Let each corpus grow by a session at a time, all proposals accepted."""
    print("\n(b) growing by a session at a time, from the third session on; aims: same 90 %, descended 95 %, V −0.03")
    heads = f"{'mean':>6}{'desc.':>7}{'least':>7}{'V':>7}{'at once':>9}{'themes':>8}"
    print(f"{'corpus':<22}{'route':<15}{'same id, step by step':>26}{heads}")
    routes: dict[str, Callable[[Course], Grown]] = {"ledger": ledger_route, "ledger, light": light_route}
    routes["fresh runs"] = fresh_route
    if importlib.util.find_spec("bertopic") is not None:
        routes |= {"BERTopic refit": refit_route, "merge_models": merge_route}
    means: dict[str, list[tuple[float, float]]] = {}
    for course in courses:
        everything = np.concatenate(course.sessions)
        at_once = course.v(everything, course.material.run(everything, Before()).labels)
        for name, route in routes.items():
            found = route(course)
            v = course.v(everything, found.labels)
            means.setdefault(name, []).append((float(np.mean(found.same)), float(np.mean(found.descended))))
            steps = " ".join(f"{share:.2f}" for share in found.same)
            kin = f"{np.mean(found.descended):>7.3f}{min(found.descended):>7.2f}"
            themes = len(set(found.labels.tolist()) - {-1})
            print(
                f"{course.name:<22}{name:<15}{steps:>26}{np.mean(found.same):>6.2f}{kin}{v:>7.3f}{at_once:>9.3f}{themes:>8}",
                flush=True,
            )
    for name, pairs in means.items():
        same, kin = np.mean(pairs, axis=0)
        print(f"{'mean of all':<22}{name:<15}{'':>26}{same:>6.2f}{kin:>7.3f}")


@dataclass(frozen=True, slots=True)
class Grown:
    """What came of a route: the shares that kept their theme, or a descendant, a step; the groups of all notes."""

    same: list[float]
    descended: list[float]
    labels: Integers


def ledger_route(course: Course, reach: Reach = Reach.FULL) -> Grown:
    """Run at every session with the ledger, and accept."""
    before, steps = Before(), []
    for number in range(1, len(course.sessions) + 1):
        rows = np.concatenate(course.sessions[:number])
        found = course.material.run(rows, before, reach if number > 1 else Reach.FULL)
        after = accept(before, rows, found)
        steps.append(lasted(before, after))
        before = after
    counted = steps[FROM - 1 :]
    return Grown([one.same for one in counted], [one.descended for one in counted], found.labels)


def light_route(course: Course) -> Grown:
    """Run lightly at every session but the first, and accept."""
    return ledger_route(course, Reach.LIGHT)


def fresh_route(course: Course) -> Grown:
    """Cluster all anew without a ledger at every session; themes are matched as well as can be."""
    return followed(course, lambda rows: course.material.run(rows, Before()).labels)


def refit_route(course: Course) -> Grown:
    """Fit BERTopic anew at every session; topics are matched as well as can be."""
    return followed(course, lambda rows: topics.fitted(course.texts, course.material.vectors, rows))


def followed(course: Course, group: Callable[[Rows], Integers]) -> Grown:
    """Group all notes so far at every session, and match the groups with those before."""
    labels = [group(np.concatenate(course.sessions[:number])) for number in range(1, len(course.sessions) + 1)]
    shares = [matched(was, now[: len(was)]) for was, now in pairwise(labels)][FROM - 2 :]
    return Grown(shares, shares, labels[-1])


def merge_route(course: Course) -> Grown:
    """Add a BERTopic model of each session to the last by merge_models."""
    labels = topics.merged(course.texts, course.material.vectors, course.sessions)
    shares = [
        float((was[was >= 0] == now[: len(was)][was >= 0]).mean()) if (was >= 0).any() else 1.0
        for was, now in pairwise(labels)
    ][FROM - 2 :]
    return Grown(shares, shares, labels[-1])


def taken_out(courses: list[Course]) -> None:
    """Take a tenth of the notes out at random, run and accept."""
    print("\n(c) a tenth of the notes taken out: the rest keeps its theme id; aim: 90 %")
    heads = f"{'fresh ARI':>11}{'matched':>9}{'BERTopic ARI':>14}{'matched':>9}"
    print(f"{'corpus':<22}{'ledger':>8}{'V':>7}{'fresh V':>9}{heads}")
    from sklearn.metrics import adjusted_rand_score

    for seed, course in enumerate(courses):
        everything = np.arange(len(course.texts))
        left = np.sort(np.random.default_rng(seed).permutation(everything)[: round((1 - LEFT_OUT) * len(everything))])
        first = course.material.run(everything, Before())
        before = accept(Before(), everything, first)
        after = accept(before, left, found := course.material.run(left, before))
        fresh = course.material.run(left, Before()).labels
        raw = adjusted_rand_score(first.labels[left], fresh), matched(first.labels[left], fresh)
        said = f"{lasted(before, after).same:>8.3f}{course.v(left, found.labels):>7.3f}{course.v(left, fresh):>9.3f}"
        said += f"{raw[0]:>11.2f}{raw[1]:>9.2f}"
        if importlib.util.find_spec("bertopic") is not None:
            whole, rest = (topics.fitted(course.texts, course.material.vectors, rows) for rows in (everything, left))
            said += f"{adjusted_rand_score(whole[left], rest):>14.2f}{matched(whole[left], rest):>9.2f}"
        print(f"{course.name:<22}{said}", flush=True)


def light_run(vectors: Floats, size: int) -> None:
    """Time a light run after 100 new notes beside a full one."""
    print(f"\n(d) {NEW} new notes on {size}; aim: a light run in a fifth of a full one")
    everything = np.arange(size + NEW)
    material = Material(enough(vectors, size + NEW), [f"{row:08}" for row in everything])
    before = accept(Before(), everything[:size], material.run(everything[:size], Before()))
    for reach in (Reach.FULL, Reach.LIGHT):
        begin = time.perf_counter()
        found = material.run(everything, before, reach)
        seconds = time.perf_counter() - begin
        kept = lasted(before, accept(before, everything, found)).same
        new = float(np.mean(found.labels[size:] >= 0))
        print(f"{reach.value:<8}{seconds:>8.1f} s   same id {kept:.3f}   new notes placed {new:.2f}", flush=True)


if __name__ == "__main__":
    main()
