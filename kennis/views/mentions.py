"""Who speaks of whom: which groups are named in the notes of a theme."""

from collections import defaultdict
from collections.abc import Mapping

from kennis.folding import words
from kennis.views.view_material import OpenMaterial, ViewMaterial

Mentions = Mapping[str, Mapping[str, frozenset[str]]]
_SHORTEST = 3  # letters of the name of a group that is looked for; set by hand
_INFLECTIONS = ("", "n", "en", "s")


def mentions(material: ViewMaterial, seen: OpenMaterial, groups: Mapping[str, tuple[str, ...]]) -> Mentions:
    """Give, by theme and group, the groups that its notes there name; a group never counts as naming itself.

    A group is named by its own name or by that of an organisation of that sector, whole or with an inflection
    behind it (gemeente, gemeenten), in a note that may be published. `groups` gives the groups of each note by its id.
    """
    names = _names(material, frozenset(name for each in groups.values() for name in each))
    short = {theme.id: theme.number for theme in seen.themes}
    found: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    texts = {note.id: note.text for note in material.notes}
    for note in seen.notes:
        if note.theme is not None and groups[note.id]:
            named = _named(texts[note.id], names)
            for group in groups[note.id]:
                found[short[note.theme]][group] |= named - {group}
    return {theme: {group: frozenset(named) for group, named in each.items()} for theme, each in found.items()}


_Names = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]


def _names(material: ViewMaterial, groups: frozenset[str]) -> _Names:
    """Give the names as words, each in its inflections, with the group that it stands for; by their first word."""
    known = {(group, group) for group in groups}
    known |= {(one.name, one.sector) for one in material.programme.organisations}
    known |= {(one.organisation, one.sector) for session in material.sessions for one in session.participants}
    found: defaultdict[str, set[tuple[tuple[str, ...], str]]] = defaultdict(set)
    for name, group in known:
        said = words(name)
        if group in groups and len(name.strip()) >= _SHORTEST and said:
            for ending in _INFLECTIONS:
                form = (*said[:-1], said[-1] + ending)
                found[form[0]].add((form, group))
    return {first: tuple(sorted(forms)) for first, forms in found.items()}


def _named(text: str, names: _Names) -> set[str]:
    said = words(text)
    return {
        group
        for index, word in enumerate(said)
        for form, group in names.get(word, ())
        if said[index : index + len(form)] == form
    }
