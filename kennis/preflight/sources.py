"""Words that lead back to no note."""

from collections.abc import Iterator

from kennis.locale import _
from kennis.nouns import RemarkKind
from kennis.nouns.remarks import remark_key
from kennis.preflight.facts import Facts, KnownPeople, Matter


def unsourced(facts: Facts, _found: KnownPeople) -> Iterator[Matter]:
    """Tell of own words that cite nothing, and of sections that rest on no note at all."""
    for one in facts.printed.placed():
        if one.passage.own and not one.passage.notes:
            said = remark_key(one.passage.text)
            yield Matter(RemarkKind.UNCITED, one.passage.id, _("the editor's own words cite no note"), (), (said,))
    for chapter in facts.printed.chapters:
        for section in chapter.sections:
            if not any(passage.notes for passage in section.passages):
                yield Matter(RemarkKind.UNSOURCED, section.id, _("the section rests on no note"))
