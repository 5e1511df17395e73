"""Search: what a query asks for, how near notes are in meaning, one ranking of both, and why a note was found."""

from kennis.folding import Folded, words
from kennis.search.excerpts import Excerpt, excerpt
from kennis.search.fusion import Ranked, fused, scaled
from kennis.search.nearness import Space
from kennis.search.query import parse
from kennis.search.reasons import Indexed, Reason, cosine_said, reason

__all__ = [
    "Excerpt",
    "Folded",
    "Indexed",
    "Ranked",
    "Reason",
    "Space",
    "cosine_said",
    "excerpt",
    "fused",
    "parse",
    "reason",
    "scaled",
    "words",
]
