"""Run a BERT over texts laid end to end, without padding: each text attends only to itself.

Every pack has the same number of token places, so the matrix products have one shape whatever the texts are, and
attention runs over one text at a time: a text's vector is bitwise the same in any company and order.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

PLACES = 512  # tokens a pack; at least the longest window
POSITION_OFFSET = {"bert": 0, "xlm-roberta": 2}  # the model types that can be packed: where their positions start


class OneByOne:
    """Any other transformer, one text at a time."""

    def __init__(self, module: Any) -> None:
        self._module = module

    def hidden(self, pack: Sequence[Sequence[int]]) -> "list[torch.Tensor]":
        """Give the last hidden states of each text, (tokens, width)."""
        import torch

        ids = [torch.tensor([own]) for own in pack]
        outputs = [self._module({"input_ids": own, "attention_mask": torch.ones_like(own)}) for own in ids]
        return [output["token_embeddings"][0] for output in outputs]


class PackedBert:
    """A BERT or XLM-RoBERTa in the precision its weights have."""

    def __init__(self, model: Any) -> None:
        import torch

        self._model = model
        self._heads = model.config.num_attention_heads
        self._offset = POSITION_OFFSET[model.config.model_type]
        attentions = [layer.attention.self for layer in model.encoder.layer]
        parts = [(attention.query, attention.key, attention.value) for attention in attentions]
        self._weights = [torch.cat([part.weight for part in three]) for three in parts]
        self._biases = [torch.cat([part.bias for part in three]) for three in parts]

    def hidden(self, pack: Sequence[Sequence[int]]) -> "list[torch.Tensor]":
        """Give the last hidden states of each text of a pack, (tokens, width); together at most PLACES tokens."""
        import torch
        from torch.nn.functional import linear

        lengths = [len(ids) for ids in pack]
        rest = PLACES - sum(lengths)
        ids = torch.tensor([token for ids in pack for token in ids] + [0] * rest)
        places = torch.cat([torch.arange(length) for length in lengths] + [torch.zeros(rest, dtype=torch.long)])
        state = self._embedded(ids, places + self._offset)
        for layer, weight, bias in zip(self._model.encoder.layer, self._weights, self._biases, strict=True):
            mixed = self._attended(linear(state, weight, bias), lengths)
            state = layer.attention.output(mixed, state)
            state = layer.output(layer.intermediate(state), state)
        return list(state[: PLACES - rest].split(lengths))

    def _embedded(self, ids: "torch.Tensor", places: "torch.Tensor") -> "torch.Tensor":
        parts = self._model.embeddings
        kind = parts.token_type_embeddings.weight[0]
        summed: torch.Tensor = parts.LayerNorm(parts.word_embeddings(ids) + kind + parts.position_embeddings(places))
        return summed

    def _attended(self, projected: "torch.Tensor", lengths: list[int]) -> "torch.Tensor":
        import torch
        from torch.nn.functional import scaled_dot_product_attention

        # In float32 also where the rest is bfloat16: that is the faster of the two here, and the more exact.
        thirds = projected.float().view(PLACES, 3, self._heads, -1).permute(1, 2, 0, 3).unsqueeze(1)
        mixed = torch.zeros(self._heads, PLACES, thirds.shape[-1])
        start = 0
        for length in lengths:
            own = slice(start, start + length)
            mixed[:, own] = scaled_dot_product_attention(*thirds[:, :, :, own])[0]
            start += length
        return mixed.transpose(0, 1).reshape(PLACES, -1).to(projected.dtype)


def packs(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Fill packs with texts of these lengths, the long ones first; give each pack as indices."""
    pack: list[int] = []
    filled = 0
    for index in sorted(range(len(lengths)), key=lambda index: -lengths[index]):
        if filled + lengths[index] > PLACES:
            yield pack
            pack, filled = [], 0
        pack.append(index)
        filled += lengths[index]
    if pack:
        yield pack


def network(module: Any) -> PackedBert | OneByOne:
    """Take sentence-transformers' transformer module as a packed network, if its type can be packed."""
    inner = module.auto_model
    return PackedBert(inner) if inner.config.model_type in POSITION_OFFSET else OneByOne(module)
