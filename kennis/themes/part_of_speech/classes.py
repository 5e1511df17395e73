"""The classes of words that the naming of themes tells apart."""

from enum import StrEnum


class WordClass(StrEnum):
    """What a word is in its sentence; the letters are those of the data file."""

    NOUN = "N"
    NAME = "E"
    ADJECTIVE = "A"
    VERB = "V"
    INFINITIVE = "I"
    DETERMINER = "D"
    PREPOSITION = "P"
    CONJUNCTION = "C"
    ADVERB = "B"
    NUMBER = "M"
    MARK = "."
    OTHER = "X"
