"""kennis turns what is said in a programme's meetings into a book.

A map of the package, from the front ends down; each layer imports only what stands below it:

    cli         parses a command, calls one workflow, prints, ends with an exit code; plain_capture: notes line by line
    tui         the screens: capture, themes_room, outline_room, and what they share; the disk's work is done in threads
    workflows   the product's verbs; the only place that wires the rest together
    store       one SQLite file, a folder a subject (notes, themes, outline, search_index), nouns in and out, no rows;
                archive (all of it as one file and back), erasure (a person or note out of all of it), repair, sqlite
    reading     a file becomes a session and its notes, one module per format; the grammar of an entry
    embedding   a text becomes a vector: the encoder protocol, the cache; models holds the bundled encoder
    themes      vectors become lasting themes: consensus clustering, labels, lenses; ledger: what people decide of them
    views       silos, timeline, map, coverage: tables and pages of what stands out
    search      a query becomes terms, and notes one ranking by words and by meaning, with the reason why
    outline     themes become chapters, sections and passages; pure
    manuscript  the file in which an editor rewrites the outline, and its way back into the outline
    preflight   what is to be accepted or mended before an outline is printed
    export      an outline becomes documents, tables and sources; one registry of formats
    config      the settings of a workspace, frozen
    programmes  the research programmes: lenses, partners, plan
    guide       the user's guide, Dutch and English
    archives    what is read of ZIP files, within limits; pandoc runs pandoc
    locale      Dutch and English interface text
    versions    which of two texts of one note follows from the other
    clock       which day and time it is where a session is held
    plain       notes and edits as values that JSON can hold
    consent     what may be printed of a note, and under whose name
    approved    the words that speakers asked for in the place of their own
    ids         ids of notes, in the order in which the notes stand
    files       the one place that writes files, whole or not at all
    layout      a text as documents lay it out
    person_names  names of persons, found in texts and kept out of what kennis composes
    verbatim    what an editor's own words take from notes
    text        what may enter the store or reach a screen
    folding     which texts count as the same: for search, quotations, forgetting and the checks for leaks
    nouns       the frozen dataclasses that all of them speak in
    environment the variables of the environment
    errors      the exception tree and its exit codes
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kennis.workflows.notebooks import open_workspace as open  # noqa: A004 - read as kennis.open

__all__ = ["open"]


def __getattr__(name: str) -> Any:
    """Give `kennis.open`, imported when it is asked for: `import kennis` alone imports nothing of it."""
    if name == "open":
        from kennis.workflows.notebooks import open_workspace

        return open_workspace
    raise AttributeError(f"module 'kennis' has no attribute {name!r}")
