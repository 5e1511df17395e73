"""Word classes: which words of a text are nouns, verbs, prepositions, so that a title can be a noun phrase.

dutch     a small tagger with a lexicon, counted by build from Dutch text
english   rules
"""

from collections.abc import Sequence

from kennis.themes.part_of_speech.classes import WordClass
from kennis.themes.part_of_speech.dutch import dutch
from kennis.themes.part_of_speech.english import english

__all__ = ["WordClass", "classes"]


def classes(words: Sequence[str], language: str) -> tuple[WordClass, ...]:
    """Tell the class of each word and mark of one sentence in Dutch or English."""
    return english(words) if language == "en" else dutch(words)
