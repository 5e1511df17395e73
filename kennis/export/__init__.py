"""An outline becomes a document: one registry of formats, one module per writer, one check before it is seen."""

from kennis.export.formats import FORMATS
from kennis.export.writing import export, known_format

__all__ = ["FORMATS", "export", "known_format"]
