"""Which constraints on notes a run can obey, and which it cannot and why, before it clusters anything.

Where constraints contradict each other, `in` goes before `not-in` and `apart`, and these before `core`; of several
`in` for one note the one counts where the note stands now. Whatever is left can always be obeyed, as a note may stay
loose. A constraint on a theme that was merged into another counts for that other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kennis.locale import _
from kennis.nouns import Before, Constraint, Level, Rule, Theme, ThemeState, Unmet


@dataclass(slots=True)
class Heeded:
    """What holds of notes, by row, and themes, by id; `voided` gives the notes that had been put in a retired theme."""

    fixed: dict[int, str] = field(default_factory=dict)
    second: dict[int, str] = field(default_factory=dict)
    barred: set[tuple[int, str]] = field(default_factory=set)
    apart: set[tuple[int, int]] = field(default_factory=set)
    voided: dict[str, list[str]] = field(default_factory=dict)
    unmet: list[Unmet] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Ledger:
    """What constraints are read against: the rows of notes, all themes by id, where notes stand now."""

    rows: Mapping[str, int]
    themes: Mapping[str, Theme]
    stands: Mapping[str, str | None]

    def successor(self, name: str) -> Theme | None:
        """Give the theme that goes on as this one: itself, or the last of those it was merged into."""
        seen: set[str] = set()
        theme = self.themes.get(name)
        while theme is not None and theme.state is ThemeState.MERGED and theme.id not in seen:
            seen.add(theme.id)
            theme = self.themes.get(theme.into)
        return theme


def heed(rows: Mapping[str, int], before: Before) -> Heeded:
    """Read the constraints on notes; `rows` gives the row of each note of the run by its id."""
    themes = {theme.id: theme for theme in before.themes if theme.level is Level.THEME}
    stands = {placement.note: placement.theme for placement in before.placements if not placement.suggested}
    ledger, heeded = _Ledger(rows, themes, stands), Heeded()
    by_rule = {rule: sorted(one for one in set(before.constraints) if one.rule is rule) for rule in Rule}
    _fix(by_rule[Rule.IN], ledger, heeded)
    _bar(by_rule[Rule.NOT_IN], ledger, heeded)
    _part(by_rule[Rule.APART], ledger, heeded)
    _fix(by_rule[Rule.CORE], ledger, heeded)
    _seconds(by_rule[Rule.SECOND], ledger, heeded)
    return heeded


def standing_theme(name: str, before: Before) -> Theme | None:
    """Give the accepted theme that a theme's id stands for by now, None if there is none."""
    themes = {theme.id: theme for theme in before.themes if theme.level is Level.THEME}
    successor = _Ledger({}, themes, {}).successor(name)
    return successor if successor is not None and successor.state is ThemeState.ACCEPTED else None


def _fix(wanted: Iterable[Constraint], ledger: _Ledger, heeded: Heeded) -> None:
    """Fix notes in themes, first those that ask for where the note stands now."""
    aimed = [(one, theme) for one in wanted if (theme := _aim(one, ledger, heeded)) is not None]
    aimed.sort(key=lambda pair: (ledger.stands.get(pair[0].item) != pair[1].id, pair[1].number, pair[0]))
    for constraint, theme in aimed:
        row = ledger.rows[constraint.item]
        reason = _hindrance(row, theme, ledger, heeded)
        if reason:
            heeded.unmet.append(Unmet(constraint, reason))
        else:
            heeded.fixed[row] = theme.id


def _hindrance(row: int, theme: Theme, ledger: _Ledger, heeded: Heeded) -> str:
    fixed = heeded.fixed.get(row, theme.id)
    if fixed != theme.id:
        return _("the note was also put in {theme}").format(theme=ledger.themes[fixed].name)
    if (row, theme.id) in heeded.barred:
        return _("the note was kept out of {theme}").format(theme=theme.name)
    for pair in heeded.apart:
        if row in pair and heeded.fixed.get(sum(pair) - row) == theme.id:
            return _("a note that it must not stand with was put in {theme}").format(theme=theme.name)
    return ""


def _bar(wanted: Iterable[Constraint], ledger: _Ledger, heeded: Heeded) -> None:
    for constraint in wanted:
        row, theme = ledger.rows.get(constraint.item), ledger.successor(constraint.other)
        if row is None:
            heeded.unmet.append(_gone(constraint))
        elif theme is not None and theme.state is ThemeState.ACCEPTED:
            if heeded.fixed.get(row) != theme.id:
                heeded.barred.add((row, theme.id))
            elif theme.id == constraint.other:
                heeded.unmet.append(Unmet(constraint, _("the note was also put in {theme}").format(theme=theme.name)))


def _part(wanted: Iterable[Constraint], ledger: _Ledger, heeded: Heeded) -> None:
    for constraint in wanted:
        one, other = (ledger.rows.get(note) for note in (constraint.item, constraint.other))
        if one is None or other is None:
            heeded.unmet.append(_gone(constraint))
        elif one == other:
            heeded.unmet.append(Unmet(constraint, _("a note always stands with itself")))
        elif one in heeded.fixed and heeded.fixed[one] == heeded.fixed.get(other):
            theme = ledger.themes[heeded.fixed[one]].name
            heeded.unmet.append(Unmet(constraint, _("both notes were put in {theme}").format(theme=theme)))
        else:
            heeded.apart.add((min(one, other), max(one, other)))


def _seconds(wanted: Iterable[Constraint], ledger: _Ledger, heeded: Heeded) -> None:
    for constraint in wanted:
        theme = _aim(constraint, ledger, heeded)
        if theme is None:
            continue
        row = ledger.rows[constraint.item]
        if heeded.fixed.get(row) == theme.id:
            heeded.unmet.append(Unmet(constraint, _("the note stands in that theme itself")))
        elif (row, theme.id) in heeded.barred:
            reason = _("the note was kept out of {theme}").format(theme=theme.name)
            heeded.unmet.append(Unmet(constraint, reason))
        elif row in heeded.second and heeded.second[row] != theme.id:
            heeded.unmet.append(Unmet(constraint, _("the note has another second theme")))
        else:
            heeded.second[row] = theme.id


def _aim(constraint: Constraint, ledger: _Ledger, heeded: Heeded) -> Theme | None:
    """Give the accepted theme that a constraint asks for; None, with the reason kept, if it asks in vain."""
    theme = ledger.successor(constraint.other)
    if constraint.item not in ledger.rows:
        heeded.unmet.append(_gone(constraint))
    elif theme is None or theme.state not in (ThemeState.ACCEPTED, ThemeState.RETIRED):
        heeded.unmet.append(Unmet(constraint, _("the theme no longer stands")))
    elif theme.state is ThemeState.RETIRED:
        if constraint.rule is not Rule.SECOND:
            heeded.voided.setdefault(theme.id, []).append(constraint.item)
        heeded.unmet.append(Unmet(constraint, _("{theme} was retired").format(theme=theme.name)))
    else:
        return theme
    return None


def _gone(constraint: Constraint) -> Unmet:
    return Unmet(constraint, _("a note that it speaks of is gone or withdrawn"))
