"""The variables of the environment that say how kennis is used."""

WORKSPACE = "KENNIS_WORKSPACE"
LANGUAGE = "KENNIS_LANGUAGE"
