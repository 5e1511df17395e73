"""Names of persons: found in running text and in lists of those present, and kept out of what kennis composes.

`recognition` finds names that no register knows; `given_names.txt`, `surnames.txt` and `other_words.txt` are what it
knows. `kept_back` says whether a title, a keyword or a file's name tells somebody's name.
"""

from kennis.person_names.kept_back import NamesKeptBack
from kennis.person_names.recognition import BEFORE_SURNAMES, FoundName, names_in_text

__all__ = ["BEFORE_SURNAMES", "FoundName", "NamesKeptBack", "names_in_text"]
