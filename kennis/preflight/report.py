"""The pre-flight: every check in turn, and its remarks in the order of the book."""

from collections.abc import Callable, Iterator

from kennis.nouns import Remark
from kennis.preflight.balance import lengths, overused, unused
from kennis.preflight.facts import Facts, Known, Matter, known, remark
from kennis.preflight.leaving import left_out
from kennis.preflight.persons import told_of_persons
from kennis.preflight.sources import unsourced
from kennis.preflight.standing import unapproved

_CHECKS: tuple[Callable[[Facts, Known], Iterator[Matter]], ...] = (
    left_out,
    unapproved,
    unsourced,
    told_of_persons,
    overused,
    unused,
    lengths,
)


def preflight(facts: Facts) -> tuple[Remark, ...]:
    """Give all that there is to say of a draft, in the order of the book; what is about the whole of it comes first.

    No message and no key tells a name that is kept back.
    """
    found = known(facts)
    order = {part: place for place, part in enumerate(facts.names)}
    made = {
        one.key: one for check in _CHECKS for matter in check(facts, found) for one in [remark(matter, facts.names)]
    }
    return tuple(sorted(made.values(), key=lambda one: order.get(one.part, -1)))
