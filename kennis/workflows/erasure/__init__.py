"""A person or a note is forgotten: in the database, its backups, drafts, session files and exports."""
