"""The guide as pages of HTML, each complete in itself: nothing is fetched, nothing runs."""

import html
import re
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

from markdown_it import MarkdownIt
from mdit_py_plugins.anchors import anchors_plugin

from kennis.guide import Page, contents, groups
from kennis.locale import _, language

INDEX = "index"
_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>{title} – kennis</title>
<style>
{style}</style>
</head>
<body>
<a class="skip" href="#text">{skip}</a>
<nav aria-label="{pages}">
{nav}
</nav>
<main id="text">
{body}</main>
</body>
</html>
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_TO_A_PAGE = re.compile(r"([a-z]+)\.md(#.*)?")
_DEEPEST = 4  # of the headings that a link can lead to


def files(pages: Sequence[Page]) -> Mapping[str, bytes]:
    """Give the files of the guide by their names: a page each, and the list of them as `index.html`."""
    titles = {INDEX: _("The guide of kennis")} | {one.subject: one.title for one in pages}
    texts = {INDEX: contents(pages)} | {one.subject: one.text for one in pages}
    return {f"{subject}.html": _file(subject, text, titles) for subject, text in texts.items()}


def _file(subject: str, text: str, titles: Mapping[str, str]) -> bytes:
    style = resources.files("kennis.guide").joinpath("page.css").read_text("utf-8")
    return _PAGE.format(
        language=language(),
        policy=_POLICY,
        title=html.escape(titles[subject]),
        style=style,
        skip=html.escape(_("Skip to the text")),
        pages=html.escape(_("The pages of the guide")),
        nav=_nav(subject, titles),
        body=body(text),
    ).encode("utf-8")


def _nav(here: str, titles: Mapping[str, str]) -> str:
    lines = ["<ul>", _entry(INDEX, here, titles)]
    for heading, subjects in groups().items():
        lines += [f"<li><span>{html.escape(heading)}</span>", "<ul>"]
        lines += [_entry(one, here, titles) for one in subjects]
        lines += ["</ul></li>"]
    return "\n".join([*lines, "</ul>"])


def _entry(subject: str, here: str, titles: Mapping[str, str]) -> str:
    current = ' aria-current="page"' if subject == here else ""
    return f'<li><a href="{subject}.html"{current}>{html.escape(titles[subject])}</a></li>'


def body(text: str) -> str:
    """Give a page's Markdown as HTML: tags in it are text, its headings can be linked to, its links lead to .html."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").use(anchors_plugin, max_level=_DEEPEST)
    markdown.add_render_rule("link_open", _link)
    markdown.add_render_rule("th_open", _heading_cell)
    rendered: str = markdown.render(text)
    return rendered


def _link(renderer: Any, tokens: Any, index: int, options: Any, _environment: Any) -> str:
    token = tokens[index]
    if found := _TO_A_PAGE.fullmatch(str(token.attrGet("href"))):
        token.attrSet("href", f"{found[1]}.html{found[2] or ''}")
    return str(renderer.renderToken(tokens, index, options, _environment))


def _heading_cell(renderer: Any, tokens: Any, index: int, options: Any, environment: Any) -> str:
    tokens[index].attrSet("scope", "col")
    return str(renderer.renderToken(tokens, index, options, environment))
