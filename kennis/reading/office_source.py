"""A Word or OpenDocument text made ready for pandoc, with what is to be told of it.

pandoc silently leaves out what it does not know: text boxes (in Word with the paragraph that they hang on), fields with
their text inside, rubies. It reads what its author hid. So text boxes become paragraphs behind their own, unknown
wrappings are taken off, and hidden text goes. What cannot be read (pictures, comments, headers and footers) is counted,
and of all words that the document shows it is known whether they were read.
"""

import collections
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape, quoteattr, unescape

from kennis import office_zip
from kennis.folding import words
from kennis.locale import _

BODY = {".docx": "word/document.xml", ".odt": "content.xml"}
_STYLES = {".docx": "word/styles.xml", ".odt": "styles.xml"}
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_PREFIX = re.compile(r"xmlns:([\w.-]+)\s*=\s*[\"']([^\"']*)[\"']")
_MARGIN = re.compile(r"word/(?:header|footer)\d*\.xml")
_SHOWN = 60  # letters of what is not read; set by hand
_FEW = 8  # words that were lost and are named; set by hand

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VML = "{urn:schemas-microsoft-com:vml}"
_DRAWN = (f"{_W}drawing", f"{_W}pict", f"{_W}object")
_BOX = f"{_W}txbxContent"
_WRAPPINGS = frozenset(f"{_W}{name}" for name in ("fldSimple", "customXml", "smartTag", "dir", "bdo"))
_REMOVED = frozenset({f"{_W}del", f"{_W}moveFrom"})

_ODF = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _OFFICE, _DRAW, _STYLE = (_ODF % name for name in ("text", "office", "drawing", "style"))
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_ASIDE = frozenset(
    {f"{_TEXT}{name}" for name in ("tracked-changes", "note-citation", "ruby-text")}
    | {f"{_OFFICE}{name}" for name in ("annotation", "forms", "scripts")}
    | {"{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}title"}
    | {"{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}desc"}
)
_INDEXES = frozenset(f"{_TEXT}{name}" for name in ("table-of-content", "illustration-index", "table-index"))
_INLINE = frozenset(
    f"{_TEXT}{name}"
    for name in ("span", "a", "s", "tab", "line-break", "note", "note-body", "note-citation", "soft-page-break")
)
_REFERENCES = frozenset(f"{_TEXT}{name}" for name in ("bookmark-ref", "reference-ref", "sequence-ref", "sequence"))


@dataclass(frozen=True, slots=True)
class OfficeSource:
    """A document for pandoc, what is told of what it leaves out, and the words that it shows, folded, counted."""

    data: bytes
    notices: tuple[str, ...]
    shown: collections.Counter[str]


@dataclass(slots=True)
class _Seen:
    """What was met while a document was made ready."""

    changed: bool = False
    hidden: list[str] = field(default_factory=list)
    pictures: int = 0
    comments: int = 0
    removed: int = 0
    margins: list[str] = field(default_factory=list)
    embedded: int = 0


def prepared(data: bytes, kind: str) -> OfficeSource:
    """Make a document ready; raises InputError for what is no such document."""
    held = office_zip.contents(data, lambda name: name in (BODY[kind], _STYLES[kind]) or _is_beside(name), BODY[kind])
    tree = {name: office_zip.parsed(part, name) for name, part in held.items()}
    texts = {name: tree.pop(name) for name in (BODY[kind], *_NOTES) if name in tree}
    seen = _Seen()
    shown = [said for text in texts.values() for said in (_word if kind == ".docx" else _odf)(text, tree, seen)]
    if kind == ".docx":
        _beside(tree, seen)
    if seen.changed:
        data = _packed(data, {name: _written(text, _prefixes(held[name])) for name, text in texts.items()})
    return OfficeSource(data, tuple(_told(seen)), collections.Counter(word for text in shown for word in words(text)))


