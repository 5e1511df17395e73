"""How themes came about, run by run and decision by decision, in words: the trail that a methods section needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kennis.locale import _, fraction, words
from kennis.nouns import Change, Decision, Event, Proposal, ProposalState, Reach, Rule, Run, Stance, Theme, Unmet, Verb

_NAMED = 3  # that a sentence names before it counts; set by hand


@dataclass(frozen=True, slots=True)
class Labels:
    """What things are called: themes by id, the numbers of notes by id, the titles of lenses by slug."""

    themes: Mapping[str, Theme]
    notes: Mapping[str, int]
    lenses: Mapping[str, str]


def events(
    runs: Sequence[tuple[Run, Sequence[Proposal]]], decisions: Sequence[Decision], known: Labels
) -> tuple[Event, ...]:
    """Tell runs with what they proposed, and decisions, in the order of time."""
    told = [event for run, proposals in runs for event in _of_run(run, proposals, known)]
    told += [_of_decision(one, known) for one in decisions]
    return tuple(sorted(told, key=lambda event: event.at))


def about(events: Sequence[Event], theme: str) -> tuple[Event, ...]:
    """Keep what is about one theme, and the runs that proposed something about it."""
    runs = {event.run.number for event in events if event.run and event.change and theme in event.themes}
    return tuple(
        event
        for event in events
        if theme in event.themes or (event.run and event.change is None and event.run.number in runs)
    )


def reasons(proposal: Proposal) -> tuple[str, ...]:
    """Say why a run proposes a change, in numbers."""
    said = []
    if proposal.change is Change.FAMILY:
        said.append(
            _("{count} themes that stand close together: {names}").format(
                count=len(proposal.parts), names=", ".join(part.title for part in proposal.parts)
            )
        )
        return tuple(said)
    if proposal.change is Change.RENAMED:
        words = ", ".join(proposal.theme.keywords)
        said.append(
            _("{before} says less of its notes now than {after}; its words: {words}").format(
                before=f"“{proposal.title_before}”", after=f"“{proposal.theme.title}”", words=words
            )
        )
        return tuple(said)
    if proposal.change is Change.SPLIT:
        said.append(_("{share}% of the views keep its parts apart").format(share=round(100 * proposal.share)))
    if proposal.change is Change.MERGED:
        said.append(_("{share}% of the views put them together").format(share=round(100 * proposal.share)))
    if proposal.change is Change.NEW:
        said.append(_("{count} notes that stood in no theme together").format(count=proposal.members))
    else:
        said.append(
            _("{before} notes now, {after} then, {common} in both").format(
                before=proposal.before, after=proposal.members, common=proposal.common
            )
        )
    said.append(_stability(proposal))
    return tuple(said)


def _stability(proposal: Proposal) -> str:
    after = fraction(proposal.theme.stability)
    if proposal.change is Change.NEW:
        return _("stability {after}").format(after=after)
    if proposal.change is Change.FADED:
        return _("stability was {before}; no group of the run goes on with it").format(
            before=fraction(proposal.stability_before)
        )
    return _("stability {before} → {after}").format(before=fraction(proposal.stability_before), after=after)


def _of_run(run: Run, proposals: Sequence[Proposal], known: Labels) -> list[Event]:
    said = _("run {number} ({reach}): {notes} notes, {count} proposals").format(
        number=run.number, reach=_reaches()[run.reach], notes=run.notes, count=len(proposals)
    )
    unmet = [unmet_said(one, known) for one in run.unmet]
    whole = Event(at=run.created, said="; ".join([said, *unmet]), run=run)
    return [whole, *(_of_proposal(run, one, known.themes) for one in proposals)]


def _of_proposal(run: Run, proposal: Proposal, themes: Mapping[str, Theme]) -> Event:
    changes = {
        Change.NEW: _("proposed as new"),
        Change.SAME: _("proposed as it is"),
        Change.GROWN: _("proposed as grown"),
        Change.SHRUNK: _("proposed as shrunk"),
        Change.SPLIT: _("proposed to be split"),
        Change.MERGED: _("proposed to be merged"),
        Change.FADED: _("proposed as faded"),
        Change.RENAMED: _("proposed to be renamed"),
        Change.FAMILY: _("proposed as a family"),
    }
    states = {
        ProposalState.WAITING: _("waits"),
        ProposalState.ACCEPTED: _("accepted"),
        ProposalState.REJECTED: _("rejected"),
        ProposalState.OVERTAKEN: _("overtaken"),
    }
    known, why = themes.get(proposal.theme.id), "; ".join(reasons(proposal))
    called = f"{known.name} {proposal.theme.title}" if known else proposal.theme.title
    said = f"{called}: {changes[proposal.change]} ({why}) · {states[proposal.state]}"
    ids = (proposal.theme.id, *(part.id for part in proposal.parts))
    return Event(at=run.created, said=said, themes=ids, run=run, change=proposal.change)


def _of_decision(decision: Decision, known: Labels) -> Event:
    said = decided(decision, known)
    who = decision.person or _("somebody")
    whole = _("{who}: {said}").format(who=who, said=said)
    if decision.undone:
        whole += _(" (undone)")
    return Event(at=decision.at, said=whole, themes=decision.themes, decision=decision)


def decided(decision: Decision, known: Labels) -> str:
    """Say what a person decided, in words."""
    themes, notes = known.themes, known.notes
    names = [_called(themes[one], themes) for one in decision.themes if one in themes]
    details = {one.name: one.values for one in decision.details}
    values = {
        "theme": names[0] if names else "",
        "others": _some(names[1:]),
        "themes": _some(names),
        "notes": _some([f"n{notes[one]}" for one in decision.notes if one in notes]),
        "before": (details.get("before") or ("",))[0],
        "after": (details.get("after") or ("",))[0],
        "lens": known.lenses.get(lens := (details.get("lens") or ("",))[0], lens),
        "stance": words.stance(Stance(said) if (said := (details.get("stance") or ("",))[0]) else None),
        "to": _called(themes[to], themes) if (to := (details.get("to") or ("",))[0]) in themes else _("no theme"),
    }
    phrase = _phrases()[decision.verb]
    if decision.verb is Verb.SECOND and not decision.themes:
        phrase = _("took {notes} out of their second theme")
    said, before = phrase.format(**values), replaced(decision, known)
    return _("{said}, in place of {before}").format(said=said, before=before) if before else said


def replaced(decision: Decision, known: Labels) -> str:
    """Say what stood where a decision put a second theme or a stance; empty where nothing did."""
    if decision.verb not in (Verb.SECOND, Verb.STANCE):
        return ""
    stood = [(known.notes[one.name], one.values[0]) for one in decision.details if one.name in known.notes]
    if decision.verb is Verb.STANCE:
        called = {one.value: words.stance(one) for one in Stance}
    else:
        called = {one.id: _called(one, known.themes) for one in known.themes.values()}
    return _some([f"{called[was]} (n{number})" for number, was in stood if was in called])


def _phrases() -> dict[Verb, str]:
    return {
        Verb.ACCEPT: _("accepted what was proposed: {themes}"),
        Verb.REJECT: _("rejected what was proposed: {themes}"),
        Verb.RENAME: _("renamed {theme}: “{before}” became “{after}”"),
        Verb.MERGE: _("merged {others} into {theme}"),
        Verb.SPLIT: _("split {others} off {theme}: {notes}"),
        Verb.GATHER: _("made {theme} of {notes}"),
        Verb.MOVE: _("moved {notes} to {to}"),
        Verb.PIN: _("pinned {notes} in {themes}"),
        Verb.UNPIN: _("unpinned {notes}"),
        Verb.SECOND: _("put {notes} in a second theme: {themes}"),
        Verb.APART: _("never together: {notes}"),
        Verb.STANCE: _("stance of {notes}: {stance}"),
        Verb.SHELVE: _("put {notes} on the shelf"),
        Verb.UNSHELVE: _("took {notes} off the shelf"),
        Verb.LINK: _("{theme} belongs to {lens}"),
        Verb.UNLINK: _("{theme} does not belong to {lens}"),
        Verb.RETIRE: _("retired {theme}"),
        Verb.MEMO: _("memo: {after}"),
    }


def _reaches() -> dict[Reach, str]:
    return {Reach.FULL: _("full"), Reach.LIGHT: _("light")}


def unmet_said(unmet: Unmet, known: Labels) -> str:
    """Say which constraint a run could not honour, and why."""
    names = {
        **{note: f"n{number}" for note, number in known.notes.items()},
        **{one.id: one.name for one in known.themes.values()},
        **known.lenses,
    }
    item, other = (names.get(one, one[:8]) for one in (unmet.constraint.item, unmet.constraint.other))
    rules = {
        Rule.IN: _("{item} in {other}"),
        Rule.CORE: _("{item} in the middle of {other}"),
        Rule.NOT_IN: _("{item} not in {other}"),
        Rule.APART: _("{item} never with {other}"),
        Rule.SECOND: _("{item} also in {other}"),
        Rule.LINKED: _("{item} belongs to {other}"),
        Rule.UNLINKED: _("{item} does not belong to {other}"),
    }
    said = rules[unmet.constraint.rule].format(item=item, other=other)
    return _("not honoured: {said}: {reason}").format(said=said, reason=unmet.reason)


def _called(theme: Theme, themes: Mapping[str, Theme]) -> str:
    known = themes.get(theme.id, theme)
    return f"{known.name} {known.title}" if known.number else known.title


def _some(names: Sequence[str]) -> str:
    if len(names) <= _NAMED:
        return ", ".join(names)
    return _("{names} and {count} more").format(names=", ".join(names[:_NAMED]), count=len(names) - _NAMED)
