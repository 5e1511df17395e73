"""Load the bundled encoder or another sentence-transformers model: offline, safetensors only, no code of its own."""

import hashlib
import os
from pathlib import Path

from kennis.embedding.encoder import Encoder, SentenceEncoder
from kennis.embedding.model_folder import check, files
from kennis.errors import SettingsError
from kennis.files import is_folder, open_file, placed
from kennis.locale import _
from kennis.locale.reasons import why

BUNDLED = "e5-small-nl"
MODELS = Path(__file__).parent.parent / "models"
BFLOAT16, FLOAT32 = "bf16", "f32"  # precisions, as the names of models end
OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
DECIDING = {".safetensors", ".json", ".txt", ".model"}  # files that decide what a vector is


def load(model: str, folder: Path) -> Encoder:
    """Load the bundled encoder, a model in a folder (relative to `folder`), or one in this machine's model cache.

    bfloat16 where the processor computes in it, else float32. Raises SettingsError where there is no such model,
    its weights are pickles, or sentence-transformers cannot read it.
    """
    os.environ.update(OFFLINE)  # read by the libraries when they are imported
    path = _located(model, folder)
    marked = _checked(path)
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()
    precision = BFLOAT16 if _computes_bfloat16() else FLOAT32
    try:
        loaded = SentenceTransformer(
            str(path),
            device="cpu",
            local_files_only=True,
            trust_remote_code=False,
            model_kwargs={"use_safetensors": True, "dtype": torch.bfloat16 if precision == BFLOAT16 else torch.float32},
        )
    except Exception as error:  # what a strange folder makes three libraries raise cannot be listed
        reason = str(error).partition("\n")[0]
        raise SettingsError(
            _("The model in {path} cannot be loaded: {reason}").format(path=path, reason=reason)
        ) from error
    return SentenceEncoder(loaded.eval(), _named(model, marked, precision))


def load_for_queries(model: str, folder: Path, kept: str) -> Encoder:
    """Load an encoder for texts that are only compared with vectors under the name `kept`, quickly where that can be.

    Where those are the bundled encoder's, in either precision, it is the bundled weights in NumPy, without torch; else
    what `load` gives. Raises what `load` raises.
    """
    path = _located(model, folder)
    if path == MODELS / BUNDLED:
        marked = _checked(path)
        if kept in {_named(model, marked, precision) for precision in (BFLOAT16, FLOAT32)}:
            from kennis.embedding.numpy_encoder import NumpyEncoder

            return NumpyEncoder(path, kept)
    return load(model, folder)


def _named(model: str, marked: str, precision: str) -> str:
    return f"{Path(model).name}@{marked}-{precision}"


def _checked(path: Path) -> str:
    """Give the digest of a model's folder; raises SettingsError where it may not be loaded or cannot be read."""
    try:
        check(path)
        return _digest(path)
    except OSError as error:
        said = _("The model in {path} cannot be loaded: {reason}")
        raise SettingsError(said.format(path=path, reason=why(error))) from error


def _located(model: str, folder: Path) -> Path:
    path = MODELS / model if model == BUNDLED else placed(folder, model)
    if is_folder(path):
        return path
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(model, local_files_only=True))
    except (HFValidationError, LocalEntryNotFoundError, OSError, ValueError):
        raise SettingsError(
            _(
                "There is no model {model}: not a folder in {folder}, and not among the models on this machine. "
                "kennis downloads none: put the folder of a sentence-transformers model there, or take {bundled}."
            ).format(model=model, folder=folder, bundled=BUNDLED)
        ) from None


def _computes_bfloat16() -> bool:
    import torch

    return bool(torch.cpu.get_capabilities().get("avx512_bf16"))


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    for file in (file for file in files(path) if file.suffix in DECIDING):
        digest.update(os.fsencode(file.relative_to(path).as_posix()) + b"\0")
        with open_file(file) as opened:
            digest.update(hashlib.file_digest(opened, "sha256").digest())
    return digest.hexdigest()[:12]
