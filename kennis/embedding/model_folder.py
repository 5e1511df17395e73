"""What a model's folder may hold: weights in safetensors, settings in JSON, module types that are known; no code.

Checked by kennis before a library opens the folder: sentence-transformers before 6.0 ran the Python of a folder that
stands on this machine whatever `trust_remote_code` said.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from kennis.errors import SettingsError
from kennis.files import NoFile, is_file, is_folder, is_there
from kennis.locale import _

PICKLES = {".bin", ".pt", ".pth", ".pkl", ".ckpt"}
CODE = {".py", ".pyc", ".pyi", ".so", ".pyd", ".dll", ".dylib"}
_PLACES = {  # where sentence-transformers 6 keeps the modules that it has always had in sentence_transformers.models
    "Transformer": "base.modules.transformer",
    "Pooling": "sentence_transformer.modules.pooling",
    "Dense": "base.modules.dense",
    "Normalize": "base.modules.normalize",
}
MODULES = {f"sentence_transformers.{place}.{kind}" for kind, home in _PLACES.items() for place in ("models", home)} | {
    "sentence_transformers.sentence_transformer.modules.normalize.Normalize"
}
ACTIVATIONS = ("torch.nn.modules.activation.", "torch.nn.modules.linear.")  # of a dense layer
_CALLS_CODE = ("auto_map", "custom_pipelines", "trust_remote_code")  # keys by which transformers takes code of a folder
_VOCABULARIES = {"tokenizer.json", "vocab.json"}  # large, and read by the tokenizers library, which runs no Python
_MOST_FILES = 2_000  # in the folder of a model; more is a disk that was named by mistake
_LARGEST = 1024 * 1024  # bytes of settings; usual ones have a thousandth of that


def check(folder: Path) -> None:
    """Raise SettingsError for a model's folder that holds or names code, or has its weights as pickles, or none.

    Raises OSError for one that cannot be read, or in which a pipe or a device stands.
    """
    found = files(folder)
    _refuse_pickles(folder, found)
    code = [file for file in found if file.suffix.lower() in CODE]
    if code:
        raise SettingsError(_("{file} is code; kennis loads no model that brings code.").format(file=code[0]))
    for file in found:
        if file.suffix == ".json" and file.name not in _VOCABULARIES:
            _check_settings(file)


def files(folder: Path) -> list[Path]:
    """Give all that stands in a folder and those in it; raises SettingsError where that is more than a model has.

    Raises NoFile where a pipe or a device stands there, of which reading need not end.
    """
    found = [*islice(folder.rglob("*"), _MOST_FILES + 1)]
    if len(found) > _MOST_FILES:
        said = _("{path} is no folder of a model: more than {count} files stand in it")
        raise SettingsError(said.format(path=folder, count=_MOST_FILES))
    if any(is_there(one) and not is_file(one) and not is_folder(one) for one in found):
        raise NoFile
    return sorted(found)


def _refuse_pickles(folder: Path, found: Sequence[Path]) -> None:
    """Refuse a folder of which a part has its weights as a pickle only, or that has no weights at all."""
    safe = {file.parent for file in found if file.suffix == ".safetensors"}
    pickled = [file for file in found if file.suffix in PICKLES and file.parent not in safe]
    if pickled:
        raise SettingsError(
            _(
                "{file} may hold code; kennis loads weights in safetensors only. Save the model anew in that form."
            ).format(file=pickled[0])
        )
    if not safe:
        raise SettingsError(_("{path} holds no weights: no *.safetensors file in it.").format(path=folder))


def _check_settings(file: Path) -> None:
    settings = _read(file)
    named = sorted(set(_keys(settings)) & set(_CALLS_CODE))
    if named:
        raise SettingsError(
            _("{file} names code of its own ({key}); kennis loads no model that brings code.").format(
                file=file, key=named[0]
            )
        )
    if file.name == "modules.json":
        for name in _types(settings):
            if name not in MODULES:
                raise _unknown(file, name)
    elif isinstance(settings, dict) and "activation_function" in settings:
        name = settings["activation_function"]
        if not (isinstance(name, str) and name.startswith(ACTIVATIONS)):
            raise _unknown(file, name)


def _read(file: Path) -> object:
    """Give the settings in a file; raises SettingsError where it is too large or no JSON."""
    try:
        if file.stat().st_size > _LARGEST:
            raise SettingsError(_("{file} is too large for the settings of a model.").format(file=file))
        return json.loads(file.read_bytes())
    except (ValueError, RecursionError, OSError) as error:
        raise SettingsError(
            _("The model in {path} cannot be loaded: {reason}").format(path=file.parent, reason=f"{file.name}: {error}")
        ) from None


def _keys(settings: object) -> Iterator[str]:
    """Give every key at every depth."""
    waiting = [settings]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield from (str(key) for key in one)
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(inner for inner in one if isinstance(inner, dict | list))


def _types(modules: object) -> Iterator[object]:
    """Give the types that modules.json names, and what stands there instead of a module."""
    for one in modules if isinstance(modules, list) else [modules]:
        yield one.get("type") if isinstance(one, dict) else one


def _unknown(file: Path, name: object) -> SettingsError:
    kinds = ", ".join(_PLACES)
    return SettingsError(
        _("{file} names {name!r}; kennis loads only what it knows: {kinds}.").format(file=file, name=name, kinds=kinds)
    )
