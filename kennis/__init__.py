"""kennis turns what is said in a programme's meetings into a book.

A map of the package, from the front ends down; each layer imports only what stands below it:

    cli         parses a command, calls one workflow, prints, ends with an exit code
    tui         the screen: one folder for what it is made of, one for what it shows; the desk's work in a thread
    workflows   the product's verbs; the only place that wires the rest together
    store       sessions, notes, vectors, themes, the outline in one SQLite file; takes and returns nouns, never rows.
                In it: archive (all of it as one file and back), forgetting (a person or note out of all of it), damage
    reading     a file becomes a session and its notes, one module per format
    embedding   a text becomes a vector: the encoder protocol, the cache; models holds the bundled encoder
    themes      vectors become lasting themes: consensus, naming, lenses, ledger
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
    plain       notes and edits as values that JSON can hold
    consent     what may be printed of a note, and under whose name
    ids         ids of notes, in the order in which the notes stand
    files       the one place that writes files, whole or not at all
    layout      a text as documents lay it out
    text        what may enter the store or reach a screen
    folding     which texts count as the same: for search, quotations, forgetting and the checks for leaks
    nouns       the frozen dataclasses that all of them speak in
    errors      the exception tree and its exit codes
"""
