"""The indexes of words, and the vectors of texts."""
