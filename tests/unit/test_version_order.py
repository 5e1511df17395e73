"""Which version follows from which."""

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st

from kennis.nouns import Note
from kennis.version_order import KEPT, History, VersionVerdict, as_edited, compare, digest, origin, prevails, revised
from tests.samples import note


def history(*versions: Note) -> History:
    """Give the history of a note that had these versions."""
    last = versions[-1]
    return History(last.version, digest(last), origin(last), {digest(one) for one in versions} | {origin(last)})


def edited(base: Note, text: str) -> Note:
    """Give the version after `base` with another text."""
    return revised(dataclasses.replace(base, text=text), base)


def test_an_unchanged_copy_is_known() -> None:
    first = note(1)
    assert compare(history(first), as_edited(first, history(first))) is VersionVerdict.KNOWN


def test_a_text_changed_by_hand_follows_the_version_it_names() -> None:
    first = note(1)
    by_hand = as_edited(dataclasses.replace(first, text="anders"), history(first))
    assert by_hand.version == 2
    assert compare(history(first), by_hand) is VersionVerdict.FOLLOWS


def test_a_change_to_an_older_version_is_a_conflict() -> None:
    first = note(1)
    second = edited(first, "tweede")
    by_hand = as_edited(dataclasses.replace(first, text="anders"), history(first, second))
    assert compare(history(first, second), by_hand) is VersionVerdict.CONFLICT


def test_an_old_unchanged_copy_is_known() -> None:
    first = note(1)
    second = edited(first, "tweede")
    assert compare(history(first, second), as_edited(first, history(first, second))) is VersionVerdict.KNOWN


def test_a_text_put_back_by_hand_is_a_new_version() -> None:
    first = note(1)
    second = edited(first, "tweede")
    stored = history(first, second)
    back = as_edited(dataclasses.replace(second, text=first.text), stored)
    assert compare(stored, back) is VersionVerdict.FOLLOWS


def test_versions_from_elsewhere_follow_when_they_descend_from_ours() -> None:
    first = note(1)
    second = edited(first, "tweede")
    third = edited(second, "derde")
    assert compare(history(first), as_edited(third, history(first))) is VersionVerdict.FOLLOWS
    ours = edited(first, "onze tweede")
    assert compare(history(first, ours), as_edited(third, history(first, ours))) is VersionVerdict.CONFLICT


def test_a_typed_version_number_without_digests_names_the_stored_version() -> None:
    first = note(1)
    second = edited(first, "tweede")
    stored = history(first, second)
    assert compare(stored, as_edited(dataclasses.replace(second, lineage=()), stored)) is VersionVerdict.KNOWN
    typed = dataclasses.replace(second, lineage=(), text="met de hand")
    assert compare(stored, as_edited(typed, stored)) is VersionVerdict.FOLLOWS


@given(st.lists(st.text(max_size=5), min_size=1, max_size=9))
@settings(deadline=None, max_examples=50)
def test_a_lineage_keeps_the_first_and_the_last_digests(texts: list[str]) -> None:
    versions = [note(1)]
    for text in texts:
        versions.append(edited(versions[-1], text))
    last = versions[-1]
    assert len(last.lineage) <= KEPT
    assert last.lineage[0] == digest(versions[0])
    assert last.lineage[-1] == digest(last)
    assert last.version == len(versions)


@given(st.text(max_size=4), st.text(max_size=4))
@settings(deadline=None, max_examples=50)
def test_one_side_of_a_conflict_prevails_everywhere(ours: str, theirs: str) -> None:
    mine, yours = edited(note(1), ours), edited(note(1), theirs)
    if digest(mine) != digest(yours):
        assert prevails(edited(mine, "later"), history(note(1), yours))
        assert prevails(yours, history(note(1), mine)) != prevails(mine, history(note(1), yours))
