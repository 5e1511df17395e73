"""The workspace that a fault strikes is that of the fuzzers."""

from tests.fuzz.conftest import template

__all__ = ["template"]
