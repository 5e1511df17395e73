"""What the comments at the ends of lines say: the id of a part, the notes it cites, what it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kennis.nouns import PassageKind

HEAD = "kennis:"
_OWN, _REST, _MORE, _KEPT_BACK = "own", "rest", "…", "kept back"
_ID = re.compile(r"([csp]):(\S+)")
_NOTE = re.compile(r"\[?n(\d{1,9})\]?,?")
_THEME = re.compile(r"[TF]-\d+")
_KINDS = frozenset(PassageKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineMark:
    """What a comment says; `sort` is c, s or p, and empty where it names notes only.

    `rest` marks the heading above a chapter's own passages, `more` a paragraph whose passage goes on in the next.
    `themes` are short names. `strange` are the words that mean nothing here.
    """

    sort: str = ""
    id: str = ""
    kind: PassageKind | None = None
    notes: tuple[int, ...] = ()
    themes: tuple[str, ...] = ()
    own: bool = False
    kept_back: bool = False
    rest: bool = False
    more: bool = False
    strange: tuple[str, ...] = ()


def written(mark: LineMark) -> str:
    """Write a comment."""
    words = [
        *([_OWN] if mark.own else []),
        *([_REST] if mark.rest else []),
        *([f"{mark.sort}:{mark.id}"] if mark.sort else []),
        *([mark.kind] if mark.kind not in (None, PassageKind.TEXT) else []),
        *mark.themes,
        *(f"n{number}" for number in mark.notes),
        *([_KEPT_BACK] if mark.kept_back else []),
        *([_MORE] if mark.more else []),
    ]
    return f"<!-- {' '.join(map(str, words))} -->"


def understood(comment: str) -> LineMark | None:
    """Read a comment; None for one that is about something else, such as a remark of the editor's."""
    inside = comment.removeprefix("<!--").removesuffix("-->").strip()
    kept_back = inside.endswith(_KEPT_BACK)
    words = inside.removesuffix(_KEPT_BACK).split()
    ids = [found for word in words if (found := _ID.fullmatch(word))]
    numbers = tuple(dict.fromkeys(int(found[1]) for word in words if (found := _NOTE.fullmatch(word))))
    strange = tuple(word for word in words if not _means(word))
    if not ids and (strange or not numbers):
        return None
    return LineMark(
        sort=ids[0][1] if ids else "",
        id=ids[0][2] if ids else "",
        kind=next((PassageKind(word) for word in words if word in _KINDS), None),
        notes=numbers,
        themes=tuple(word for word in words if _THEME.fullmatch(word)),
        own=_OWN in words,
        kept_back=kept_back,
        rest=_REST in words,
        more=_MORE in words,
        strange=strange,
    )


def about(comment: str) -> bool:
    """Say whether a comment is the one at the head of the file."""
    return comment.removeprefix("<!--").strip().startswith(HEAD)


def only_themes(title: str) -> bool:
    """Say whether a title is nothing but short names of themes, as stand for one that may not be shown."""
    return all(_THEME.fullmatch(word) for word in title.split())


def silent(text: str) -> str:
    """Give a text on one line that can stand in a comment without ending it."""
    return " ".join(text.replace("\u00ad", "").replace("-->", "→").replace("--", "–").replace("<!", "‹!").split())


def _means(word: str) -> bool:
    fixed: Sequence[str] = (_OWN, _REST, _MORE)
    return word in fixed or word in _KINDS or any(one.fullmatch(word) for one in (_ID, _NOTE, _THEME))
