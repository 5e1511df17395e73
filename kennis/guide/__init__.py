"""The user's guide: a page of Markdown a subject, in Dutch (`nl/`) and in English (`en/`).

The page on the commands is no file: the command line makes it of the commands themselves.
"""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from kennis.errors import UnknownItem
from kennis.folding import words
from kennis.locale import LANGUAGES, _, language, translator

COMMANDS = "commands"
_NEAREST = 3  # pages that are offered where there is none of that name; set by hand
_SENTENCE = re.compile(r".+?[.!?](?= |$)")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the guide: the subject that it is found by, and its Markdown, which begins with `# ` and its title."""

    subject: str
    text: str

    @property
    def title(self) -> str:
        """What the page is called."""
        return self.text.partition("\n")[0].removeprefix("# ").strip()

    @property
    def about(self) -> str:
        """The first sentence of the paragraph under the title, which says what the page is for."""
        first = " ".join(self.text.split("\n\n", 2)[1].split())
        found = _SENTENCE.match(first)
        return found[0] if found else first


def groups() -> Mapping[str, tuple[str, ...]]:
    """Give the subjects in the order in which one reads them, under headings in the language in use."""
    return {
        _("To begin"): ("start",),
        _("Notes"): ("notes", "people"),
        _("Themes"): ("themes", "lenses", "views"),
        _("The book"): ("book",),
        _("Files and care"): ("files", "safety", "together"),
        _("To look up"): ("settings", "platforms", COMMANDS),
    }


def written() -> tuple[str, ...]:
    """Give the subjects that have a file, in their order."""
    return tuple(one for subjects in groups().values() for one in subjects if one != COMMANDS)


def page(subject: str, of: str = "") -> Page:
    """Read the page on a subject that has a file, in a language, else in the language in use."""
    file = resources.files(__name__) / (of or language()) / f"{subject}.md"
    return Page(subject, file.read_text("utf-8"))


def find(name: str, pages: Sequence[Page]) -> Page:
    """Find a page by its subject, its title in either language in any letters, or words that only that title has.

    Raises UnknownItem, which names those that come near.
    """
    titles = {one.subject: {one.subject, one.title, *_titles(one.subject)} for one in pages}
    wanted, asked = _letters(name), set(words(name))

    def likeness(one: Page) -> float:
        return max(difflib.SequenceMatcher(None, wanted, _letters(known)).ratio() for known in titles[one.subject])

    for one in pages:
        if wanted in map(_letters, titles[one.subject]):
            return one
    holding = [one for one in pages if asked and any(asked <= set(words(known)) for known in titles[one.subject])]
    if len(holding) == 1:
        return holding[0]
    near = sorted(holding or pages, key=likeness, reverse=True)[:_NEAREST]
    names = ", ".join(f"{one.subject} ({one.title})" for one in near)
    raise UnknownItem(_("the guide has no page “{name}”; nearest are: {names}").format(name=name, names=names))


def _titles(subject: str) -> Iterator[str]:
    """Give the titles that a page has in all languages."""
    for one in LANGUAGES:
        yield page(subject, one).title if subject != COMMANDS else translator(one)("All commands")


def _letters(text: str) -> str:
    return "".join(words(text))


def contents(pages: Sequence[Page]) -> str:
    """Give the list of the pages as Markdown: under each heading their titles, what they are for, and their names."""
    known = {one.subject: one for one in pages}
    lines = [f"# {_('The guide of kennis')}", "", _("A page is shown by: kennis guide SUBJECT"), ""]
    for heading, subjects in groups().items():
        lines += [f"## {heading}", ""]
        for one in map(known.__getitem__, subjects):
            lines.append(f"- [{one.title}]({one.subject}.md): {one.about}")
        lines.append("")
    return "\n".join(lines)
