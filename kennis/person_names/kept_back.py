"""The names of persons that may not stand in what kennis composes: those of registers and those recognised in texts.

A part of a name counts where it stands as a name. A word that two notes use in small letters, apart from the name that
it is a part of, is a word: "bakker" and "dijk" may stand in a title though a Bakker and a Van Dijk may not be named.

Words are compared folded and as they are read, so that neither an accent nor a soft hyphen, a ligature, capitals or a
Cyrillic letter hide a name.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from kennis.folding import folded, plain, readings, unaccented
from kennis.person_names.recognition import (
    BEFORE_SURNAMES,
    in_capitals,
    is_known_surname,
    is_known_word,
    names_in_text,
)

_WORD = re.compile(r"[^\W_]+")
_NOTES_THAT_MAKE_A_WORD = 2  # what so many notes have in lower case is a word, and no name; set by hand
_SHORT = 2  # letters up to which a part of a name counts with its capital only; set by hand


class NamesKeptBack:
    """Says whether a text tells a person's name; what it must know of the notes it looks up when it is first asked.

    `registered` are names that may not be told, of people in registers; `texts` are those of the notes, in which
    anybody may be named. Names in `printable` may be told, and so may the names of `organisations`.
    """

    def __init__(
        self,
        registered: Iterable[str] = (),
        texts: Sequence[str] = (),
        printable: Iterable[str] = (),
        organisations: Iterable[str] = (),
    ) -> None:
        self._registered = sorted({one for name in registered if _WORD.search(name) for one in readings(name)})
        self._written = texts
        kept_back = {_phrase(name) for name in self._registered}
        self._printable = {_phrase(one) for name in printable for one in readings(name)} - kept_back
        self._organisations = {_phrase(one) for name in organisations for one in readings(name)} - {"", " "}
        self._recognised_in: dict[int, frozenset[str]] = {}
        self._is_word: dict[str, bool] = {}

    def told_in(self, text: str) -> bool:
        """Say whether a text tells a name, or a part of one, as a name; names are told in any letters."""
        return any(self._told_in(one) for one in readings(text))

    def _told_in(self, text: str) -> bool:
        written = _WORD.findall(unaccented(text))
        spoken = f" {folded(' '.join(written))} "
        if any(f" {name} " in spoken and not self._of_words(name) for name in self._whole_in(spoken)):
            return True
        if any(self._part(word) for word in written):
            return True
        return any(self.keeps_back(one.name) for one in names_in_text(plain(text)))

    def _whole_in(self, spoken: str) -> Iterable[str]:
        words = set(spoken.split())
        return (name for first in words & self._whole.keys() for name in self._whole[first])

    def _of_words(self, name: str) -> bool:
        """Say whether a whole name in any letters is nothing but words: of a single one only."""
        return " " not in name and self._word(name)

    def is_given(self, word: str) -> bool:
        """Say whether a word is written as the given name of somebody in a register who may not be named."""
        forms = (form for one in readings(word) if one[:1].isupper() for form in _forms(one))
        return any(form in self._given and not self._word(form) for form in forms)

    def _part(self, word: str) -> bool:
        """Say whether a word is a part of a name."""
        for form in _forms(word):
            known = form in self._parts if len(form) > _SHORT else word in self._short_parts
            if (known or self._recognised(form)) and not self._word(form):
                return True
        return False

    def _recognised(self, part: str) -> bool:
        """Say whether a word is a part of a name that stands in a note."""
        if len(part) <= _SHORT or part in BEFORE_SURNAMES or (is_known_word(part) and not is_known_surname(part)):
            return False
        return any(part in self._parts_in(number) for number in self._capitalised.get(part, ()))

    def _parts_in(self, number: int) -> frozenset[str]:
        """Give the parts of the names in a note, looked for once."""
        found = self._recognised_in.get(number)
        if found is None:
            names = [one.name for text in self._texts[number] for one in names_in_text(plain(text))]
            parts = (
                part
                for name in names
                if not self._may_be_told(name)
                for part in _WORD.findall(name)
                if part[0].isupper()
            )
            found = self._recognised_in[number] = frozenset(folded(part) for part in parts) - BEFORE_SURNAMES
        return found

    def keeps_back(self, name: str) -> bool:
        """Say whether a name that was recognised in some text may not be told."""
        if self._may_be_told(name):
            return False
        parts = [folded(part) for part in _WORD.findall(name)]
        return any(not self._word(part) for part in parts if part not in BEFORE_SURNAMES and len(part) > 1)

    def _may_be_told(self, name: str) -> bool:
        spoken = f" {_phrase(name)} "
        return any(spoken in f" {other} " for other in (*self._printable, *self._organisations))

    def _word(self, part: str) -> bool:
        """Say whether two notes use a word in small letters where it does not stand within the name."""
        found = self._is_word.get(part)
        if found is None:
            used = re.compile(rf"(?:(\w+)[\W_]+)?\b{re.escape(part)}\b")
            beside = self._beside.get(part, frozenset())
            count = 0
            for text in self._bare_texts:
                if part in text and any(folded(before[1] or "") not in beside for before in used.finditer(text)):
                    count += 1
                    if count == _NOTES_THAT_MAKE_A_WORD:
                        break
            found = self._is_word[part] = count >= _NOTES_THAT_MAKE_A_WORD
        return found

    @cached_property
    def _texts(self) -> Sequence[tuple[str, ...]]:
        """The texts, each as it may be read."""
        return [readings(text) for text in self._written]

    @cached_property
    def _bare_texts(self) -> Sequence[str]:
        """The texts without accents, in the capitals and small letters that they have."""
        return [unaccented(first) for first, *_others in self._texts]

    @cached_property
    def _whole(self) -> Mapping[str, Collection[str]]:
        """The whole names, case-folded, by their first word."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for name in self._registered:
            phrase = _phrase(name)
            if len(phrase) > _SHORT:
                found[phrase.split()[0]].add(phrase)
        return found

    @cached_property
    def _parts(self) -> frozenset[str]:
        """The parts of the names that tell who it is: those with a capital, if any has one, but not "van den"."""
        parts = {part for name in self._registered for part in _telling(name) if len(part) > _SHORT}
        return frozenset(folded(part) for part in parts) - BEFORE_SURNAMES

    @cached_property
    def _given(self) -> frozenset[str]:
        """The first parts of the names, as far as they tell who it is."""
        return frozenset(_phrase(name).split()[0] for name in self._registered) & self._parts

    @cached_property
    def _short_parts(self) -> frozenset[str]:
        """The parts of two letters, which count in just these letters: Bo, Ek."""
        parts = {
            part for name in self._registered for part in _telling(name) if len(part) == _SHORT and part[0].isupper()
        }
        return frozenset(part for part in parts if not is_known_word(part) and folded(part) not in BEFORE_SURNAMES)

    @cached_property
    def _beside(self) -> Mapping[str, frozenset[str]]:
        """The words that stand before each part within its name: "de" before "wit" of Anne de Wit."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for name in self._registered:
            words = _phrase(name).split()
            for before, word in pairwise(words):
                found[word].add(before)
        return {word: frozenset(before) for word, before in found.items()}

    @cached_property
    def _capitalised(self) -> Mapping[str, Sequence[int]]:
        """The notes that hold a word with a capital, by that word, case-folded."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, read in enumerate(self._texts):
            for word in {word for text in read for word in in_capitals(plain(text))}:
                found[folded(word)].append(number)
        return found


def _phrase(name: str) -> str:
    return " ".join(_WORD.findall(folded(name)))


def _telling(name: str) -> list[str]:
    parts = _WORD.findall(plain(name))
    return [part for part in parts if part[0].isupper()] or parts


def _forms(word: str) -> list[str]:
    """Give a word, folded, and without the s of a genitive, which is no part of a name."""
    small = folded(word)
    genitive = word[0].isupper() and small.endswith("s") and len(small) > _SHORT + 1
    return [small, small[:-1]] if genitive else [small]
