"""The outline in the database, with every version; what speakers answered about their quotes."""
