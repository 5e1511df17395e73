"""How long a search takes among many notes: python tests/bench/search.py [NOTES] [MARKDOWN-FILE...].

The notes are made of the words of the files (else of the example's sessions), each drawn as it follows the one before,
so that words are as common as they are there. Vectors are drawn around as many centres as there are themes. The vector
of a query is given, so no encoder is timed. Of three times the fastest counts, as other programs run meanwhile.
"""

import datetime
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kennis import embedding, programmes
from kennis.nouns import Consent, Kind, Note, Participant, Session
from kennis.nouns.search import Filters, SearchMode
from kennis.store import Offer, Store, sqlite
from kennis.workflows.note_search import Searcher
from tests.bench.machine import here, peak

A_SESSION = 100  # notes
THEMES = 60
WIDTH = 384
MODEL = "drawn"
EXAMPLE = sorted((Path(__file__).parent.parent.parent / "sessions").glob("*.md"))
QUERIES = (
    *("samenwerking", "overheid", "digitale", "gegevens", "burgers", "privacy", "wetgeving", "strategie", "gemeenten"),
    *("coordinatie", "akkoord", "werking", "identiteit", "veiligheid", "data", "model", "aantal", "minister", "kosten"),
    *("digitale overheid", "open data", "bescherming persoonsgegevens", "toegang dienst", "samenwerking gemeenten"),
    *('"open data"', '"digitale overheid"', "digital*", "bevoegd*", "data -minister", "overheid -digitale"),
    *("welke maatregelen neemt de minister voor de privacy van burgers", "hoe werken gemeenten samen met inwoners"),
    *("AI in de zorg", "blockchain", "onvindbaarheid", "wat kost de invoering van een elektronische identiteitskaart"),
)
FILTERS = {
    "none": Filters(),
    "session": Filters(session="sessie-0123"),
    "dates": Filters(since=datetime.date(2026, 2, 1), until=datetime.date(2026, 2, 28)),
    "speaker": Filters(speaker="Spreker 17"),
    "organisation": Filters(organisation="Gemeente 7"),
    "sector": Filters(sector="provincie"),
    "kind": Filters(kind=Kind.QUESTION),
    "tag": Filters(tag="thema 7"),
    "theme": Filters(theme="T-007"),
    "lens": Filters(lens="dso"),
    "consent": Filters(consent=Consent.ROLE),
    "several": Filters(sector="gemeente", kind=Kind.QUOTE, since=datetime.date(2026, 6, 1)),
}


@dataclass(frozen=True, slots=True)
class Took:
    """How long a search took, in milliseconds: by the clock, and of this process's own time."""

    clock: float
    processor: float


