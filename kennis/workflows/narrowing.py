"""The filters of a search, as a person names things, in the store's own terms."""

from collections.abc import Iterable

from kennis.errors import InputError, UnknownItem
from kennis.locale import _
from kennis.nouns import Programme
from kennis.nouns.search import Filters
from kennis.search import Folded, words
from kennis.store import Store, Within
from kennis.store.words import Names
from kennis.text import clean, folded


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
    names = store.words.names() if filters.speaker or filters.organisation or filters.sector else Names()
    sectors, houses = _sectors(names, programme, filters.sector)
    lens = _lens(programme, filters.lens)
    return Within(
        session=store.words.session(filters.session) if filters.session else None,
        since=filters.since,
        until=filters.until,
        speakers=_speakers(names, filters.speaker),
        organisations=_organisations(names, filters.organisation),
        sectors=sectors,
        houses=houses,
        kind=filters.kind,
        tag=_tag(filters.tag),
        theme=store.ledger.theme(filters.theme).id if filters.theme else None,
        lens=lens,
        lens_themes=_themes_of(store, lens),
        consent=filters.consent,
    )


def _speakers(names: Names, wanted: str) -> tuple[str, ...] | None:
    if not wanted:
        return None
    found = _called((name for person in names.people for name in person), wanted.removeprefix("@"))
    if not found:
        raise UnknownItem(_("there is no speaker {name}; see: kennis participants list").format(name=wanted))
    return found


def _organisations(names: Names, wanted: str) -> tuple[str, ...] | None:
    if not wanted:
        return None
    found = _called(names.organisations, wanted)
    if not found:
        raise UnknownItem(
            _("no speaker is of an organisation {name}; there are: {known}").format(
                name=wanted, known=_some(names.organisations)
            )
        )
    return found


def _sectors(names: Names, programme: Programme, wanted: str) -> tuple[tuple[str, ...] | None, tuple[str, ...]]:
    """Give the sectors meant, and the organisations that the programme says are of them."""
    if not wanted:
        return None, ()
    known = {*names.sectors, *(one.sector for one in programme.organisations if one.sector)}
    found = _called(sorted(known), wanted)
    if not found:
        raise UnknownItem(
            _("there is no sector {name}; there are: {known}").format(name=wanted, known=_some(sorted(known)))
        )
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
