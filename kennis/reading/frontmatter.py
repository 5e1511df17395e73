"""The front matter of a Markdown file: a YAML mapping of which every value is text, with its line."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import yaml

from kennis.clean_text import clean
from kennis.errors import FileRefused
from kennis.locale import _
from kennis.reading.markdown_blocks import Block, BlockKind

MAXIMUM_BYTES = 64 * 1024  # of a front matter; set by hand
_DEEPEST = 8  # mappings and lists in each other; set by hand
_OPENING = (
    yaml.BlockMappingStartToken,
    yaml.BlockSequenceStartToken,
    yaml.FlowMappingStartToken,
    yaml.FlowSequenceStartToken,
)
_CLOSING = (yaml.BlockEndToken, yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping of the front matter; each way to ask for a value raises FileRefused with path and line.

    `indent` is the column of its keys; None for one in curly brackets.
    """

    path: Path
    line: int
    nodes: dict[str, yaml.Node]
    indent: int | None = None

    def only(self, known: Collection[str]) -> None:
        """Refuse a key that is not known."""
        for key, node in self.nodes.items():
            if key not in known:
                reason = _("unknown key “{key}”; known here: {names}")
                self.refuse(reason.format(key=key, names=", ".join(known)), node)

    def text(self, key: str, default: str = "") -> str:
        """Give the text under a key; an empty one counts as not given."""
        node = self.nodes.get(key)
        if node is None:
            return default
        if not isinstance(node, yaml.ScalarNode):
            self.refuse(_("“{key}” must be text").format(key=key), node)
        return clean(str(node.value)).text or default

    def texts(self, key: str) -> tuple[str, ...]:
        """Give the list of texts under a key."""
        node = self.nodes.get(key)
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode) or not all(isinstance(one, yaml.ScalarNode) for one in node.value):
            self.refuse(_("“{key}” must be a list of texts").format(key=key), node)
        return tuple(clean(str(one.value)).text for one in node.value)

    def mapping(self, key: str) -> "Mapping":
        """Give the mapping under a key; an empty one if there is nothing."""
        node = self.nodes.get(key)
        if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
            return Mapping(self.path, self.line_of(key), {})
        return _mapping(self.path, node)

    def line_of(self, key: str) -> int:
        """Give the line of the value under a key, or the mapping's own."""
        node = self.nodes.get(key)
        return self.line if node is None else _line(node)

    def refuse(self, reason: str, node: yaml.Node | None = None) -> NoReturn:
        """Refuse the file for a value, or for the mapping itself."""
        raise FileRefused(self.path, reason, self.line if node is None else _line(node))


def front_matter(path: Path, parts: list[Block]) -> Mapping:
    """Read the front matter of a file from its first block.

    Raises FileRefused where there is none, for YAML that is wrong or no mapping, over 64 KB, with anchors or aliases,
    with a key twice, or nested more than eight deep.
    """
    if not parts or parts[0].kind is not BlockKind.FRONT_MATTER:
        reason = _("does not begin with front matter: a line ---, then title and date, then a line ---")
        raise FileRefused(path, reason, 1)
    content = parts[0].text
    if len(content.encode()) > MAXIMUM_BYTES:
        raise FileRefused(path, _("the front matter is larger than 64 KB"), 1)
    try:
        _refuse_tricks(path, content)
        node = yaml.compose(content, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise FileRefused(path, _no_yaml(), line) from error
    except yaml.YAMLError as error:
        raise FileRefused(path, _no_yaml(), 1) from error
    if node is None:
        return Mapping(path, 1, {}, 0)
    return _mapping(path, node)


def _no_yaml() -> str:
    """Say that the front matter cannot be read, and what most often mends it; the library's own words are English."""
    return _(
        "the front matter cannot be read from here on; put a text with a colon, bracket or quotation mark "
        "in it in quotation marks: title: 'Raad: de begroting'"
    )


def _refuse_tricks(path: Path, content: str) -> None:
    depth = 0
    for token in yaml.scan(content, yaml.SafeLoader):
        depth += isinstance(token, _OPENING) - isinstance(token, _CLOSING)
        reason = None
        if isinstance(token, yaml.AnchorToken | yaml.AliasToken):
            reason = _("the front matter has a YAML anchor or alias (& or *); write the value out")
        elif isinstance(token, yaml.DocumentStartToken | yaml.DocumentEndToken | yaml.DirectiveToken):
            reason = _("the front matter must be one YAML document")
        elif depth > _DEEPEST:
            reason = _("the front matter is nested too deeply")
        if reason:
            raise FileRefused(path, reason, token.start_mark.line + 2)


def _mapping(path: Path, node: yaml.Node) -> Mapping:
    if not isinstance(node, yaml.MappingNode):
        raise FileRefused(path, _("the front matter must be a mapping of keys to values"), _line(node))
    nodes: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise FileRefused(path, _("a key of the front matter must be text"), _line(key))
        name = clean(str(key.value)).text
        if name in nodes:
            raise FileRefused(path, _("“{key}” stands twice in the front matter").format(key=name), _line(key))
        nodes[name] = value
    return Mapping(path, _line(node), nodes, None if node.flow_style else node.start_mark.column)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 2
