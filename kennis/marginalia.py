"""What kennis writes beside the words of a document, and knows again when the document comes back."""

AUTHOR = "kennis"
QUESTION = "Open question from {origin}. Answer it in the text, look into it, or leave it open on purpose?"
REMARK = "{message} · kennis preflight accept {key}"
MADE = "<!-- kennis -->"  # ends a line of a kept outline's Markdown that every export makes anew
