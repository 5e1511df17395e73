"""Search: what a query asks for, how near notes are in meaning, one ranking of both, and why a note was found."""

from kennis.folding import Folded, words
from kennis.search.match_reasons import Excerpt, Indexed, Reason, cosine_said, excerpt, reason
from kennis.search.query import parse
from kennis.search.rank_fusion import Ranked, fused, scaled

__all__ = [
    "Excerpt",
    "Folded",
    "Indexed",
    "Ranked",
    "Reason",
    "cosine_said",
    "excerpt",
    "fused",
    "parse",
    "reason",
    "scaled",
    "words",
]
