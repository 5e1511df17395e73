"""Run Typst on one of our own templates: with data, its own fonts, and nothing from the machine."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kennis.errors import KennisError
from kennis.locale import _

FONTS = ("Libertinus Serif", "DejaVu Sans Mono", "New Computer Modern", "New Computer Modern Math")
"""The fonts that Typst brings along, in the order in which a character is looked for."""

_REMEMBERED = 10  # documents: Typst keeps what it worked out for as many, hundreds of megabytes for a large one
_LARGE = 1_000_000  # characters of input from which on Typst is made to forget the document; set by hand
_EMPTY = b'#set document(title: "x")\nx'
_MISSED = re.compile(r'(?:the text|contains the codepoint) `"((?:[^"\\]|\\.)*)"`')
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))", re.DOTALL)
_SIGNS = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}


@dataclass(frozen=True, slots=True)
class Typeset:
    """A PDF, or, where it is empty, the characters that no font has."""

    data: bytes
    missed: frozenset[str] = frozenset()


def typeset(template: bytes, document: Mapping[str, Any]) -> Typeset:
    """Make a PDF/A-2a that is PDF/UA-1 too; the template finds the document as JSON in `sys.inputs`.

    Equal documents give equal bytes: the date is 1 January 1970. Raises KennisError with what Typst says where it
    stops at anything but a character.
    """
    import typst

    inputs = json.dumps({"fonts": FONTS, **document})
    try:
        data = _compiled(template, inputs)
        for _round in range(_REMEMBERED if len(inputs) > _LARGE else 0):
            _compiled(_EMPTY, "{}")
    except typst.TypstError as error:
        missed = frozenset("".join(map(_unescaped, _MISSED.findall(error.diagnostic))))
        if not missed:
            raise KennisError(_("Typst could not make the PDF: {said}").format(said=error.message)) from None
        return Typeset(b"", missed)
    return Typeset(data)


def _compiled(template: bytes, inputs: str) -> bytes:
    import typst

    return typst.compile(
        template,
        font_paths=typst.Fonts(include_system_fonts=False),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"document": inputs},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=0,
    )


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else _SIGNS.get(found[2], found[2]), text)
