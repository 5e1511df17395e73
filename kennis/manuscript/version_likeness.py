"""How much a file is like an outline, to find the version that it was made from where it does not tell."""

from kennis.manuscript.join_paragraphs import rejoined
from kennis.manuscript.manuscript import Manuscript
from kennis.manuscript.part_matching import known, matched
from kennis.manuscript.short_names import Names, parts
from kennis.manuscript.word_origin import same_title
from kennis.nouns import KeptOutline, KeptPassage


def likeness(manuscript: Manuscript, book: KeptOutline, names: Names) -> int:
    """Count the parts of a file that stand so in an outline, less those that only one of the two has."""
    joined = rejoined(manuscript, book, names)
    matches = matched(joined, book, names)
    claimed = matches.claimed()
    texts = sum(
        known(one, matches.passages[id(one)], names) for one in joined.passages() if id(one) in matches.passages
    )
    titles = 0
    for chapter in joined.chapters:
        stored = matches.chapters.get(id(chapter))
        titles += stored is not None and same_title(chapter.title, stored.title)
        for section in chapter.sections:
            kept = matches.sections.get(id(section))
            titles += kept is not None and same_title(section.title, kept.title)
    absent = [one for one in parts(book) if one.id not in claimed and _shown(one, names)]
    return texts + titles - len(matches.strange) - len(absent)


def _shown(part: object, names: Names) -> bool:
    return not isinstance(part, KeptPassage) or names.shown(part)
