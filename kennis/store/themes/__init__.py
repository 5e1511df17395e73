"""Runs, themes, placements, proposals and decisions in the database."""
