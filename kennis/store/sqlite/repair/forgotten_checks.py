"""What was to be forgotten, and is still or again there."""

from kennis.locale import _
from kennis.store.sqlite.repair.check import DatabaseCheck, select

CHECKS = (
    DatabaseCheck(
        name="forgotten",
        words=lambda: _("what was to be forgotten and is not wholly erased, or is back; to go on: kennis forget"),
        find=select(
            "SELECT CASE number WHEN 0 THEN kind ELSE 'n' || number END FROM forgotten"
            " WHERE NOT done OR key IN (SELECT id FROM note)"
        ),
    ),
)
