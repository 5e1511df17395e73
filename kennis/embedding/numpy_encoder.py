"""The bundled encoder in NumPy alone: a query is embedded before torch would have been imported.

In float32, so its vectors have a cosine of .99999 with those of sentence-transformers in float32 and of .9999 in
bfloat16, but are not bitwise the same, as those of notes must be: they are compared, never kept.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits
from tokenizers import Tokenizer

from kennis.embedding.text_windows import TextWindow, Windows, averaged

Floats = NDArray[np.float32]
WEIGHTS = "model.safetensors"
_PROMPT = "query"


class NumpyEncoder:
    """A BERT with mean pooling, read from a sentence-transformers folder whose weights are bfloat16."""

    def __init__(self, folder: Path, name: str) -> None:
        settings, prompts, lengths = (
            json.loads((folder / file).read_bytes())
            for file in ("config.json", "config_sentence_transformers.json", "sentence_bert_config.json")
        )
        self._name = name
        self._heads: int = settings["num_attention_heads"]
        self._layers: int = settings["num_hidden_layers"]
        self._epsilon: float = settings["layer_norm_eps"]
        self._weights = _Weights(folder / WEIGHTS)
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._windows = Windows(tokenizer, prompts["prompts"][_PROMPT], lengths["max_seq_length"])

    @property
    def name(self) -> str:
        """Name the model whose vectors these can be compared with."""
        return self._name

    def encode(self, texts: Sequence[str]) -> Floats:
        """Give a vector of unit length for each text, shape (texts, dimensions); an empty text has one too."""
        if not texts:
            return self.encode([""])[:0]
        windows = self._windows.of(texts)
        with threadpool_limits(
            1, "blas"
        ):  # threads take ten times the processor's time over products as small as these
            return averaged(windows, self._vectors([window for own in windows for window in own]))

    def _vectors(self, windows: Sequence[TextWindow]) -> Floats:
        """Give the mean state of each window at unit length; each layer's weights are unpacked once for all windows."""
        states = [self._embedded(window.ids) for window in windows]
        for layer in range(self._layers):
            weights = self._weights.beneath(f"encoder.layer.{layer}.")
            states = [self._passed(state, weights) for state in states]
        means = np.stack([state.mean(axis=0) for state in states])
        vectors: Floats = means / np.linalg.norm(means, axis=1, keepdims=True)
        return vectors

    def _embedded(self, ids: Sequence[int]) -> Floats:
        word, position, kind = (
            self._weights.tensor(f"embeddings.{part}_embeddings.weight", rows)
            for part, rows in (("word", ids), ("position", range(len(ids))), ("token_type", (0,)))
        )
        return self._normal(word + position + kind, self._weights.beneath("embeddings.LayerNorm."), "")

    def _passed(self, state: Floats, weights: Mapping[str, Floats]) -> Floats:
        """Take the states of a window, (tokens, width), through one layer."""
        asked, keys, values = (
            _linear(state, weights, f"attention.self.{part}").reshape(len(state), self._heads, -1).swapaxes(0, 1)
            for part in ("query", "key", "value")
        )
        attention = _softmax(asked @ keys.swapaxes(1, 2) / np.float32(asked.shape[-1] ** 0.5))
        mixed = (attention @ values).swapaxes(0, 1).reshape(state.shape)
        mixed = _linear(mixed, weights, "attention.output.dense")
        state = self._normal(state + mixed, weights, "attention.output.LayerNorm.")
        inner = _linear(_gelu(_linear(state, weights, "intermediate.dense")), weights, "output.dense")
        return self._normal(state + inner, weights, "output.LayerNorm.")

    def _normal(self, state: Floats, weights: Mapping[str, Floats], name: str) -> Floats:
        centred = state - state.mean(axis=1, keepdims=True)
        spread = np.sqrt(np.square(centred).mean(axis=1, keepdims=True) + np.float32(self._epsilon))
        scaled: Floats = centred / spread * weights[f"{name}weight"] + weights[f"{name}bias"]
        return scaled


class _Weights:
    """The tensors of a safetensors file in bfloat16, unpacked as they are asked for.

    https://github.com/huggingface/safetensors: the length of a JSON header, the header, the tensors' bytes.
    """

    def __init__(self, path: Path) -> None:
        data = np.memmap(path, np.uint8, "r")
        start = 8 + int.from_bytes(data[:8].tobytes(), "little")
        self._tensors = {
            name: data[start + one["data_offsets"][0] : start + one["data_offsets"][1]]
            .view("<u2")
            .reshape(one["shape"])
            for name, one in json.loads(data[8:start].tobytes()).items()
            if name != "__metadata__"
        }

    def tensor(self, name: str, rows: Sequence[int] | slice = slice(None)) -> Floats:
        """Give a tensor, or some rows of it; bfloat16 is the upper half of float32."""
        half = self._tensors[name][rows]
        whole: Floats = (half.astype(np.uint32) << np.uint32(16)).view(np.float32)
        return whole

    def beneath(self, prefix: str) -> dict[str, Floats]:
        """Give all tensors whose names begin so, by the rest of their names."""
        return {name.removeprefix(prefix): self.tensor(name) for name in self._tensors if name.startswith(prefix)}


def _linear(state: Floats, weights: Mapping[str, Floats], name: str) -> Floats:
    product: Floats = state @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]
    return product


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return shares


def _gelu(state: Floats) -> Floats:
    """Give x·Φ(x), with the error function by Abramowitz and Stegun 7.1.26, which is off by 1.5e-7 at most."""
    sized = np.abs(state) * np.float32(0.5**0.5)
    t = 1 / (1 + np.float32(0.3275911) * sized)
    series = np.zeros_like(t)
    for factor in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592):
        series = (series + np.float32(factor)) * t
    error = np.copysign(1 - series * np.exp(-sized * sized), state)
    half: Floats = np.float32(0.5) * state * (1 + error)
    return half
