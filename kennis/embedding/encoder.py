"""A text becomes a vector: the port, and the sentence-transformers model behind it."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from kennis.embedding.packed_attention import network, packs
from kennis.embedding.text_windows import TextWindow, Windows, averaged

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

LONGEST_WINDOW = 512  # tokens
PROMPT = "query"  # the prompt for comparing texts with each other, where a model names its prompts


class Encoder(Protocol):
    """Whatever turns texts into vectors."""

    @property
    def name(self) -> str:
        """Tell this model apart from all others; changes with anything that changes a vector."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give a vector of unit length for each text, shape (texts, dimensions)."""


class SentenceEncoder:
    """A sentence-transformers model; a text's vector is bitwise the same alone, in any batch and in any order.

    A text longer than the window is cut into pieces, and their vectors are averaged by length.
    """

    def __init__(self, model: "SentenceTransformer", name: str) -> None:
        longest = min(model.max_seq_length or LONGEST_WINDOW, LONGEST_WINDOW)
        self._name = name
        self._windows = Windows(model.tokenizer.backend_tokenizer, model.prompts.get(PROMPT) or "", longest)
        self._network = network(model[0])
        self._pooling = list(model)[1:]

    @property
    def name(self) -> str:
        """Tell this model apart from all others; changes with anything that changes a vector."""
        return self._name

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give a vector of unit length for each text, shape (texts, dimensions); an empty text has one too."""
        if not texts:
            return self.encode([""])[:0]
        windows = self._windows.of(texts)
        return averaged(windows, self._vectors([window for own in windows for window in own]))

    def _vectors(self, windows: list[TextWindow]) -> NDArray[np.float32]:
        import torch

        def run(pack: list[int]) -> list[NDArray[np.float32]]:
            with torch.inference_mode():
                return [self._pooled(state) for state in self._network.hidden([windows[index].ids for index in pack])]

        filled = list(packs([len(window.ids) for window in windows]))
        # One pack a core: threads that work at one product together wait for each other more than they gain.
        with ThreadPoolExecutor(os.cpu_count(), initializer=torch.set_num_threads, initargs=(1,)) as pool:
            rows = [row for vectors in pool.map(run, filled) for row in vectors]
        order = np.argsort([index for pack in filled for index in pack])
        return np.stack(rows)[order]

    def _pooled(self, state: "torch.Tensor") -> NDArray[np.float32]:
        """Turn the states of one window, (tokens, width), into its vector, by the model's own last modules."""
        import torch

        mask = torch.ones(1, len(state), dtype=torch.long)
        features = {"token_embeddings": state.float().unsqueeze(0), "attention_mask": mask}
        for module in self._pooling:
            features = module(features)
        vector: NDArray[np.float32] = features["sentence_embedding"][0].numpy()
        return vector / np.linalg.norm(vector)
