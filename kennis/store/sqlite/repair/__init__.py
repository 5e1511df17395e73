"""What can be wrong with a database, and how it is mended: always on a copy, never on the file that is in use.

check             what a check is, and what it finds
file_checks       what shows from outside: no database, cut short, another's, of the wrong version
structure_checks  the file itself: pages, tables, triggers, the indexes of words
rule_checks       what the tables refuse, and an earlier kennis or damage brought in
session_checks    sessions, registers, notes and their past versions
ledger_checks     themes, placements, constraints, decisions; the outline
vector_checks     the vectors of texts
rebuild           a new database from all rows that can be read
repair            the table of all checks; a copy is examined, mended, examined anew
"""
