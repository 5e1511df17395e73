"""The filters of a search, as a person names things, in the store's own terms."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kennis.clean_text import clean
from kennis.errors import InputError, UnknownItem
from kennis.folding import folded
from kennis.locale import _
from kennis.nouns import Programme
from kennis.nouns.search import Filters
from kennis.search import Folded, words
from kennis.store import Store, Within
from kennis.store.search_index.lookup import Known


def narrowed(store: Store, programme: Programme, filters: Filters) -> Within:
    """Give what the filters ask for.

    Raises UnknownItem where one names what is not there, InputError where no date can meet them.
    """
    if filters.since and filters.until and filters.since > filters.until:
        raise InputError(
            _("the search ends before it begins: {since} is after {until}").format(
                since=filters.since, until=filters.until
            )
        )
    lens = _lens(programme, filters.lens)
    within = Within(
        session=store.lookup.session(filters.session) if filters.session else None,
        since=filters.since,
        until=filters.until,
        kind=filters.kind,
        tag=_tag(filters.tag),
        theme=store.ledger.theme(filters.theme).id if filters.theme else None,
        lens=lens,
        lens_themes=_themes_of(store, lens),
        consent=filters.consent,
    )
    if not (filters.speaker or filters.organisation or filters.sector):
        return within
    return _of_people(within, store.lookup.people(), programme, filters)


def _of_people(within: Within, people: Sequence[Known], programme: Programme, filters: Filters) -> Within:
    speakers = _speakers(people, filters.speaker)
    organisations = _organisations(people, filters.organisation)
    sectors, houses = _sectors(people, programme, filters.sector)
    handles = {
        one.handle
        for one in people
        if (speakers is None or one.handle in speakers or one.name in speakers)
        and (organisations is None or one.organisation in organisations)
        and (sectors is None or one.sector in sectors or (not one.sector and one.organisation in houses))
    }
    return replace(
        within,
        speakers=speakers,
        organisations=organisations,
        sectors=sectors,
        houses=houses,
        handles=tuple(sorted(handles)),
    )


def _speakers(people: Iterable[Known], wanted: str) -> tuple[str, ...] | None:
    if not wanted:
        return None
    found = _called((name for one in people for name in (one.handle, one.name)), wanted.removeprefix("@"))
    if not found:
        raise UnknownItem(_("there is no speaker {name} in any register").format(name=wanted))
    return found


def _organisations(people: Iterable[Known], wanted: str) -> tuple[str, ...] | None:
    if not wanted:
        return None
    known = sorted({one.organisation for one in people if one.organisation})
    found = _called(known, wanted)
    if not found:
        raise UnknownItem(
            _("no speaker is of an organisation {name}; there are: {known}").format(name=wanted, known=_some(known))
        )
    return found


def _sectors(
    people: Iterable[Known], programme: Programme, wanted: str
) -> tuple[tuple[str, ...] | None, tuple[str, ...]]:
    """Give the sectors meant, and the organisations that the programme says are of them."""
    if not wanted:
        return None, ()
    own = {one.sector for one in people} | {one.sector for one in programme.organisations}
    known = sorted(own - {""})
    found = _called(known, wanted)
    if not found:
        raise UnknownItem(_("there is no sector {name}; there are: {known}").format(name=wanted, known=_some(known)))
    return found, tuple(one.name for one in programme.organisations if one.sector in found)


def _lens(programme: Programme, wanted: str) -> str | None:
    if not wanted:
        return None
    slugs = [lens.slug for lens in programme.lenses]
    if wanted.removeprefix("~") not in slugs:
        raise UnknownItem(_("there is no lens {name}; there are: {known}").format(name=wanted, known=", ".join(slugs)))
    return wanted.removeprefix("~")


def _themes_of(store: Store, lens: str | None) -> tuple[str, ...]:
    if lens is None:
        return ()
    return tuple(theme.id for theme in store.ledger.themes() if any(one.lens == lens for one in theme.lenses))


def _tag(wanted: str) -> str | None:
    return folded(clean(wanted).text.strip().removeprefix("#")) if wanted else None


def _called(names: Iterable[str], wanted: str) -> tuple[str, ...]:
    """Give the names that have these words, one after the other; the one that is just these words alone, if any."""
    own = words(wanted)
    found = [name for name in dict.fromkeys(names) if name and own and any(Folded(name).phrases(own))]
    exact = [name for name in found if words(name) == own]
    return tuple(exact or found)


def _some(names: Iterable[str]) -> str:
    listed = list(names)
    return ", ".join(listed[:12]) + (", …" if len(listed) > 12 else "")
