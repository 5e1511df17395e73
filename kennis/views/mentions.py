"""Who speaks of whom: which groups are named in the notes of a theme."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from kennis.views.material import Material, Open

Mentions = Mapping[str, Mapping[str, frozenset[str]]]
_SHORTEST = 3


def mentions(material: Material, seen: Open, groups: Mapping[str, tuple[str, ...]]) -> Mentions:
    """Give, by theme and group, the groups that its notes there name; a group never counts as naming itself.

    A group is named by its own name or by that of an organisation of that sector, whole or with an inflection
    behind it (gemeente, gemeenten), in a note that may be published. `groups` gives the groups of each note by its id.
    """
    names = _names(material, {name for each in groups.values() for name in each})
    short = {theme.id: theme.number for theme in seen.themes}
    found: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    texts = {note.id: note.text for note in material.notes}
    for note in seen.notes:
        if note.theme is not None and groups[note.id]:
            named = _named(texts[note.id], names)
            for group in groups[note.id]:
                found[short[note.theme]][group] |= named - {group}
    return {theme: {group: frozenset(named) for group, named in each.items()} for theme, each in found.items()}


def _names(material: Material, groups: Iterable[str]) -> dict[str, re.Pattern[str]]:
    """Give the pattern that finds each group's names."""
    known: defaultdict[str, set[str]] = defaultdict(set)
    for group in groups:
        known[group].add(group)
    for one in material.programme.organisations:
        known[one.sector].add(one.name)
    for session in material.sessions:
        for person in session.participants:
            known[person.sector].add(person.organisation)
    return {
        group: re.compile(
            "|".join(rf"(?<!\w){re.escape(name)}(?:n|en|s)?(?!\w)" for name in sorted(names)), re.IGNORECASE
        )
        for group in groups
        if (names := {name.strip() for name in known[group] if len(name.strip()) >= _SHORTEST})
    }


def _named(text: str, names: Mapping[str, re.Pattern[str]]) -> set[str]:
    return {group for group, pattern in names.items() if pattern.search(text)}
