"""What a terminal sends: pastes, whole and in pieces, and what is held back for them."""

from hypothesis import given
from hypothesis import strategies as st

from kennis.tui.shared.keyboard import END, START, Pasted, Pastes


def read(*pieces: str) -> list[str | Pasted]:
    """Give what comes of pieces, and of the time that passes after them; keys put together."""
    pastes = Pastes()
    parts = [part for piece in pieces for part in pastes.feed(piece)] + list(pastes.tick(1.0))
    made: list[str | Pasted] = []
    for part in parts:
        if made and isinstance(part, str) and isinstance(made[-1], str):
            made[-1] += part
        else:
            made.append(part)
    return made


def test_a_paste_is_no_keys() -> None:
    assert read(f"ab{START}c\r\x1b[A\x03{END}d") == ["ab", Pasted("c\r\x1b[A\x03"), "d"]


def test_an_escape_alone_and_a_key_in_pieces_pass() -> None:
    assert read("\x1b") == ["\x1b"]
    assert read("\x1b[", "A") == ["\x1b[A"]
    assert read("\x1b[2") == ["\x1b[2"]


def test_a_mark_whose_escape_went_on_before_is_still_a_paste() -> None:
    assert read("a\x1b", f"[200~b{END}") == [f"a\x1b[200~{END}", Pasted("b")]


def test_a_paste_that_never_ends_is_over_after_some_seconds() -> None:
    pastes = Pastes()
    assert list(pastes.feed(f"{START}abc", 1.0)) == [] and list(pastes.tick(2.0)) == []
    assert list(pastes.tick(9.0)) == [Pasted("abc")] and list(pastes.feed("d")) == ["d"]


@given(st.text("ab\x1b[~\r", max_size=30).filter(lambda text: END not in text + END[:-1]), st.integers(0, 60))
def test_where_a_paste_is_cut_makes_no_difference(text: str, at: int) -> None:
    whole = f"{START}{text}{END}x"
    if 0 < at < 3:
        return
    assert read(whole[:at] or "y", whole[at:])[-2:] == [Pasted(text), "x"]
