"""The first outline of some material as it would be printed."""

from kennis.nouns import PrintedOutline
from kennis.outline.first_proposal import first
from kennis.outline.outline_material import OutlineMaterial
from kennis.outline.printable import printed


def build(material: OutlineMaterial) -> PrintedOutline:
    """Make the outline that is printed while nobody keeps one."""
    return printed(first(material), material, kept=False)
