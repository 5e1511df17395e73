"""What the ledger of themes says of forgotten notes: it is changed alike in rows, steps and proposals.

One function of values does it all, so a row is still what the step says that made it, and undoing still holds.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from kennis.nouns import About, Change, Fate, Trace, Verb
from kennis.store.erasure.erasure_state import Pages, Values, as_json, parsed
from kennis.store.erasure.kept_tables import KEPT
from kennis.store.erasure.scrub_text import BLANK

_DECISION, _RUN = KEPT["decision"], KEPT["run"]
_ABOUT_NOTES = {"placement": "note_id", "suggestion": "note_id", "mark": "note_id"}
_THEMES = ("theme", "family")
_LISTS = ("keywords", "medoids")
_CHANGES = frozenset(Change)
_KEYS = ("about", "to", "lens", "stance")  # details that are ids and slugs, no words; so are those by note


class Titles:
    """What automatic titles become that only forgotten notes gave."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._known: dict[str, str] = {}

    def theme(self, values: Values) -> Values:
        """Give the values of a theme or family without the forgotten notes and what only they say."""
        pages, notes = self._pages, self._pages.wanted.notes
        item = values["id"]
        kept = [one for one in values["keywords"] if not pages.scrub.tells(one)]
        made = {
            **values,
            "keywords": [pages.words(one, Trace.THEME, item) for one in kept],
            "medoids": [one for one in values["medoids"] if one not in notes],
            "title": self._title(values, kept),
        }
        if "subs" in values:
            made["subs"] = [*self._subs(values["subs"])]
        return made

    def said(self, title: str, sort: Trace, item: str) -> str:
        """Give a title that was copied from a theme, as that theme's is now."""
        return self._known.get(title) or self._pages.words(title, sort, item)

    def _title(self, values: Values, keywords: list[str]) -> str:
        title, item = values["title"], values["id"]
        if values["titled"] or not self._pages.scrub.tells(title):
            return self._pages.words(title, Trace.THEME, item)
        self._pages.tell(Trace.THEME, item, Fate.BLANKED, title)
        made = next((one[:1].upper() + one[1:] for one in keywords), BLANK)
        return self._known.setdefault(title, made)

    def _subs(self, subs: list[list[str]]) -> Iterator[list[str]]:
        for title, *notes in subs:
            kept = [one for one in notes if one not in self._pages.wanted.notes]
            if kept:
                yield [BLANK if self._pages.scrub.tells(title) else title, *kept]


def rewrite_themes(pages: Pages, titles: Titles) -> None:
    """Rewrite themes, families, proposals, memos and decisions, the titles before what copies them."""
    for table in _THEMES:
        names = [*_LISTS, *(["subs"] if table == "theme" else [])]
        for row in pages.all(table):
            made = titles.theme({**row, **parsed(row, *names)})
            pages.rewrite(table, row, {"title": made["title"], **as_json({name: made[name] for name in names})})
    _proposals(pages, titles)
    for row in pages.all("memo"):
        _memo_row(pages, row)
    _runs(pages)
    decisions = pages.rows(select(_DECISION).order_by(_DECISION.c.id))
    stepped = [(row, [*_steps(pages, titles, row)]) for row in decisions]
    for row, steps in stepped:
        _decision(pages, titles, row, steps)


def _memo_row(pages: Pages, row: Values) -> None:
    if _is_about(pages, row):
        pages.tell(Trace.MEMO, row["id"], text=row["text"])
        pages.drop("memo", row)
    else:
        pages.rewrite("memo", row, {"text": pages.words(row["text"], Trace.MEMO, row["id"])})


def _is_about(pages: Pages, memo: Values) -> bool:
    return memo["about"] == About.NOTE and memo["item"] in pages.wanted.notes


def _proposals(pages: Pages, titles: Titles) -> None:
    for row in pages.all("proposal"):
        values = parsed(row, "reason", "theme", "parts")
        values["theme"] = titles.theme(values["theme"])
        values["parts"] = [titles.theme(one) for one in values["parts"]]
        before = values["reason"].get("title_before", "")
        values["reason"] = {
            **values["reason"],
            "title_before": titles.said(before, Trace.PROPOSAL, values["theme"]["id"]),
        }
        pages.rewrite("proposal", row, as_json(values))


def _runs(pages: Pages) -> None:
    for row in pages.rows(select(_RUN.c.number, _RUN.c.unmet).where(_RUN.c.unmet != "[]")):
        kept = [one for one in parsed(row, "unmet")["unmet"] if not pages.wanted.notes.intersection(one)]
        pages.rewrite("run", row, as_json({"unmet": kept}))


def _steps(pages: Pages, titles: Titles, row: Values) -> Iterator[list[Any]]:
    """Give the steps of a decision that are not about a forgotten note, as they are now."""
    notes = pages.wanted.notes
    for table, key, *sides in parsed(row, "steps")["steps"]:
        held = [one for one in sides if one is not None]
        if table in _ABOUT_NOTES and key[0] in notes:
            continue
        if table == "constraint" and notes.intersection(key[1:]):
            continue
        if table == "memo" and any(_is_about(pages, one) for one in held):
            continue
        yield [table, key, *(one and _side(pages, titles, table, one) for one in sides)]


def _side(pages: Pages, titles: Titles, table: str, values: Values) -> Values:
    if table in _THEMES:
        return titles.theme(values)
    if table == "memo":
        made = {**values, "text": pages.words(values["text"], Trace.MEMO, values["id"])}
        return {**made, "person": BLANK} if pages.scrub.is_name(values["person"]) else made
    return values


def _decision(pages: Pages, titles: Titles, row: Values, steps: list[Any]) -> None:
    """Rewrite a decision; one that was about forgotten notes only is gone."""
    values = parsed(row, "notes", "details", "steps")
    if not steps and values["steps"]:
        pages.tell(Trace.DECISION, row["id"])
        pages.drop("decision", row)
        return
    gone = pages.wanted.notes
    details = [_detail(pages, titles, row, one) for one in values["details"] if one[0] not in gone]
    made = {"notes": [one for one in values["notes"] if one not in gone], "details": details, "steps": steps}
    if made["notes"] != values["notes"]:
        pages.tell(Trace.DECISION, row["id"], Fate.BLANKED)
    pages.rewrite("decision", row, as_json(made))


def _detail(pages: Pages, titles: Titles, row: Values, detail: list[str]) -> list[str]:
    """Give a detail without the forgotten notes, its titles as they are now; in an answer they come after the theme."""
    name, *values = detail
    if name in _CHANGES and row["verb"] in (Verb.ACCEPT, Verb.REJECT):
        theme, *rest = values
        said = [titles.said(one, Trace.DECISION, row["id"]) for one in rest[:2]]
        return [name, theme, *said, *(one for one in rest[2:] if one not in pages.wanted.notes)]
    if name in _KEYS:
        return detail
    return [name, *(titles.said(one, Trace.DECISION, row["id"]) for one in values)]
