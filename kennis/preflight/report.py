"""The pre-flight: every check in turn, and its remarks in the order of the book."""

from collections.abc import Callable, Iterable, Iterator

from kennis.nouns import Remark, RemarkKind
from kennis.preflight.balance import lengths, overused, repeated, unused
from kennis.preflight.draft_facts import DraftFacts, KnownPeople, Matter, known, remark
from kennis.preflight.identifying import told_of_persons
from kennis.preflight.left_out import left_out, unsourced
from kennis.preflight.own_words import quotations_of_own, silent_words
from kennis.preflight.quote_status import unapproved

Check = Callable[[DraftFacts, KnownPeople], Iterator[Matter]]
STOPPING: tuple[Check, ...] = (silent_words, quotations_of_own)  # what no draft goes out with
_CHECKS: tuple[Check, ...] = (
    *STOPPING,
    left_out,
    unapproved,
    unsourced,
    told_of_persons,
    repeated,
    overused,
    unused,
    lengths,
)


def preflight(facts: DraftFacts, checks: Iterable[Check] = _CHECKS) -> tuple[Remark, ...]:
    """Give all that there is to say of a draft, the worst first, and of a kind in the order of the book.

    No message and no key tells a name that is kept back.
    """
    found = known(facts)
    order = {part: place for place, part in enumerate(facts.names)}
    made = {one.key: one for check in checks for matter in check(facts, found) for one in [remark(matter, facts.names)]}
    kinds = {kind: place for place, kind in enumerate(RemarkKind)}
    return tuple(sorted(made.values(), key=lambda one: (kinds[one.kind], order.get(one.part, -1))))
