"""The editors' room: what it is made of and what can be done there, a module for each."""