def unread(source: OfficeSource, read: Sequence[str]) -> tuple[str, ...]:
    """Tell of words that a document shows and that are in none of the texts that were read of it."""
    lost = source.shown - collections.Counter(word for text in read for word in words(text))
    count = lost.total()
    if not count:
        return ()
    named = ", ".join(list(lost)[:_FEW]) + (" …" if len(lost) > _FEW else "")
    return (_("words of the document that were not read: {count} ({words})").format(count=count, words=named),)


def _is_beside(name: str) -> bool:
    return name in ("word/comments.xml", *_NOTES) or _MARGIN.fullmatch(name) is not None


def _told(seen: _Seen) -> Iterator[str]:
    if seen.hidden:
        said = _("text that is hidden in the document was left out: “{text}”")
        yield said.format(text=shortened(" ".join(seen.hidden)))
    if seen.removed:
        yield _("tracked changes are read as accepted; pieces of text that they take out: {count}").format(
            count=seen.removed
        )
    if seen.pictures:
        yield _("pictures, charts and drawings are not read: {count}").format(count=seen.pictures)
    if seen.comments:
        yield _("comments in the margin are not read: {count}").format(count=seen.comments)
    margins = [text for text in dict.fromkeys(seen.margins) if any(letter.isalpha() for letter in text)]
    if margins:
        yield _("headers and footers are not read: “{text}”").format(text=shortened(" · ".join(margins)))
    if seen.embedded:
        yield _("other documents inside this one are not read: {count}").format(count=seen.embedded)


