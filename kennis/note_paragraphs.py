"""How the lines of a note's text are laid out in a document.

Every format keeps the characters of a text. What it may lay out anew is the white space around its line
ends, and only so: white space at the start and the end of a line is dropped, a line break stays a line
break, and one or more empty lines become one border between paragraphs. `laid_out` is that rule; two texts
that it makes equal count as the same words.
"""


def paragraphs(text: str) -> list[list[str]]:
    """Cut a text into paragraphs of lines, without white space around the lines."""
    found: list[list[str]] = [[]]
    for line in text.split("\n"):
        if stripped := line.strip():
            found[-1].append(stripped)
        elif found[-1]:
            found.append([])
    return found if found[-1] else found[:-1]


def laid_out(text: str) -> str:
    """Give the text as every format can hold it; doing it twice changes nothing more."""
    return "\n\n".join("\n".join(lines) for lines in paragraphs(text))


def one_line(text: str) -> str:
    """Give a title, a name or the like on one line, without soft hyphens."""
    return " ".join(text.replace("\u00ad", "").split())
