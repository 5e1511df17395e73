"""An outline becomes a document: one registry of formats, one module per writer, one check before it is seen."""

from kennis.export.export_inputs import ExportInputs
from kennis.export.formats import FORMATS
from kennis.export.quote_table import Fact
from kennis.export.write import Exported, export, export_files

__all__ = ["FORMATS", "ExportInputs", "Exported", "Fact", "export", "export_files"]
