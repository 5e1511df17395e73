"""The outline as people work on it: built, edited, read, taken out and brought back."""
