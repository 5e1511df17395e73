"""Quotation marks, dashes and spaces as keyboards and editors write them, and values in quotation marks."""

import re

DOUBLE = '"“”„‟«»″＂'
SINGLE = "‘’‚‛‹›"
DASHES = "\\-‐‑‒–—―−"  # within brackets of an expression
SPACE = " \t\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
BLANK = SPACE + "\n"
SPACES = re.compile(f"[{SPACE}]*")

# A value in quotation marks of any form; within it, a mark of any form needs a backslash.
QUOTED = rf"[{DOUBLE}](?:[^{DOUBLE}\\\n]|\\[^\n])*[{DOUBLE}]"

_LITERAL = re.compile(r"\\(.)")
_ESCAPED = re.compile(rf"[\\{DOUBLE[1:]}{SPACE[1:]}‘’‐‑‒–—―−]|(?<=-)-|(?<=\.)\.")
_CODES = {"n": "\n", "q": '"'}
_ODD_SPACE = re.compile(f"[{SPACE[2:]}]")
_ODD_DASH = re.compile(f"[{DASHES}]")


def quoted(value: str) -> str:
    """Put a value in quotation marks on one line, so that no editor's own typography can change it."""
    escaped = _ESCAPED.sub(r"\\\g<0>", value).replace("\n", "\\n").replace('"', "\\q")
    return f'"{escaped}"'


def unquoted(value: str) -> str:
    """Take a value out of its quotation marks, if it has them."""
    if not value or value[0] not in DOUBLE:
        return value
    return re.sub(r"\\(.)|[^\\]", lambda match: _bare(match[0], match[1]), value[1:-1])


def unescaped(value: str) -> str:
    """Take a value out of its quotation marks, and change nothing in it but its escapes."""
    if not value or value[0] not in DOUBLE:
        return value
    return _LITERAL.sub(lambda match: _CODES.get(match[1], match[1]), value[1:-1])


def plain(name: str) -> str:
    """Give a name that stands in no quotation marks with ordinary hyphens."""
    return _ODD_DASH.sub("-", name)


def is_changed(value: str) -> bool:
    """Say whether an editor changed the marks around a value that holds some: which of them were its own is lost."""
    return value[:1] in DOUBLE and not value[0] == value[-1] == '"' and re.search(rf"\\[{DOUBLE}]", value) is not None


def _bare(whole: str, escaped: str | None) -> str:
    if escaped is not None:
        return _CODES.get(escaped, escaped)
    if whole in "‘’":
        return "'"
    return " " if _ODD_SPACE.match(whole) else _ODD_DASH.sub("-", whole)
