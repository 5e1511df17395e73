"""What kennis writes beside the words of a document, and knows again when the document comes back."""

AUTHOR = "kennis"
QUESTION = "Open question from {origin}. Answer it in the text, look into it, or leave it open on purpose?"
REMARK = "{message} · kennis preflight accept {key}"
VERSION = "kennis-version"  # a document's own property that holds the version of the outline it was made from
VERSION_NOTE = "<!-- kennis: version {version} -->"  # and what says so in Markdown
MADE = "<!-- kennis -->"  # ends a line of a kept outline's Markdown that every export makes anew
