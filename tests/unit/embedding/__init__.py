"""Tests of kennis/embedding/."""
