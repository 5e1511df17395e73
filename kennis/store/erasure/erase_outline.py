"""The outline and all its versions without forgotten notes: as if they had never stood in it.

Every version is made anew from the one it was made from, so that going back and on still leads from one to the next.
Versions of which nothing is left are gone, and what was made from them is made from the one before; those that say that
another outline hangs beside never changed anything, and stay.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select, update

from kennis.nouns import EditVerb, Fate, Trace
from kennis.store.erasure.erase_themes import Titles
from kennis.store.erasure.erasure_state import Pages, Values
from kennis.store.erasure.kept_tables import KEPT
from kennis.store.outline.outline_mapping import StoredPart

Parts = Mapping[str, StoredPart]
_EDITION, _PART = KEPT["edition"], KEPT["part"]
_ORDERED = ("chapter", "section", "passage")


def rewrite_outline(pages: Pages, titles: Titles) -> None:
    """Rewrite the outline's parts and versions."""
    rows = {row["number"]: row for row in pages.rows(select(_EDITION).order_by(_EDITION.c.number))}
    kept = pages.rows(select(_PART).order_by(_PART.c.id))
    now = {row["id"]: _part(row, json.loads(row["content"])) for row in kept}
    if not now and not rows:
        return
    rewriter = _Rewriter(pages, titles)
    standing = [number for number, row in rows.items() if not row["undone"]]
    head = max(standing, default=0)
    versions = _versions(now, rows, head)
    clean = {number: rewriter.version(parts) for number, parts in versions.items()}
    rewriter.tell(now, clean[head])
    _write_editions(pages, titles, rows, clean)
    _write_parts(pages, now, clean[head])


def _part(row: Values, content: Values) -> StoredPart:
    return StoredPart(row["id"], row["kind"], row["parent"], row["place"], content)


def _versions(now: Parts, rows: Mapping[int, Values], head: int) -> dict[int, Parts]:
    """Give the parts of every version, 0 being before the first; back from the one that stands, then on."""
    steps = {number: json.loads(row["steps"]) for number, row in rows.items()}
    found: dict[int, Parts] = {head: now}
    number = head
    while number:
        back = [[name, after, before] for name, before, after in steps[number]]
        found[rows[number]["parent"]] = _after(found[number], back)
        number = rows[number]["parent"]
    for number, row in rows.items():
        if number not in found:
            found[number] = _after(found[row["parent"]], steps[number])
    return found


def _after(parts: Parts, steps: Iterable[list[Any]]) -> Parts:
    made = dict(parts)
    for name, _before, after in steps:
        made.pop(name, None)
        if after is not None:
            made[name] = StoredPart(**after)
    return made


class _Rewriter:
    """Makes parts as they are now; parts that are the same are made once."""

    def __init__(self, pages: Pages, titles: Titles) -> None:
        self._pages, self._titles = pages, titles
        self._made: dict[int, tuple[StoredPart, StoredPart | None]] = {}  # by identity, which it keeps

    def version(self, parts: Parts) -> Parts:
        """Give a version without what is forgotten, its parts numbered through."""
        under: dict[tuple[str, str], list[StoredPart]] = defaultdict(list)
        made: dict[str, StoredPart] = {}
        for one in parts.values():
            new = self._part(one)
            if new is not None:
                made[new.id] = new
                under[new.parent, new.kind].append(new)
        for (_parent, kind), group in under.items():
            if kind in _ORDERED and max(one.place for one in group) >= len(group):
                for place, one in enumerate(sorted(group, key=lambda one: (one.place, one.id))):
                    made[one.id] = replace(one, place=place)
        return made

    def tell(self, before: Parts, after: Parts) -> None:
        """Remember what is gone from the outline as it stands."""
        for name in before.keys() - after.keys():
            self._pages.tell(Trace.PASSAGE, name, text=before[name].content.get("text", ""))
        for name in before.keys() & after.keys():
            if before[name].content.get("notes") != after[name].content.get("notes"):
                self._pages.tell(Trace.PASSAGE, name, Fate.BLANKED, before[name].content["text"])

    def _part(self, part: StoredPart) -> StoredPart | None:
        if id(part) not in self._made:
            self._made[id(part)] = (part, self._anew(part))
        return self._made[id(part)][1]

    def _anew(self, part: StoredPart) -> StoredPart | None:
        content, notes = part.content, self._pages.wanted.notes
        match part.kind:
            case "passage":
                if notes.intersection(content["notes"]) and not content["own"]:
                    return None
                cited = [one for one in content["notes"] if one not in notes]
                text = self._pages.words(content["text"], Trace.PASSAGE, part.id)
                return replace(part, content={**content, "text": text, "notes": cited})
            case "section":
                seen = [one for one in content["seen"] if one not in notes]
                return replace(part, content={**content, "title": self._title(part), "seen": seen})
            case "chapter":
                return replace(part, content={**content, "title": self._title(part)})
            case _:
                return part

    def _title(self, part: StoredPart) -> str:
        return self._titles.said(part.content["title"], Trace.PASSAGE, part.id)


def _write_editions(pages: Pages, titles: Titles, rows: Mapping[int, Values], clean: Mapping[int, Parts]) -> None:
    parents: dict[int, int] = {0: 0}
    for number, row in rows.items():
        before, after = clean[row["parent"]], clean[number]
        steps = [
            [one, _columns(before.get(one)), _columns(after.get(one))]
            for one in sorted({*before, *after})
            if before.get(one) != after.get(one)
        ]
        stays = steps or row["verb"] == EditVerb.BESIDE
        parents[number] = number if stays else parents[row["parent"]]
        if parents[number] != number:
            pages.tell(Trace.EDITION, str(number))
            pages.drop("edition", row)
            continue
        about = titles.said(row["about"], Trace.EDITION, str(number))
        changed = {"parent": parents[row["parent"]], "about": about, "steps": json.dumps(steps)}
        pages.rewrite("edition", row, changed)


def _columns(part: StoredPart | None) -> Values | None:
    if part is None:
        return None
    return {"id": part.id, "kind": part.kind, "parent": part.parent, "place": part.place, "content": part.content}


def _write_parts(pages: Pages, now: Parts, clean: Parts) -> None:
    pages.without("part", "id", now.keys() - clean.keys())
    for name, part in clean.items():
        if part != now[name]:
            content = json.dumps(part.content)
            pages.run(update(_PART).where(_PART.c.id == name).values(place=part.place, content=content))
