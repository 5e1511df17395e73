"""The LaTeX source of an outline, and what such a source says.

pandoc's own writer leaves a line that starts with a star, and grave accents, to be read as commands and
quotation marks; hence this one.
"""

import re
from collections.abc import Sequence
from importlib import resources

from kennis.export.document_blocks import body, opening
from kennis.export.document_words import origins, words_of
from kennis.export.pandoc_tree import Node, line
from kennis.export.read_back import ReadBackPassage
from kennis.note_paragraphs import laid_out
from kennis.nouns import PrintedOutline

_BABEL = {"nl": "dutch", "en": "british"}
_HEADINGS = {1: "chapter", 2: "section", 3: "subsection"}
_NAMED = {
    "\\": "textbackslash",
    "^": "textasciicircum",
    "~": "textasciitilde",
    "<": "textless",
    ">": "textgreater",
    "|": "textbar",
    '"': "textquotedbl",
    "'": "textquotesingle",
    "`": "textasciigrave",
    "\t": "tabulated",
    "\ufffd": "lostsign",  # which LuaTeX takes for broken UTF-8
}
_LETTERS = {name: sign for sign, name in _NAMED.items()}
_SIGNS = {
    **{sign: f"\\{name}{{}}" for sign, name in _NAMED.items()},
    **{sign: f"\\{sign}" for sign in "{}$&#%_"},
    "[": "{[}",
    "]": "{]}",
    "\u00a0": "~",
    "\u00ad": "\\-",
}
# Two dashes, commas or angles in a row are one sign to TeX.
_ACTIVE = re.compile(r"(?P<twin>[-,<>])(?=(?P=twin))|[\\^~<>|\"'`\t{}$&#%_\[\]\u00a0\u00ad\ufffd]")
_LONGEST_LINE = 500  # characters of a line of the source, which must not grow too long for TeX; set by hand
_PASSAGE = re.compile(r"^\\begin\{passage\}\n(.*?)\n\\end\{passage\}$", re.DOTALL | re.MULTILINE)
_READ = re.compile(
    r"\\(?P<name>[a-z]+)\{\}|\\(?P<sign>[{}$&#%_])|\\(?P<command>spokenby|cited)\{|(?P<close>\})(?P<more>\{)?"
    r"|\\newline(?P<break>\n)|(?P<paragraph>\n\n)|(?P<frame>\\(?:begin|end)\{quote\}\n?)|\\(?P<space> )\{\}"
    r"|(?P<soft>\\-)|(?P<hard>~)|\{(?P<bracket>[\[\]])\}|(?P<nothing>\\/|%\n)|(?P<line>\n)"
)


def write_latex(outline: PrintedOutline) -> bytes:
    """Write the outline as the source of a LaTeX document; each passage has a footnote with its notes and session."""
    told = origins(outline)

    def cite(notes: tuple[str, ...]) -> list[Node]:
        sessions = " ".join(f"· {name}" for name in dict.fromkeys(told[note] for note in notes if note in told))
        cited = f"\\cited{{{_inlines(line(', '.join(notes)))}}}{{{_inlines(line(sessions))}}}"
        return [{"t": "RawInline", "c": ["latex", cited]}]

    preamble = resources.files(__package__).joinpath("preamble.tex").read_text("utf-8")
    title = _inlines(line(outline.title))
    blocks = [opening(outline), *body(outline, cite)]
    parts = [
        preamble.replace("LANGUAGE", _BABEL.get(outline.language, "english")).rstrip(),
        f"\\hypersetup{{pdftitle={{{title}}},pdflang={{{_inlines(line(outline.language))}}}}}",
        f"\\title{{{title}}}\n\\author{{}}\n\\date{{}}",
        "\\begin{document}\n\\maketitle",
        _block(blocks[0]),
        f"\\renewcommand{{\\contentsname}}{{{_inlines(line(words_of(outline.language).say('Contents')))}}}",
        "\\tableofcontents",
        *map(_block, blocks[1:]),
        "\\end{document}\n",
    ]
    return "\n\n".join(parts).encode()


