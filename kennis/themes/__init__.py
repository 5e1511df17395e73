"""Vectors of notes become lasting themes.

A run: `distinct_notes` and `constraints` say what may stand together; `base_clusterings` looks at the notes in many
ways (`umap_layout`, HDBSCAN), `co_association` counts who lands with whom, `agglomeration` cuts that into groups
(`average_linkage`, `dendrogram_cuts`), `note_strength` and `cohesion` say how firmly; `subprocess_client` does it in a
process of its own. `theme_identity` says which theme each group goes on as; `candidate_themes` makes themes of them:
`theme_profiles`, `theme_labels`, `titles`, `lenses`, `hierarchy`. `incremental` places what is new without a whole run.
`ledger` is what people decide, and what a run proposes against it.
"""
