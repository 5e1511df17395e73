"""A workspace is kept safe: backup, restore, doctor, and the lock that keeps others out."""
