"""Four ways to look at a programme's themes: silos, timeline, map and coverage.

A view takes nouns and gives figures: `view_material` is what it sees of the notes once the gate of consent is
past, `disclosure_control` keeps small cells back, `silos`, `timeline`, `map` and `coverage` are the views, and `pages`
puts their figures in `blocks`, which `html` writes as one page and the command line prints.
"""
