"""A text becomes a vector: the encoder protocol, the bundled model, the cache."""

from kennis.embedding.cache import VectorCache, embed, text_hash
from kennis.embedding.encoder import Encoder
from kennis.embedding.model_loader import BUNDLED, load, load_for_queries

__all__ = ["BUNDLED", "Encoder", "VectorCache", "embed", "load", "load_for_queries", "text_hash"]
