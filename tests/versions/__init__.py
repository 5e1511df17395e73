"""Workspaces, session files and archives that earlier versions made, and what every command printed on them."""
