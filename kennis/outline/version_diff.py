"""What differs between two versions of an outline, part by part."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from kennis.nouns import Chapter, FoundPart, Outline, OutlineDifference, Part, Passage, Section


def differences(before: Outline, after: Outline) -> tuple[OutlineDifference, ...]:
    """Give the parts that are new, gone, reworded or moved, in the order of the later version; those gone come last.

    Of parts that follow each other in both versions none has moved, however far the whole of them has.
    """
    old, new = ({one.part.id: one for one in book.walk()} for book in (before, after))
    movers = moved(list(old.values()), list(new.values()))
    found = [line for one in new.values() for line in _of(old.get(one.part.id), one, movers)]
    gone = [
        OutlineDifference(sign="−", name=one.name, text=words(one.part))
        for one in old.values()
        if one.part.id not in new
    ]
    return (*found, *gone)


def words(part: Part) -> str:
    """Give the title of a part, or its words."""
    return part.text if isinstance(part, Passage) else part.title


def _of(old: FoundPart | None, new: FoundPart, movers: set[str]) -> Iterator[OutlineDifference]:
    text = words(new.part)
    if old is None:
        yield OutlineDifference(sign="+", name=new.name, text=text)
        return
    if new.part.id in movers:
        yield OutlineDifference(sign="→", name=new.name, text=text, before=old.name)
    if _alone(old.part) != _alone(new.part):
        yield OutlineDifference(sign="~", name=new.name, text=text, before=words(old.part))


def _alone(part: Part) -> Part:
    """Give a part without what it holds."""
    match part:
        case Chapter():
            return replace(part, sections=(), passages=())
        case Section():
            return replace(part, passages=(), seen=frozenset())
        case _:
            return part


def moved(old: Sequence[FoundPart], new: Sequence[FoundPart]) -> set[str]:
    """Give the ids of the parts that stand elsewhere among those that both have."""
    common = {one.part.id for one in old} & {one.part.id for one in new}
    parents = {one.part.id: one.parent for one in old}
    found_elsewhere = {one.part.id for one in new if one.part.id in common and one.parent != parents[one.part.id]}
    orders = [_children(found, common - found_elsewhere) for found in (old, new)]
    for parent, now in orders[1].items():
        same = SequenceMatcher(a=orders[0].get(parent, []), b=now, autojunk=False).get_matching_blocks()
        kept = {now[block.b + at] for block in same for at in range(block.size)}
        found_elsewhere.update(set(now) - kept)
    return found_elsewhere


def _children(found: Sequence[FoundPart], among: set[str]) -> dict[str, list[str]]:
    order: dict[str, list[str]] = defaultdict(list)
    for one in found:
        if one.part.id in among:
            order[one.parent].append(one.part.id)
    return order
