"""A view as one self-contained, accessible HTML page that asks nothing of the network.

The page's policy allows its own style and, on the map, the one script that stands in it, known by its digest;
nothing else can run or be fetched, whatever a note's text holds.
"""

import base64
import hashlib
import html
from collections.abc import Sequence
from importlib import resources
from itertools import groupby

from kennis.locale import _
from kennis.views.blocks import Bars, Block, Cell, Points, Table, TableLine, Tone, ViewPage, WordList
from kennis.views.html_figures import bars_svg, points_html

_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>{title} – {programme}</title>
<style>
{style}</style>
</head>
<body class="view-{name}">
<a class="skip" href="#text">{skip}</a>
<header>
<p class="programme">{programme}</p>
<h1>{title}</h1>
{facts}
</header>
<main id="text">
{body}
</main>
{script}</body>
</html>
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_ROOT = "kennis.views"


def page_html(page: ViewPage, language: str) -> bytes:
    """Write a page; `language` is the language that its words are in."""
    script = _read("map.js") if any(isinstance(block, Points) for block in page.blocks) else ""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    text = _PAGE.format(
        language=html.escape(language),
        name=page.name,
        title=html.escape(page.title),
        programme=html.escape(page.programme),
        style=_read("page.css"),
        skip=html.escape(_("Skip to the text")),
        facts=_facts(page),
        body=_body(page.blocks),
        policy=f"{_POLICY}; script-src 'sha256-{digest}'" if script else _POLICY,
        script=f"<script>{script}</script>\n" if script else "",
    )
    return text.encode("utf-8")


def _read(name: str) -> str:
    return resources.files(_ROOT).joinpath(name).read_text("utf-8")


def _facts(page: ViewPage) -> str:
    lines = [f'<p class="internal"><strong>{html.escape(_internal())}</strong></p>'] if page.internal else []
    lines += [f"<p>{html.escape(fact)}</p>" for fact in page.facts]
    lines += [f'<p class="notice">{html.escape(notice)}</p>' for notice in page.notices]
    return "\n".join(lines)


def _internal() -> str:
    return _("For internal use: small cells are shown. Do not publish.")


def _body(blocks: Sequence[Block]) -> str:
    """Put lists that follow each other side by side."""
    parts = []
    for lists, together in groupby(blocks, key=lambda block: isinstance(block, WordList)):
        made = [_block(block) for block in together]
        parts += [f'<div class="cards">\n{"".join(made)}</div>'] if lists else made
    return "\n".join(parts)


def _block(block: Block) -> str:
    match block:
        case WordList():
            return _words(block)
        case Table():
            return _section("table", block.title, f'<div class="wide" tabindex="0">{_table(block)}</div>', block.legend)
        case Bars():
            wide = f'<div class="wide" tabindex="0">{bars_svg(block)}</div>'
            return _section("picture", block.title, wide, block.legend)
        case Points():
            return _section("chart", block.title, points_html(block), block.legend)


def _section(kind: str, title: str, body: str, legend: Sequence[str]) -> str:
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in legend)
    under = f'<div class="legend">{lines}</div>\n' if legend else ""
    return f'<section class="{kind}">\n<h2>{html.escape(title)}</h2>\n{body}\n{under}</section>\n'


def _words(words: WordList) -> str:
    items = "".join(f"<li>{html.escape(item)}</li>" for item in words.items)
    body = f"<ul>{items}</ul>" if items else f'<p class="nothing">{html.escape(words.nothing)}</p>'
    intro = f'<p class="intro">{html.escape(words.intro)}</p>'
    return f'<section class="card">\n<h2>{html.escape(words.title)}</h2>\n{intro}\n{body}\n</section>\n'


def _table(table: Table) -> str:
    heads = "".join(
        f'<th scope="col"{"" if column.number else TEXT}><span>{html.escape(column.heading)}</span></th>'
        for column in table.columns
    )
    tall = ' class="tall"' if _crowded(table) else ""
    body = []
    for group, lines in groupby(table.lines, key=lambda line: line.group):
        if group:
            width = len(table.columns)
            body.append(f'<tr class="group"><th colspan="{width}" scope="colgroup">{html.escape(group)}</th></tr>')
        body += [_line(line, [column.number for column in table.columns]) for line in lines]
    caption = f'<caption class="unseen">{html.escape(table.title)}</caption>'
    return f"<table{tall}>{caption}<thead><tr>{heads}</tr></thead>\n<tbody>{''.join(body)}</tbody></table>"


TEXT = ' class="text"'


def _crowded(table: Table) -> bool:
    """Say whether the headings stand upright because there is no room for them side by side."""
    numbers = [column.heading for column in table.columns if column.number]
    return sum(max(6, len(heading)) for heading in numbers) > 90


def _line(line: TableLine, numbers: Sequence[bool]) -> str:
    first, *rest = zip(line.cells, numbers, strict=True)
    head = f'<th scope="row">{html.escape(first[0].text)}</th>'
    return f"<tr>{head}{''.join(_cell(cell, number) for cell, number in rest)}</tr>\n"


def _cell(cell: Cell, number: bool) -> str:
    kinds = [kind for kind in ("" if number else "text", "" if cell.tone is Tone.PLAIN else cell.tone.value) if kind]
    attributes = f' class="{" ".join(kinds)}"' if kinds else ""
    attributes += f' title="{html.escape(cell.hint)}"' if cell.hint else ""
    if not cell.bar:
        return f"<td{attributes}>{html.escape(cell.text)}</td>"
    parts = "".join(f'<i style="width:{max(0.0, min(1.0, part)):.0%}"></i>' for part in cell.bar)
    return f'<td{attributes}>{html.escape(cell.text)} <i class="gauge">{parts}</i></td>'
