"""Word classes: which words of a text are nouns, verbs, prepositions, so that a title can be a noun phrase.

dutch     a small tagger with a lexicon, counted by build from Dutch text
english   rules
"""

from collections.abc import Sequence

from kennis.themes.words.classes import WordClass
from kennis.themes.words.dutch import dutch
from kennis.themes.words.english import english

__all__ = ["WordClass", "classes"]


def classes(words: Sequence[str], language: str) -> tuple[WordClass, ...]:
    """Tell the class of each word and mark of one sentence in Dutch or English."""
    return english(words) if language == "en" else dutch(words)
