"""The product's verbs; the only place that wires store, reading, embedding, themes, outline and export together."""
