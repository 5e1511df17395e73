"""The first outline of some material as it would be printed."""

from kennis.nouns import Outline
from kennis.outline.first_proposal import first
from kennis.outline.material import OutlineMaterial
from kennis.outline.printable import printed, unkept


def build(material: OutlineMaterial) -> Outline:
    """Make the outline that is printed while nobody keeps one."""
    return unkept(printed(first(material), material))
