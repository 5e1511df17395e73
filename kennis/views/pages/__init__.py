"""The views in words, tables and pictures."""
