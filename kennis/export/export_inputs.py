"""What an export is given beside the outline."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kennis.export.quote_table import Fact


@dataclass(frozen=True, slots=True)
class ExportInputs:
    """What formats tell or look like beside the outline; each takes what it has a place for.

    `facts` are by note number, as n17, and hold only what may be printed; `looks` are reference documents by format;
    `remarks` are by the id of the passage, and tell no name that is kept back.
    """

    facts: Mapping[str, Fact] = field(default_factory=dict)
    looks: Mapping[str, bytes] = field(default_factory=dict)
    remarks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


NOTHING = ExportInputs()
