"""The bundled encoder, loaded once."""

from pathlib import Path

import pytest

from kennis.embedding import BUNDLED, Encoder, load


@pytest.fixture(scope="session")
def bundled() -> Encoder:
    """Give the bundled encoder."""
    return load(BUNDLED, Path.cwd())
