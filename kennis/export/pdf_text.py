"""What a tagged PDF says: the text of its structure, as those hear it who do not see the page.

The structure names marked parts of pages; these draw glyphs, and the fonts tell which letters those are.
"""

import io
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from kennis.export.read_back import ReadBackPassage

_TOKEN = re.compile(rb"<<|>>|\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>|[()\[\]]|/?[^\s()<>\[\]/]+", re.DOTALL)
_PARENTHESIS = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|.))", re.DOTALL)
_SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_MAPPED = re.compile(r"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
_NOTE = re.compile(r"n\d+")
_PASSAGES = frozenset({"/BlockQuote", "/LBody"})
_PARTS = {"/Em": "by", "/Strong": "notes"}
_BEFORE = re.compile("^\u200e?—\u00a0?")  # the sign that turns the direction of writing, and the dash of who said it


def read_pdf(data: bytes) -> tuple[ReadBackPassage, ...]:
    """Read the passages of a written PDF: the quotations and items of lists that name notes.

    Their text is without certain white space: compare it by its letters.
    """
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(data))
    fonts: dict[int, dict[int, str]] = {}
    drawn = {_number(page): _drawn(page, fonts) for page in reader.pages}
    found = []
    root: Any = reader.root_object
    for element in _elements(root["/StructTreeRoot"]):
        parts = {"text": "", "by": "", "notes": ""}
        for part, page, mark in _marks(element, "text", None):
            parts[part] += drawn[page].get(mark, "")
        if notes := tuple(_NOTE.findall(parts["notes"])):
            found.append(ReadBackPassage(parts["text"].strip(), _BEFORE.sub("", parts["by"].strip(), count=1), notes))
    return tuple(found)


def _elements(element: Any) -> Iterator[Any]:
    """Give the elements that can be passages, in reading order."""
    for child in _children(element):
        if isinstance(child, dict):
            if child.get("/S") in _PASSAGES:
                yield child
            else:
                yield from _elements(child)


def _marks(element: Any, part: str, page: int | None) -> Iterator[tuple[str, int, int]]:
    """Give the marked parts below an element: what they are of a passage, their page, their number."""
    page = _number(element.raw_get("/Pg")) if "/Pg" in element else page
    part = _PARTS.get(element.get("/S"), part)
    for child in _children(element):
        if isinstance(child, int) and page is not None:
            yield part, page, child
        elif not isinstance(child, int) and "/MCID" in child:
            yield part, _number(child.raw_get("/Pg")) if "/Pg" in child else page or 0, child["/MCID"]
        elif not isinstance(child, int) and child.get("/Type") != "/OBJR":
            yield from _marks(child, part, page)


def _children(element: Any) -> list[Any]:
    below = element.get("/K", [])
    return [child.get_object() for child in (below if isinstance(below, list) else [below])]


def _number(item: Any) -> int:
    """Give the number by which an object is referred to."""
    reference = item if hasattr(item, "idnum") else item.indirect_reference
    return int(reference.idnum)


def _drawn(page: Any, fonts: dict[int, dict[int, str]]) -> dict[int, str]:
    """Give the text that each marked part of a page draws."""
    names = page["/Resources"].get("/Font", {})
    letters = {}
    for name in names:
        number = _number(names.raw_get(name))
        if number not in fonts:
            fonts[number] = _letters(names[name]["/ToUnicode"].get_data().decode())
        letters[name.encode()] = fonts[number]
    contents = page.get_contents()
    return _read(contents.get_data(), letters) if contents is not None else {}


def _letters(table: str) -> dict[int, str]:
    """Give what each glyph of a font stands for."""
    return {int(glyph, 16): bytes.fromhex(code).decode("utf-16-be") for glyph, code in _MAPPED.findall(table)}


def _read(content: bytes, fonts: Mapping[bytes, Mapping[int, str]]) -> dict[int, str]:
    """Follow what a page draws; text that says of itself what it stands for is not read glyph by glyph."""
    found: dict[int, str] = {}
    inside: list[tuple[int | None, bool]] = []
    letters: Mapping[int, str] = {}
    operands: list[bytes] = []
    for token in _tokens(content):
        if token in (b"BDC", b"BMC"):
            mark, said = _opened(operands)
            outer = inside[-1] if inside else (None, False)
            inside.append((outer[0] if mark is None else mark, outer[1] or said is not None))
            if said is not None and not outer[1] and outer[0] is not None:
                found[outer[0]] = found.get(outer[0], "") + said
        elif token == b"EMC" and inside:
            inside.pop()
        elif token == b"Tf":
            letters = fonts[operands[-2]]
        elif token in (b"Tj", b"TJ") and inside and inside[-1][0] is not None and not inside[-1][1]:
            mark = inside[-1][0]
            found[mark] = found.get(mark, "") + "".join(_text(item, letters) for item in operands if item[:1] in b"(<")
        if token[:1].isalpha():
            operands = []
        else:
            operands.append(token)
    return found


def _opened(operands: list[bytes]) -> tuple[int | None, str | None]:
    """Give the number of a marked part, and what it says it stands for."""
    keys = dict(pairwise(operands))
    mark = int(keys[b"/MCID"]) if b"/MCID" in keys else None
    if b"/ActualText" not in keys:
        return mark, None
    said = _bytes(keys[b"/ActualText"])
    return mark, said[2:].decode("utf-16-be") if said.startswith(b"\xfe\xff") else said.decode("latin-1")


def _tokens(content: bytes) -> Iterator[bytes]:
    position = 0
    while found := _TOKEN.search(content, position):
        position = found.end()
        if found[0] == b"(":
            position = _closing(content, position)
        yield content[found.start() : position]


def _closing(content: bytes, position: int) -> int:
    """Find the end of a string that holds parentheses of its own."""
    depth = 1
    while depth and (found := _PARENTHESIS.search(content, position)):
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        position = found.end()
    return position


def _text(string: bytes, letters: Mapping[int, str]) -> str:
    codes = _bytes(string)
    return "".join(
        letters.get(code, "\ufffd") for code in (int.from_bytes(codes[at : at + 2]) for at in range(0, len(codes), 2))
    )


def _bytes(string: bytes) -> bytes:
    """Give the bytes of a string as a PDF writes it: in parentheses or in hexadecimal digits."""
    if string[:1] == b"<":
        digits = b"".join(string[1:-1].split()).decode()
        return bytes.fromhex(digits + "0" * (len(digits) % 2))
    return _ESCAPE.sub(_unescaped, string[1:-1])


def _unescaped(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 8) & 255]) if found[1] else _SIGNS.get(found[2], found[2])
