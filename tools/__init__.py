"""Programs that make what kennis bundles; not part of the package."""
