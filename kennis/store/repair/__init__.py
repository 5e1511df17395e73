"""What can be wrong with a database, and how it is mended: always on a copy, never on the file that is in use.

checks     what a check is, and what it finds
file       what shows from outside: no database, cut short, another's, of the wrong version
structure  the file itself: pages, tables, triggers, the indexes of words
sessions   sessions, registers, notes and their past versions
ledger     themes, placements, constraints, decisions; the outline
vectors    the vectors of texts
rebuild    a new database from all rows that can be read
mending    the table of all checks; a copy is examined, mended, examined anew
"""