class Given:
    """An encoder that gives a vector drawn from the text at once."""

    name = MODEL

    def __init__(self, centres: NDArray[np.float32]) -> None:
        self._centres = centres

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give a vector of unit length near one of the centres for each text."""
        return np.stack([_near(self._centres, random.Random(text)) for text in texts])


def _near(centres: NDArray[np.float32], chance: random.Random) -> NDArray[np.float32]:
    noise = np.random.default_rng(chance.getrandbits(32)).standard_normal(WIDTH)
    vector = centres[chance.randrange(len(centres))] + noise.astype(np.float32) / WIDTH**0.5
    unit: NDArray[np.float32] = vector / np.linalg.norm(vector)
    return unit


def texts(files: Sequence[Path], count: int) -> Iterator[str]:
    """Give texts of 10 to 45 words as the notes in these files have them, mostly in their order."""
    chance = random.Random(4)
    lines = [line[2:] for file in files for line in file.read_text("utf-8").splitlines() if line.startswith("- ")]
    words = re.sub(r"\{#[^}]*\}|[@#~]\S+|\d\d:\d\d", "", " ".join(lines)).split()
    following: dict[str, list[str]] = {}
    for one, other in pairwise(words):
        following.setdefault(one, []).append(other)
    for _number in range(count):
        made = [chance.choice(words)]
        while len(made) < 10 or chance.random() > 1 / 20:
            made.append(
                chance.choice(following[made[-1]] if chance.random() < 0.7 and made[-1] in following else words)
            )
        yield " ".join(made)


def sessions(count: int) -> Iterator[Session]:
    """Give sessions with 20 people each, of 400 people, 40 organisations and three sectors."""
    sectors = ("gemeente", "provincie", "rijk")
    people = [
        Participant(
            handle=f"spreker-{one}",
            name=f"Spreker {one}",
            organisation=f"{'Gemeente' if one % 3 == 0 else 'Instelling'} {one % 40}",
            sector=sectors[one % 3],
            consent=Consent.ROLE if one % 4 == 0 else None,
        )
        for one in range(400)
    ]
    for number in range(count):
        day = datetime.date(2026, 1, 1) + datetime.timedelta(days=number % 365)
        register = tuple(people[(number * 7 + place) % 400] for place in range(20))
        yield Session(id=f"sessie-{number:04d}", title=f"Sessie {number}", date=day, participants=register)


def notes(held: Sequence[Session], lines: Iterator[str]) -> Iterator[Note]:
    """Give a hundred notes a session."""
    chance = random.Random(5)
    number = 0
    for session in held:
        for _place in range(A_SESSION):
            number += 1
            yield Note(
                id=f"01900000-0000-7000-8000-{number:012x}",
                session=session.id,
                text=next(lines),
                kind=chance.choice(list(Kind)),
                speaker=chance.choice(session.participants).handle,
                tags=tuple(f"thema {chance.randrange(50)}" for _tag in range(chance.randrange(3))),
                lenses=("dso",) if chance.random() < 0.02 else (),
                context=(f"Agendapunt {number // 10 % 10}",),
            )


def place(store: Store, held: Sequence[Note]) -> None:
    """Put the notes in themes, each other theme under a lens, with rows as the ledger writes them."""
    lens = '[["dso", 0.8]]'
    with sqlite.writing(store._engine) as transaction:
        run = transaction.connection().exec_driver_sql
        run(
            "INSERT INTO run (number, created, model, notes, fingerprint, parameters, reach, unmet)"
            " VALUES (1, '2026-01-01 00:00:00', ?, 0, '', '{}', 'full', '[]')",
            (MODEL,),
        )
        run(
            "INSERT INTO theme (id, number, title, keywords, stability, lenses, medoids, state, titled, run, family,"
            ' split_from, "into", subs)'
            " VALUES (?, ?, 'Thema', '[]', 1, ?, '[]', 'accepted', 0, 1, '', '', '', '[]')",
            [(f"t{one}", one, lens if one % 8 == 0 else "[]") for one in range(1, THEMES + 1)],
        )
        themes = [None, *(f"t{one}" for one in range(1, THEMES + 1))]
        run(
            "INSERT INTO placement (note_id, theme_id, strength, second_strength, lenses) VALUES (?, ?, 1, 0, '[]')",
            [(note.id, themes[number % len(themes)]) for number, note in enumerate(held)],
        )


def fill(store: Store, count: int, files: Sequence[Path], given: Given) -> None:
    """Store the notes, their vectors and where they stand."""
    held = list(sessions(count // A_SESSION))
    made = list(notes(held, texts(files, count)))
    begin = time.perf_counter()
    store.take_in(Offer(held, made))
    print(f"stored {len(made)} notes in {time.perf_counter() - begin:.1f} s")
    for start in range(0, len(made), 5_000):
        portion = [note.text for note in made[start : start + 5_000]]
        vectors = given.encode(portion)
        store.vectors.keep(MODEL, dict(zip(map(embedding.text_hash, portion), vectors, strict=True)))
    place(store, made)


def timed(searcher: Searcher, mode: SearchMode, filters: Filters) -> list[Took]:
    """Give what each query took, once the vectors are in memory."""
    return [_took(partial(searcher.search, query, mode, filters)) for query in QUERIES]


def _took(work: Callable[[], object]) -> Took:
    return min((_once(work) for _turn in range(3)), key=lambda one: one.clock)


def _once(work: Callable[[], object]) -> Took:
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return Took((time.perf_counter() - clock) * 1_000, (time.process_time() - processor) * 1_000)


def main() -> None:
    """Print the middle, the 95th percentile and the slowest by mode and filter."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    files = [Path(name) for name in sys.argv[2:]] or EXAMPLE
    print(here())
    programme = programmes.load("slim-besturen", Path())
    draws = np.random.default_rng(6).standard_normal((THEMES, WIDTH)) / WIDTH**0.5
    given = Given(draws.astype(np.float32))
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder)) as store:
        fill(store, count, files, given)
        searcher = Searcher(store, replace(programme, organisations=()), lambda: given)
        begin = time.perf_counter()
        searcher.search("data", SearchMode.MEANING)
        print(f"vectors into memory: {time.perf_counter() - begin:.2f} s")
        everything: dict[SearchMode, list[Took]] = {}
        print(f"{'mode':<10}{'filter':<14}{'p50 ms':>8}{'p95 ms':>8}{'most ms':>8}{'own p95':>9}")
        for mode in SearchMode:
            for name, filters in FILTERS.items():
                taken = timed(searcher, mode, filters)
                everything.setdefault(mode, []).extend(taken)
                _line(mode, name, taken)
            _line(mode, "all", everything[mode])
        held = store.notes.note("n50")
        _line("similar", "none", [_took(lambda: searcher.similar(held.id)) for _turn in range(20)])
        print(f"peak {peak():.0f} MB; file {(Path(folder) / 'kennis.db').stat().st_size / 1e6:.0f} MB")


def _line(mode: str, name: str, taken: Sequence[Took]) -> None:
    middle, high, most = np.percentile([one.clock for one in taken], [50, 95, 100])
    own = np.percentile([one.processor for one in taken], 95)
    print(f"{mode:<10}{name:<14}{middle:>8.1f}{high:>8.1f}{most:>8.1f}{own:>9.1f}", flush=True)


if __name__ == "__main__":
    main()
