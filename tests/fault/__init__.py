"""A disk that fails and a process that dies, at a chosen one of the calls that change files."""
