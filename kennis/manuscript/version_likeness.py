"""How much a file is like an outline, to find the version that it was made from where it does not tell."""

from kennis.manuscript.join_paragraphs import rejoined
from kennis.manuscript.manuscript import Manuscript
from kennis.manuscript.part_matching import known, matched
from kennis.manuscript.short_names import Names
from kennis.manuscript.word_origin import same_title
from kennis.nouns import Outline, Passage


def likeness(manuscript: Manuscript, book: Outline, names: Names) -> int:
    """Count the parts of a file that stand so in an outline, less those that only one of the two has."""
    joined = rejoined(manuscript, book, names)
    matches = matched(joined, book, names)
    claimed = matches.claimed()
    texts = sum(
        known(one, matches.passages[id(one)], names) for one in joined.passages() if id(one) in matches.passages
    )
    headings = ((one, matches.heading(one)) for one in joined.headings())
    titles = sum(stored is not None and same_title(one.title, stored.title) for one, stored in headings)
    absent = [one for one in book.parts if one.id not in claimed and _shown(one, names)]
    return texts + titles - len(matches.strange) - len(absent)


def _shown(part: object, names: Names) -> bool:
    return not isinstance(part, Passage) or names.shown(part)
