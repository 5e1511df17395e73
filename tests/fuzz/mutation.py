"""Changes at random to bytes, lines and nested values; each is small, and a case takes a few of them."""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

ODD_BYTES = (
    b"",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\x1b]0;x\x07",
    b"\r",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\x1a",
    b"\xe2\x80\xae",
    b"\xf4\x90\x80\x80",
    b"\x80\x81",
)
ODD_TEXTS = (
    "",
    " ",
    "-",
    "--",
    "\\",
    "{",
    "{0}",
    "%s%n",
    "a\u0301",
    "\u202ex",
    "\x1b[31mx",
    "\U0001f1f3\U0001f1f1",
    "\u0133",
    "'; DROP TABLE note; --",
    "=1+1",
    "<b>x</b>",
    "[link=javascript:x]k[/link]",
    "a\nb",
    "a\tb",
    "\u00a0",
    "\ufeff",
    "x" * 5_000,
    "\u0661\u0662",
    "1_000",
    "1e309",
    "nan",
    "-0",
    "007",
    "9" * 30,
    "2020-02-30",
    "0000-00-00",
    "9999-12-31",
    "24:00",
    "14.05 uur",
    "Europe/Nowhere",
    "NUL",
    "CON",
    "..",
    "*",
    "null",
    "true",
    "\u2028",
    "\ud800",
)
ODD_VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    2**63,
    10**40,
    1.5,
    1e308,
    [],
    {},
    [[]],
    [None],
    {"": ""},
    {"a": {"a": []}},
    *ODD_TEXTS[:30],
)


def bytes_changed(random: Random, data: bytes, tokens: Sequence[bytes] = ()) -> bytes:
    """Change one place of a byte string: flip, cut, double, move, or put a token there."""
    start = random.randrange(len(data) + 1)
    end = min(len(data), start + random.choice((0, 1, 2, 8, 64, 1024)))
    part = data[start:end]
    new = random.choice(
        (
            b"",
            part * 2,
            bytes(random.randrange(256) for _ in part) or b"x",
            random.choice(ODD_BYTES),
            random.choice(tokens) if tokens else part[::-1],
            random.choice(tokens) + part if tokens else part.upper(),
            part * random.choice((3, 200)),
        )
    )
    return data[:start] + new + data[end:]


def lines_changed(random: Random, text: str, tokens: Sequence[str]) -> str:
    """Change the lines of a text: leave out, double, swap, join, indent, move; or put a token into one."""
    lines = text.split("\n")
    at, other = random.randrange(len(lines)), random.randrange(len(lines))
    line, token = lines[at], random.choice(tokens)
    place = random.choice((0, len(line), random.randrange(len(line) + 1), *_edges(line)))

    def swap() -> None:
        lines[at], lines[other] = lines[other], lines[at]

    changes: tuple[Callable[[], object], ...] = (
        lambda: lines.pop(at),
        lambda: lines.insert(at, line),
        lambda: lines.insert(at, token),
        swap,
        lambda: lines.__setitem__(at, line + lines.pop(at + 1) if at + 1 < len(lines) else line[::-1]),
        lambda: lines.__setitem__(at, random.choice((" ", "  ", "\t", "    ", "> ", "- ")) + line),
        lambda: lines.__setitem__(at, line[:place] + token + line[place:]),
        lambda: lines.__setitem__(at, line[:place] + token + line[place + len(token) :]),
        lambda: lines.__setitem__(at, line[:place]),
        lambda: lines.__setitem__(at, line.lstrip()),
        lambda: lines.__setitem__(at, token * random.choice((2, 50))),
    )
    random.choice(changes)()
    return "\n".join(lines)


def _edges(line: str) -> list[int]:
    """Give the places before and after what looks like a mark."""
    return [place for place, letter in enumerate(line) if letter in "{}=:@#~\"'<>[](),; -"] or [0]


def value_changed(random: Random, value: Any, tokens: Sequence[Any] = ODD_VALUES) -> Any:
    """Change one place of a nested value: another value, left out, doubled, renamed, or nested deep."""
    if isinstance(value, dict) and value and random.random() < 0.85:
        key = random.choice(sorted(value, key=str))
        return _table_changed(random, dict(value), key, tokens)
    if isinstance(value, list) and value and random.random() < 0.85:
        at = random.randrange(len(value))
        if random.random() < 0.3:
            return random.choice((value[:at] + value[at + 1 :], [*value, value[at]], value[::-1], value * 50))
        return [*value[:at], value_changed(random, value[at], tokens), *value[at + 1 :]]
    if isinstance(value, str) and value and random.random() < 0.4:
        place = random.randrange(len(value) + 1)
        return value[:place] + random.choice(ODD_TEXTS) + value[place:]
    if isinstance(value, int) and random.random() < 0.4:
        return value + random.choice((-1, 1, 10**6, -(10**6)))
    if random.random() < 0.03:
        return _deep(random, random.choice((30, 300)))
    return random.choice(tokens)


def _table_changed(random: Random, table: dict[Any, Any], key: Any, tokens: Sequence[Any]) -> dict[Any, Any]:
    change = random.random()
    if change < 0.7:
        table[key] = value_changed(random, table[key], tokens)
    elif change < 0.8:
        del table[key]
    elif change < 0.9:
        table[random.choice(ODD_TEXTS)] = table.pop(key)
    else:
        table[key] = table[random.choice(sorted(table, key=str))]
    return table


def _deep(random: Random, levels: int) -> Any:
    """Give a value nested so deep."""
    value: Any = 0
    inside_list = random.random() < 0.5
    for _ in range(levels):
        value = [value] if inside_list else {"a": value}
    return value
