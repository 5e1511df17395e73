"""Themes become chapters, sections and passages: pure, and the same for the same material in any order."""