def shortened(text: str) -> str:
    """Give the beginning of a text, on one line, in words."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rsplit(' ', 1)[0]} …"


# Word


def _beside(beside: dict[str, Element], seen: _Seen) -> None:
    """Look at what stands beside the text: margins and comments."""
    for name, tree in sorted(beside.items()):
        if _MARGIN.fullmatch(name):
            seen.margins += filter(None, (_said(one).strip() for one in tree.iter(f"{_W}p")))
        elif name == "word/comments.xml":
            seen.comments = sum(1 for _one in tree.iter(f"{_W}comment"))


def _word(body: Element, beside: dict[str, Element], seen: _Seen) -> list[str]:
    """Make the body or the notes of a Word document ready, and give the texts that it shows."""
    _choose(body)
    styles = beside.get(_STYLES[".docx"])
    _hide(body, _hidden_styles(styles) if styles is not None else frozenset(), seen)
    seen.removed += sum(1 for tag in _REMOVED for one in body.iter(tag) if list(one))
    seen.embedded += sum(1 for _one in body.iter(f"{_W}altChunk"))
    _unwrap(body, seen)
    _unbox(body, seen)
    return [_said(one) for one in body.iter(f"{_W}p")]


def _choose(body: Element) -> None:
    """Keep of what a document offers in two forms the newer one."""
    stack = [body]
    while stack:
        parent = stack.pop()
        kept: list[Element] = []
        waiting = collections.deque(parent)
        while waiting:
            child = waiting.popleft()
            if child.tag == f"{_MC}AlternateContent":
                forms = [one for one in child if one.tag in (f"{_MC}Choice", f"{_MC}Fallback")]
                waiting.extendleft(reversed(list(forms[0]) if forms else []))
            else:
                kept.append(child)
        parent[:] = kept
        stack += kept


def _is_on(rules: Element | None, name: str) -> bool | None:
    """Say whether a rule is set, and how; None where it is not."""
    found = rules.find(f"{_W}{name}") if rules is not None else None
    return None if found is None else found.get(f"{_W}val", "1") not in ("0", "false", "off")


def _hidden_styles(styles: Element) -> frozenset[str]:
    """Give the ids of the styles whose text is hidden, also by the style that they are based on."""
    own: dict[str, bool | None] = {}
    base: dict[str, str] = {}
    for style in styles.iter(f"{_W}style"):
        name = style.get(f"{_W}styleId", "")
        based = style.find(f"{_W}basedOn")
        own[name] = _is_on(style.find(f"{_W}rPr"), "vanish")
        base[name] = based.get(f"{_W}val", "") if based is not None else ""

    def hides(name: str) -> bool:
        for _step in range(len(own)):
            if name not in own or own[name] is not None:
                break
            name = base[name]
        return bool(own.get(name))

    return frozenset(name for name in own if hides(name))


def _hide(body: Element, styles: frozenset[str], seen: _Seen) -> None:
    for paragraph in body.iter(f"{_W}p"):
        within = _style(paragraph.find(f"{_W}pPr"), "pStyle") in styles
        for run in paragraph.iter(f"{_W}r"):
            rules = run.find(f"{_W}rPr")
            said = _is_on(rules, "vanish")
            hidden = said if said is not None else (within or _style(rules, "rStyle") in styles)
            texts = [one for one in run if one.tag == f"{_W}t"] if hidden else []
            for one in texts:
                run.remove(one)
            seen.hidden += [one.text for one in texts if one.text and one.text.strip()]
            seen.changed = seen.changed or bool(texts)


def _style(rules: Element | None, name: str) -> str:
    found = rules.find(f"{_W}{name}") if rules is not None else None
    return found.get(f"{_W}val", "") if found is not None else ""


def _unwrap(body: Element, seen: _Seen) -> None:
    """Take off what pandoc leaves out: wrappings with their text, line ends of another name; a ruby keeps its words."""
    stack = [body]
    while stack:
        parent = stack.pop()
        kept: list[Element] = []
        waiting = collections.deque(parent)
        while waiting:
            child = waiting.popleft()
            ruby = child.find(f"{_W}ruby") if child.tag == f"{_W}r" else None
            if child.tag in _WRAPPINGS or ruby is not None:
                inside = [*child] if ruby is None else [*ruby.iterfind(f"{_W}rubyBase/{_W}r")]
                waiting.extendleft(reversed(inside))
                seen.changed = True
            else:
                if child.tag == f"{_W}cr":
                    child.tag, seen.changed = f"{_W}br", True
                kept.append(child)
        parent[:] = kept
        stack += kept


def _unbox(container: Element, seen: _Seen) -> None:
    """Put the text of text boxes behind the paragraph that they hang on, and count what else is drawn."""
    kept: list[Element] = []
    waiting = collections.deque(container)
    while waiting:
        child = waiting.popleft()
        kept.append(child)
        if child.tag == f"{_W}p":
            waiting.extendleft(reversed([block for box in _boxes(child, seen) for block in box]))
        else:
            _unbox(child, seen)
    container[:] = kept


def _boxes(paragraph: Element, seen: _Seen) -> list[Element]:
    """Take the text boxes out of a paragraph; those within them are met when their own paragraph is."""
    found: list[Element] = []
    stack = [(paragraph, child) for child in reversed(paragraph)]
    while stack:
        parent, child = stack.pop()
        if child.tag not in _DRAWN:
            stack += [(child, one) for one in reversed(child)]
            continue
        boxes = _outermost(child, _BOX)
        pictures = sum(1 for one in child.iter() if one.tag.endswith("}blip") or one.tag == f"{_VML}imagedata")
        seen.pictures += pictures if boxes else max(pictures, 1)
        if boxes:
            found += boxes
            parent.remove(child)
            seen.changed = True
    return found


def _outermost(element: Element, tag: str) -> list[Element]:
    found: list[Element] = []
    stack = [element]
    while stack:
        one = stack.pop()
        if one.tag == tag:
            found.append(one)
        else:
            stack += reversed(one)
    return found


def _said(paragraph: Element) -> str:
    """Give the words of a paragraph as it is shown: without what a tracked change takes out."""
    said: list[str] = []
    stack = [*reversed(paragraph)]
    while stack:
        one = stack.pop()
        if one.tag == f"{_W}t":
            said.append(one.text or "")
        elif one.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            said.append(" ")
        elif one.tag == f"{_W}noBreakHyphen":
            said.append("-")
        elif one.tag not in _REMOVED and one.tag not in _DRAWN and one.tag != f"{_W}pPr":
            stack += reversed(one)
    return "".join(said)


# OpenDocument


def _odf(body: Element, beside: dict[str, Element], seen: _Seen) -> list[str]:
    """Make the content of an OpenDocument text ready, and give the texts that it shows."""
    styles = beside.get(_STYLES[".odt"])
    trees = (body, styles) if styles is not None else (body,)
    for margin in (one for tree in trees for one in tree.iter() if one.tag in (f"{_STYLE}header", f"{_STYLE}footer")):
        seen.margins += filter(None, (" ".join(_flat(one).split()) for one in margin.iter(f"{_TEXT}p")))
    seen.comments = sum(1 for _one in body.iter(f"{_OFFICE}annotation"))
    seen.removed = sum(1 for _one in body.iter(f"{_TEXT}deletion"))
    seen.pictures = sum(1 for one in body.iter() if one.tag in (f"{_DRAW}image", f"{_DRAW}object"))
    found = body.find(f"{_OFFICE}body/{_OFFICE}text")
    if found is None:
        return []
    _hide_odf(found, _hidden_odf(trees), seen)
    _name_fields(found, seen)
    _unframe(found, seen)
    aside = {id(one) for outer in found.iter() if outer.tag in _ASIDE | _INDEXES for one in outer.iter()}
    return [_flat(one) for one in found.iter() if one.tag in _PARAGRAPHS and id(one) not in aside]


def _hidden_odf(trees: Sequence[Element]) -> frozenset[str]:
    own: dict[str, str] = {}
    base: dict[str, str] = {}
    for style in (one for tree in trees for one in tree.iter(f"{_STYLE}style")):
        rules = style.find(f"{_STYLE}text-properties")
        name = style.get(f"{_STYLE}name", "")
        own[name] = rules.get(f"{_TEXT}display", "") if rules is not None else ""
        base[name] = style.get(f"{_STYLE}parent-style-name", "")

    def hides(name: str) -> bool:
        for _step in range(len(own)):
            if own.get(name, "x"):
                break
            name = base[name]
        return own.get(name) == "none"

    return frozenset(name for name in own if hides(name))


def _hide_odf(body: Element, styles: frozenset[str], seen: _Seen) -> None:
    stack = [body]
    while stack:
        parent = stack.pop()
        for child in [*parent]:
            styled = child.tag in (*_PARAGRAPHS, f"{_TEXT}span") and child.get(f"{_TEXT}style-name") in styles
            section = child.tag == f"{_TEXT}section" and child.get(f"{_TEXT}display") in ("none", "condition")
            if not (styled or section or _is_hidden_by_a_field(child)):
                stack.append(child)
                continue
            said = " ".join(" ".join(_flat(one) for one in child.iter() if one.tag in _PARAGRAPHS).split())
            said = said or " ".join(_flat(child).split())
            _take_out(parent, child)
            seen.hidden += [said] if said else []
            seen.changed = True


def _is_hidden_by_a_field(element: Element) -> bool:
    fields = element.iter(f"{_TEXT}hidden-paragraph") if element.tag in _PARAGRAPHS else ()
    return any(one.get(f"{_TEXT}is-hidden") == "true" for one in fields)


def _name_fields(body: Element, seen: _Seen) -> None:
    """Make the fields and other wrappings, whose text pandoc leaves out, plain pieces of text."""
    for paragraph in [one for one in body.iter() if one.tag in _PARAGRAPHS]:
        for one in paragraph.iter():
            known = one.tag in _INLINE or one.tag in _REFERENCES or one.tag in _PARAGRAPHS or one.tag in _ASIDE
            if one.tag.startswith(_TEXT) and not known and "".join(one.itertext()).strip():
                one.tag = f"{_TEXT}span"
                seen.changed = True
    for parent in [*body.iter()]:
        for at, child in [*enumerate(parent)]:
            if child.tag == f"{_TEXT}numbered-paragraph" and len(child):
                parent[at] = child[-1]
                seen.changed = True


def _unframe(container: Element, seen: _Seen) -> None:
    """Put the text of frames and shapes behind the paragraph that they hang on."""
    kept: list[Element] = []
    waiting = collections.deque(container)
    while waiting:
        child = waiting.popleft()
        kept.append(child)
        if child.tag in _PARAGRAPHS:
            waiting.extendleft(reversed(_framed(child, seen)))
        elif child.tag.startswith(_DRAW):
            kept.pop()
            waiting.extendleft(reversed(_of_frame(child)))
            seen.changed = True
        elif child.tag not in _ASIDE:
            _unframe(child, seen)
    container[:] = kept


def _framed(paragraph: Element, seen: _Seen) -> list[Element]:
    """Take what frames and shapes say out of a paragraph; a picture alone stays, with its description."""
    found: list[Element] = []
    stack = [(paragraph, child) for child in reversed(paragraph)]
    while stack:
        parent, child = stack.pop()
        if child.tag.startswith(_DRAW) and (said := _of_frame(child)):
            found += said
            _take_out(parent, child)
            seen.changed = True
        elif child.tag not in _ASIDE and child.tag not in _PARAGRAPHS:
            stack += [(child, one) for one in reversed(child)]
    return found


def _of_frame(frame: Element) -> list[Element]:
    """Give the blocks that stand in a frame or shape."""
    found: list[Element] = []
    for one in frame:
        if one.tag.startswith(_DRAW):
            found += [*one] if one.tag == f"{_DRAW}text-box" else _of_frame(one)
        elif one.tag in _PARAGRAPHS or one.tag == f"{_TEXT}list":
            found.append(one)
    return found


def _take_out(parent: Element, child: Element) -> None:
    """Take an element out, and leave what is written behind it where it stands."""
    at = [*parent].index(child)
    if child.tail:
        if at:
            parent[at - 1].tail = (parent[at - 1].tail or "") + child.tail
        else:
            parent.text = (parent.text or "") + child.tail
        child.tail = None
    parent.remove(child)


def _flat(paragraph: Element) -> str:
    """Give the words of a paragraph as it is shown."""
    said: list[str] = []

    def take(element: Element) -> None:
        said.append(element.text or "")
        for one in element:
            if one.tag in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break", f"{_TEXT}note"):
                said.append(" ")
            elif one.tag not in _ASIDE and one.tag not in _PARAGRAPHS:
                take(one)
            said.append(one.tail or "")

    take(paragraph)
    return "".join(said)


# The parts of a document, as they are written


def _prefixes(data: bytes) -> dict[str, str]:
    """Give the prefix of each namespace as a part has it, for pandoc knows Word's elements by theirs."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    found: dict[str, str] = {}
    for prefix, uri in _PREFIX.findall(data.decode("utf-16" if wide else "utf-8", "replace")):
        if prefix not in found.values():
            found.setdefault(unescape(uri), prefix)
    return found


