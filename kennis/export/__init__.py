"""An outline becomes a document: one registry of formats, one module per writer, one check before it is seen."""

from typing import TYPE_CHECKING

from kennis.lazy_names import lazily

if TYPE_CHECKING:
    from kennis.export.export_inputs import ExportInputs
    from kennis.export.formats import FORMATS
    from kennis.export.quote_table import Fact
    from kennis.export.write import Exported, export, export_files

__all__ = ["FORMATS", "ExportInputs", "Exported", "Fact", "export", "export_files"]

__getattr__ = lazily(
    __name__,
    {
        "export_inputs": "ExportInputs",
        "formats": "FORMATS",
        "quote_table": "Fact",
        "write": "Exported export export_files",
    },
)
