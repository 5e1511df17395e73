"""The words of a text and the noun phrases that stand in it: what a theme's title can be."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kennis.themes.lemmas import language_of, lemma, stop_words
from kennis.themes.part_of_speech import WordClass, classes

_TOKEN = re.compile(r"\w+(?:[-'’&]\w+)*|[^\w\s]")
_SENTENCE_END = re.compile(r"[.?!:;\n]+(?=\s|$)")
_HEADS = (WordClass.NOUN, WordClass.NAME)
MARKING = (*_HEADS, WordClass.ADJECTIVE)
_LONGEST, _MOST_CONTENT = 6, 4  # words of a phrase, and those of them that say something; set by hand
_CLIPS = "./@:_-'’"
_PAIRED = ("tussen", "between")


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands: as it is written, its lemma, its class, whether it says something about a theme."""

    text: str
    lemma: str
    sort: WordClass
    content: bool
    joined: bool
    first: bool

    @property
    def capital(self) -> bool:
        """Whether it starts with a capital that its place in the sentence does not ask for."""
        return self.text[0].isupper() and not self.first


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase as it occurs; `lemmas` are those of its content words, `definite` if an article stands before."""

    text: str
    lemmas: tuple[str, ...]
    definite: bool
    first: bool


def sentences(text: str, language: str) -> Iterator[tuple[Word, ...]]:
    """Take a text apart into sentences of words and marks; `language` is that of the programme."""
    spoken = language_of(_TOKEN.findall(text), language)
    start = 0
    for end in [*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]:
        tokens = list(_TOKEN.finditer(text, start, end))
        start = end
        if tokens:
            yield tuple(_words(text, tokens, spoken))


def phrases(words: Sequence[Word]) -> Iterator[Phrase]:
    """Find the noun phrases of a sentence, each also without what precedes or follows its heads."""
    for start, word in enumerate(words):
        if not (word.content and word.sort in MARKING) or _inside_name(words, start):
            continue
        lead = _lead(words, start)
        for end in _ends(words, start):
            yield Phrase(
                " ".join(each.text for each in words[lead:end]),
                tuple(each.lemma for each in words[start:end] if each.content and each.sort in MARKING),
                start > 0 and words[start - 1].sort is WordClass.DETERMINER,
                words[lead].first,
            )


def _lead(words: Sequence[Word], start: int) -> int:
    """Take in the article of "het oude station": without it the adjective would have to change."""
    word, before = words[start], words[max(0, start - 1)]
    inflected = word.sort is WordClass.ADJECTIVE and word.text.endswith("e") and word.joined
    return start - 1 if start and inflected and before.text.lower() == "het" else start


def _words(text: str, tokens: Sequence[re.Match[str]], language: str) -> Iterator[Word]:
    sorts = classes([token.group() for token in tokens], language)
    end = -1
    for token, sort in zip(tokens, sorts, strict=True):
        written = token.group()
        base = lemma(written, language)
        clipped = token.start() > 0 and text[token.start() - 1] in _CLIPS
        content = not clipped and _says_something(written, base, sort, language)
        joined = token.start() == end + 1 and text[end] == " "
        yield Word(written, base, sort, content, joined, end < 0)
        end = token.end()


def _says_something(written: str, base: str, sort: WordClass, language: str) -> bool:
    if sort in (WordClass.MARK, WordClass.NUMBER) or len(base) < 2 or not any(map(str.isalpha, base)):
        return False
    return written.lower() not in stop_words(language) and base not in stop_words(language)


def _ends(words: Sequence[Word], start: int) -> Iterator[int]:
    """Give the places where a noun phrase from `start` may end: after a head that the next word does not go on."""
    content, linked = 0, False
    for place in range(start, min(len(words), start + _LONGEST)):
        word = words[place]
        if place > start and not word.joined:
            return
        match word.sort:
            case WordClass.ADJECTIVE | WordClass.NOUN | WordClass.NAME if word.content:
                if place > start and not linked and not _one_unit(words[place - 1], word):
                    return
                linked = False
            case WordClass.PREPOSITION | WordClass.CONJUNCTION if words[place - 1].sort in _HEADS and place > start:
                linked = True
            case WordClass.DETERMINER if linked:
                pass
            case _:
                return
        content += word.content
        if content > _MOST_CONTENT:
            return
        if word.sort in _HEADS and not _goes_on(words, start, place):
            yield place + 1


def _one_unit(before: Word, word: Word) -> bool:
    """Tell whether two words without a link between them belong together: an adjective and what follows, a name."""
    if before.sort not in _HEADS:
        return True
    names = before.sort is word.sort is WordClass.NAME and before.capital == word.capital
    return word.sort in _HEADS and (names or (word.capital and before.text[0].isupper()))


def _goes_on(words: Sequence[Word], start: int, place: int) -> bool:
    """Tell whether a phrase from `start` would be cut short after `place`: within a name, or after "tussen X"."""
    following = words[place + 1] if place + 1 < len(words) and words[place + 1].joined else None
    if following is None:
        return False
    if following.sort is WordClass.CONJUNCTION:
        inside = words[start : place + 1]
        between = any(word.text.lower() in _PAIRED for word in inside)
        return between or any(word.capital for word in inside)
    return following.sort in _HEADS


def _inside_name(words: Sequence[Word], start: int) -> bool:
    if start == 0 or not words[start].joined:
        return False
    before = words[start - 1]
    return before.sort in _HEADS or (before.capital and words[start].capital)
