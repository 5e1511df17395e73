"""Words in a file that only notes have that may not be printed."""

from collections.abc import Iterable, Sequence

from kennis.folding import words
from kennis.manuscript.names import Names
from kennis.nouns import Note

_RUN = 6  # words in a row; fewer are said by many
_FEWEST = 4  # words of a note that is shorter than a run


class Silence:
    """Knows the runs of words of the notes that may not be printed, and not of those that may."""

    def __init__(self, notes: Iterable[Note], names: Names) -> None:
        held = tuple(notes)
        self._runs: dict[tuple[str, ...], str] = {}
        self._lengths: set[int] = set()
        for note in held:
            if not names.citable(note.id):
                self._learn(note)
        for note in held:
            if names.citable(note.id):
                for run in self._known(words(note.text)):
                    self._runs.pop(run, None)

    def broken_by(self, text: str) -> tuple[str, ...]:
        """Give the ids of the notes whose words stand in a text."""
        return tuple(dict.fromkeys(self._runs[run] for run in self._known(words(text))))

    def _learn(self, note: Note) -> None:
        said = words(note.text)
        length = min(_RUN, len(said))
        if length >= _FEWEST:
            self._lengths.add(length)
            for run in _runs(said, length):
                self._runs.setdefault(run, note.id)

    def _known(self, said: Sequence[str]) -> list[tuple[str, ...]]:
        return [run for length in sorted(self._lengths) for run in _runs(said, length) if run in self._runs]


def _runs(said: Sequence[str], length: int) -> Iterable[tuple[str, ...]]:
    return (tuple(said[at : at + length]) for at in range(len(said) - length + 1))


def more_than(text: str, allowed: Iterable[str]) -> bool:
    """Say whether a text has words that none of the allowed ones has."""
    known = {word for one in allowed for word in words(one)}
    return bool(set(words(text)) - known)