def read_latex(data: bytes) -> tuple[ReadBackPassage, ...]:
    """Read the passages of a written source: what stands between the marks of a passage."""
    return tuple(_written(found[1]) for found in _PASSAGE.finditer(data.decode()))


def _block(node: Node) -> str:
    match node["t"], node["c"]:
        case "Header", [level, [anchor, classes, _], inlines]:
            star = "*" if "unlisted" in classes else ""
            return f"\\{_HEADINGS[level]}{star}{{{_inlines(inlines)}}}\\label{{{anchor}}}"
        case "Div", [[_, ["passage" | "own" as kind], _], blocks]:
            name = {"passage": "passage", "own": "owntext"}[kind]
            return f"\\begin{{{name}}}\n{_blocks(blocks)}\n\\end{{{name}}}"
        case "Div", [[_, ["facts" | "counter"], _], blocks]:
            return f"\\facts{{{_blocks(blocks)}}}"
        case "Div", [[_, ["intro" | "question"], _], blocks]:
            return f"\\aside{{{_blocks(blocks)}}}"
        case "Div", [_, blocks]:
            return _blocks(blocks)
        case "BlockQuote", blocks:
            return f"\\begin{{quote}}\n{_blocks(blocks)}\n\\end{{quote}}"
        case "BulletList", items:
            listed = "\n".join(f"\\item\n{_blocks(item)}" for item in items)
            return f"\\begin{{itemize}}\n{listed}\n\\end{{itemize}}"
    return _inlines(node["c"])


def _blocks(nodes: Sequence[Node]) -> str:
    return "\n\n".join(map(_block, nodes))


def _inlines(nodes: Sequence[Node]) -> str:
    text = ""
    for node in nodes:
        match node["t"], node.get("c"):
            case "Space", _:
                text += " "
            case "LineBreak", _:
                text += "\\newline\n"
            case "Span", [[_, ["by"], _], inlines]:
                text += f"\\spokenby{{{_inlines(inlines)}}}"
            case "Link", [_, inlines, [to, _title]]:
                text += f"\\hyperref[{to.removeprefix('#')}]{{{_inlines(inlines)}}}"
            case "Span", [_, inlines]:
                text += _inlines(inlines)
            case "RawInline", [_, raw]:
                text += raw
            case _, str(string):
                text += _string(string)
    return text


def _string(string: str) -> str:
    """Write one line of text; where it would grow too long for TeX it goes on in the next."""
    first, *others = string.split(" ")
    text, start = _word(first), 0
    for word in others:
        begun = len(text) - start > _LONGEST_LINE
        start = len(text) if begun else start
        text += ("\n" if begun else " ") + _word(word) if word else "\\ {}"
    return text


def _word(word: str) -> str:
    pieces = [word[at : at + _LONGEST_LINE] for at in range(0, len(word), _LONGEST_LINE)]
    return "\\/%\n".join(_ACTIVE.sub(_escaped, piece) for piece in pieces)


def _escaped(found: re.Match[str]) -> str:
    sign = _SIGNS.get(found[0], found[0])
    return f"{sign}\\/" if found["twin"] else sign


def _written(source: str) -> ReadBackPassage:
    parts = {"text": "", "spokenby": "", "cited": "", "sessions": ""}
    inside = ["text"]
    position = 0
    for found in _READ.finditer(source):
        parts[inside[-1]] += source[position : found.start()]
        position = found.end()
        if found["command"]:
            inside.append(found["command"])
        elif found["close"]:
            inside.pop()
            inside += ["sessions"] if found["more"] else []
        else:
            parts[inside[-1]] += _said(found)
    parts[inside[-1]] += source[position:]
    return ReadBackPassage(
        laid_out(parts["text"]), parts["spokenby"].removeprefix("—\u00a0"), tuple(parts["cited"].split(", "))
    )


def _said(found: re.Match[str]) -> str:
    """Give the characters that a piece of source stands for."""
    if found["name"]:
        return _LETTERS[found["name"]]
    if found["line"] or found["space"]:
        return " "
    known = {"soft": "\u00ad", "hard": "\u00a0", "frame": "", "nothing": ""}
    return next((sign for group, sign in known.items() if found[group]), found[found.lastgroup or 0])
