"""Sessions and notes in the database: read, changed, undone, merged with what comes from outside."""
