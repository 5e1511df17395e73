"""Write and read an encoder as a folder that sentence-transformers loads on every platform."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.encoder.packed import PackedModel
from tools.encoder.pieces import tokenizer

if TYPE_CHECKING:
    import torch

WINDOW = 512  # tokens
WEIGHTS = "model.safetensors"


def write(folder: Path, file: PackedModel, keep: list[int], weights: "Mapping[str, torch.Tensor]") -> None:
    """Write the weights in the precision they have, the tokenizer of the pieces `keep`, and the settings."""
    from safetensors.torch import save_file

    precision = str(next(iter(weights.values())).dtype).removeprefix("torch.")
    for path, content in _settings(file, len(keep), precision).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(content, indent=2) + "\n")
    tokenizer([file.pieces[index] for index in keep]).backend_tokenizer.save(str(folder / "tokenizer.json"))
    save_file(dict(weights), folder / WEIGHTS, metadata={"format": "pt"})
    (folder / WEIGHTS).chmod(0o644)


def read(folder: Path) -> "dict[str, torch.Tensor]":
    """Read the weights of a folder."""
    from safetensors.torch import load_file

    return load_file(folder / WEIGHTS)


def _settings(file: PackedModel, pieces: int, precision: str) -> dict[str, Any]:
    """Give the settings files by their path in the folder."""
    kinds = (("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize"))
    return {
        "modules.json": [
            {"idx": index, "name": str(index), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for index, (path, kind) in enumerate(kinds)
        ],
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "passage": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "sentence_bert_config.json": {
            "max_seq_length": WINDOW,
            "do_lower_case": False,
            "model_args": {"add_pooling_layer": False},
        },
        "1_Pooling/config.json": {"word_embedding_dimension": file.shape.hidden, "pooling_mode_mean_tokens": True},
        "2_Normalize/config.json": {},
        "config.json": _network_settings(file, pieces, precision),
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": WINDOW,
            **dict.fromkeys(("bos_token", "cls_token"), "<s>"),
            **dict.fromkeys(("eos_token", "sep_token"), "</s>"),
            "unk_token": "<unk>",
            "pad_token": "<pad>",
        },
    }


def _network_settings(file: PackedModel, pieces: int, precision: str) -> dict[str, Any]:
    shape = file.shape
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "dtype": precision,
        "torch_dtype": precision,
        "hidden_act": "gelu",
        "hidden_size": shape.hidden,
        "intermediate_size": shape.intermediate,
        "layer_norm_eps": file.epsilon,
        "max_position_embeddings": shape.positions,
        "num_attention_heads": shape.heads,
        "num_hidden_layers": shape.layers,
        "pad_token_id": 1,
        "type_vocab_size": shape.types,
        "vocab_size": pieces,
    }