def _written(root: Element, prefixes: dict[str, str]) -> bytes:
    """Write a part as XML."""

    def named(tag: str) -> str:
        uri, _sign, name = tag.removeprefix("{").rpartition("}")
        if not uri:
            return name
        if uri == "http://www.w3.org/XML/1998/namespace":
            return f"xml:{name}"
        return f"{prefixes.setdefault(uri, f'ns{len(prefixes)}')}:{name}"

    made: list[str] = []
    stack: list[Element | str] = [root]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            made.append(one)
            continue
        name = named(one.tag)
        facts = "".join(f" {named(key)}={quoteattr(value)}" for key, value in one.items())
        made.append(f"<{name}{facts}>{escape(one.text or '')}")
        stack.append(f"</{name}>{escape(one.tail or '')}")
        stack += reversed(one)
    first, rest = made[0], made[1:]
    declared = "".join(f" xmlns:{prefix}={quoteattr(uri)}" for uri, prefix in prefixes.items())
    start = re.compile(r"^<[^\s>]+").sub(lambda found: found[0] + declared, first, count=1)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{start}{"".join(rest)}'.encode()


def _packed(data: bytes, parts: dict[str, bytes]) -> bytes:
    """Put other parts in the place of those of a document."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as held, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in held.infolist():
            archive.writestr(one, parts[one.filename] if one.filename in parts else held.read(one))
    return made.getvalue()
