"""What differs between two versions of an outline, part by part, and which edits a file would undo."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from kennis.nouns import Chapter, FoundPart, Outline, OutlineDifference, Part, Passage, Section


def differences(before: Outline, after: Outline) -> tuple[OutlineDifference, ...]:
    """Give the parts that are new, gone, reworded or moved, in the order of the later version; those gone come last.

    Of parts that follow each other in both versions none has moved, however far the whole of them has.
    """
    old, new = before.by_id, after.by_id
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


def overwritten(base: Outline, current: Outline, made: Outline) -> tuple[OutlineDifference, ...]:
    """Give the edits between the outline that a file was made from and the present one, that `made` does not keep.

    `made` is the present outline as the file would leave it. `text` is what the edit made, or took out, and `before`
    what the file would put there.
    """
    old, now, new = (one.by_id for one in (base, current, made))
    back = moved(list(old.values()), list(now.values())) & moved(list(now.values()), list(new.values()))
    kept = [line for one in now.values() for line in _lost(old.get(one.part.id), one, new.get(one.part.id), back)]
    brought = {words(one.part) for one in new.values() if one.part.id not in now}
    gone = [one for one in old.values() if one.part.id not in now and words(one.part) in brought]
    return (*kept, *(OutlineDifference(sign="−", name=one.name, text=words(one.part)) for one in gone))


def reverted(base: Outline, later: Outline, made: Outline) -> bool:
    """Say whether `made` has anything again as it was before some edits.

    What those put in may have been written anew, for new parts bear no id in the file that brought them.
    """
    old, now, new = (one.by_id for one in (base, later, made))
    fresh = sum(one not in now and one not in old for one in new)
    missing = sum(one not in old and one not in new for one in now)
    back = [one for one in overwritten(base, later, made) if one.sign in "−→"]
    again = [
        one
        for name, one in now.items()
        if name in old and name in new and _content(old[name].part) != _content(one.part)
        if _content(new[name].part) == _content(old[name].part)
    ]
    return missing > fresh or bool(back) or bool(again)


def _lost(old: FoundPart | None, now: FoundPart, new: FoundPart | None, back: set[str]) -> Iterator[OutlineDifference]:
    text = words(now.part)
    if old is None:
        if new is None:
            yield OutlineDifference(sign="+", name=now.name, text=text)
        return
    if _content(old.part) != _content(now.part) and (new is None or _content(new.part) != _content(now.part)):
        yield OutlineDifference(sign="~", name=now.name, text=text, before=words(new.part) if new else "")
    if now.part.id in back:
        yield OutlineDifference(sign="→", name=now.name, text=text)


def _content(part: Part) -> tuple[object, ...]:
    """Give what a file can change of a part by itself."""
    return (part.text, part.notes, part.own) if isinstance(part, Passage) else (part.title,)
