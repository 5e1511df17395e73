"""Which edits of the outline a file would undo that was made before them."""

from collections.abc import Iterator

from kennis.nouns import FoundPart, Outline, OutlineDifference, Part, Passage
from kennis.outline.version_diff import moved, words


def overwritten(base: Outline, current: Outline, made: Outline) -> tuple[OutlineDifference, ...]:
    """Give the edits between the outline that a file was made from and the present one, that `made` does not keep.

    `made` is the present outline as the file would leave it. `text` is what the edit made, or took out, and `before`
    what the file would put there.
    """
    old, now, new = ({one.part.id: one for one in book.walk()} for book in (base, current, made))
    back = moved(list(old.values()), list(now.values())) & moved(list(now.values()), list(new.values()))
    kept = [line for one in now.values() for line in _of(old.get(one.part.id), one, new.get(one.part.id), back)]
    brought = {words(one.part) for one in new.values() if one.part.id not in now}
    gone = [one for one in old.values() if one.part.id not in now and words(one.part) in brought]
    return (*kept, *(OutlineDifference(sign="−", name=one.name, text=words(one.part)) for one in gone))


def reverted(base: Outline, later: Outline, made: Outline) -> bool:
    """Say whether `made` has anything again as it was before some edits.

    What those put in may have been written anew, for new parts bear no id in the file that brought them.
    """
    old, now, new = ({one.part.id: one for one in book.walk()} for book in (base, later, made))
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


def _of(old: FoundPart | None, now: FoundPart, new: FoundPart | None, back: set[str]) -> Iterator[OutlineDifference]:
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
