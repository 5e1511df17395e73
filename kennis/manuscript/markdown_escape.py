"""How the lines of a text stand in Markdown so that they come back as they were, and its comments with them.

Only what the file is read with has a meaning: headings, lists, block quotations, line breaks, escapes and
comments. All else that Markdown knows is text here, whether kennis wrote it or the editor.
"""

import functools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

COMMENT = "comment"
_ACTIVE = re.compile(r"[\\`*<~|]|(?<![^\W_])_|_(?![^\W_])|\](?=[\[(:])|(?<=-)>|&(?=#?\w+;)")
_ACTIVE_AT_START = re.compile(r"[#+=:>-]|\d+(?=[.)])")


def escaped(line: str) -> str:
    """Write one line of text so that Markdown takes nothing in it for a mark."""
    text = _ACTIVE.sub(r"\\\g<0>", line)
    return _ACTIVE_AT_START.sub(_at_start, text, count=1) if _ACTIVE_AT_START.match(text) else text


def heading(title: str) -> str:
    """Write a title so that no figure, mark or closing # of it is taken for one of the heading."""
    return _ACTIVE.sub(r"\\\g<0>", " ".join(title.split())).replace("#", "\\#")


@functools.cache
def parser() -> "MarkdownIt":
    """Give the parser of the file; comments are tokens of their own, of the type COMMENT."""
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import blockquote, list_block

    made = MarkdownIt("commonmark", {"html": False})
    made.core.ruler.enableOnly(["normalize", "block", "inline"])
    made.block.ruler.enableOnly(["blockquote", "hr", "list", "heading", "lheading", "paragraph"])
    made.inline.ruler.enableOnly(["text", "newline", "escape"])
    made.inline.ruler2.enableOnly(["fragments_join"])

    def outermost_list(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
        return (silent or state.level == 0) and list_block(state, start, end, silent)

    def outermost_quote(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
        return (silent or state.level == 0) and blockquote(state, start, end, silent)

    # Nested ones add nothing here, and the parser gives up on all that follows a very deep one.
    made.block.ruler.at("list", outermost_list, {"alt": ["paragraph", "blockquote"]})
    made.block.ruler.at("blockquote", outermost_quote, {"alt": ["paragraph", "blockquote", "list"]})
    made.block.ruler.before("blockquote", COMMENT, _long_comment)
    made.inline.ruler.before("escape", COMMENT, _comment)
    return made


def _comment(state: "StateInline", silent: bool) -> bool:
    """Take a comment that ends before the next one begins."""
    start = state.pos
    if not state.src.startswith("<!--", start):
        return False
    following = state.src.find("<!--", start + 4, state.posMax)
    end = state.src.find("-->", start + 4, following if following >= 0 else state.posMax)
    if end < 0:
        return False
    if not silent:
        state.push(COMMENT, "", 0).content = state.src[start : end + 3]
    state.pos = end + 3
    return True


def _long_comment(state: "StateBlock", first: int, last: int, silent: bool) -> bool:
    """Take a comment that goes on over empty lines and ends at the end of a line, for one can comment text out."""
    start = state.bMarks[first] + state.tShift[first]
    if state.level or not state.src.startswith("<!--", start):
        return False
    following = state.src.find("<!--", start + 4)
    end = state.src.find("-->", start + 4, following if following >= 0 else len(state.src))
    if end < 0:
        return False
    line = first + state.src.count("\n", start, end)
    if line >= last or state.src[end + 3 : state.eMarks[line]].strip() or not _holds_empty(state, first, line):
        return False
    if not silent:
        token = state.push(COMMENT, "", 0)
        token.content, token.map = state.src[start : end + 3], [first, line + 1]
        state.line = line + 1
    return True


def _holds_empty(state: "StateBlock", first: int, last: int) -> bool:
    return any(state.isEmpty(line) for line in range(first, last))


def _at_start(found: re.Match[str]) -> str:
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"
