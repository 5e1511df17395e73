"""An outline becomes a document: one registry of formats, one module per writer, one check before it is seen."""
