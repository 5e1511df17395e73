"""Texts that try to break the screen, each with a word of its own to find it by; and what may leave for a terminal."""

import re
import unicodedata
from collections.abc import Iterator

ESC, BEL, ST = "\x1b", "\x07", "\x1b\\"
WORD = "kanarie"
# `{}` becomes the word of the text.
SEQUENCES = (
    "{e}[31m{}",
    "{e}[0m{e}[7m{}{e}[0m",
    "{e}[2J{e}[H{}",
    "{e}[?1049l{}",
    "{e}[?1049h{}",
    "{e}[?25h{}",
    "{e}[?1000;1006l{}",
    "{e}[?2004l{}",
    "{e}[6n{}",
    "{e}[c{}",
    "{e}[>c{}",
    "{e}[999;999H{}",
    "{e}[1;1H{}",
    "{e}[8;1;1t{}",
    "{e}[20t{}",
    "{e}[21t{}",
    "{e}[10L{}",
    "{e}[4h{}",
    "{e}[!p{}",
    "{e}[>1u{}",
    "{e}[<u{}",
    "{e}[?2026h{}",
    "{e}[3g{}",
    "{e}[5i{}{e}[4i",
    "{e}]0;{}{b}",
    "{e}]2;{}{s}",
    "{e}]52;c;{}{b}",
    "{e}]52;c;{}{s}",
    "{e}]52;p;?{b}{}",
    "{e}]4;1;?{b}{}",
    "{e}]10;?{b}{}",
    "{e}]7;file:///{}{b}",
    "{e}]8;;javascript:{}{s}k{e}]8;;{s}",
    "{e}]9;{}{b}",
    "{e}]50;{}{b}",
    "{e}]1337;File=name={}:AAAA{b}",
    "{e}]777;notify;{};x{b}",
    "{e}P{}{s}",
    "{e}P$q{}{s}",
    "{e}P+q{}{s}",
    "{e}P1000p{}{s}",
    "{e}Pq#0;2;0;0;0{}{s}",
    "{e}X{}{s}",
    "{e}^{}{s}",
    "{e}_G{}{s}",
    "{e}c{}",
    "{e}7{}{e}8",
    "{e}#8{}",
    "{e}(0{}",
    "{e}%@{}",
    "{e}={}",
    "{e}Z{}",
    "{e}{}",
    "{}{e}",
    "{}{e}[",
    "{}{e}]52;c;AAAA",
    "{e}{e}{e}{}",
    "\x9b31m{}",
    "\x9b?1049l{}",
    "\x9d52;c;{}\x9c",
    "\x9d0;{}\x07",
    "\x90{}\x9c",
    "\x98{}\x9c",
    "\x9e{}\x9c",
    "\x9f{}\x9c",
    "\x84{}\x85{}",
    "\x8e{}\x8f",
)
ALONE = (*range(0x20), *range(0x7F, 0xA0))
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u2028\u2029\u2060\u2061\u2064\u206a\ufeff\ufff9\ufffb\ufffc\ufffd\ufdd0\ufffe\uffff"
    "\U000e0001\U000e0041\U000e007f\U0010ffff\U000f0000\ufe0f\u034f\u115f\u3164\u180e\u00a0\u3000"
)
MARKUP = (
    "[link=javascript:x]{}[/link]",
    "[@click=app.quit]{}[/]",
    "[@click=screen.leave_kennis]{}[/]",
    "[b]{}",
    "[/]{}",
    "[/b]{}",
    "[[{}]]",
    "\\[{}\\]",
    "[red on blue]{}[/red on blue]",
    "[$primary]{}[/]",
    "[link='{}",
    "{}[",
    "{}]",
    "[{}=",
    "[![]({})](x)",
    "<b>{}</b>",
    "<script>{}</script>",
    "# {}",
    "- {}",
    "--- {}",
    "```{}```",
    "| {} |",
    ":smile: {}",
    "%s %d {} %n",
    "\\x1b[31m{}",
    "^[[31m{}",
    "$(touch {})",
    "`touch {}`",
    "'; DROP TABLE note; -- {}",
    '"{}"',
    "=cmd|' /C calc'!{}",
    "{{}} {}",
    "~{}~ #{}# @{}@",
    "@@@ {}",
    "### {}",
    "~~~ {}",
    "@\u202e{}",
    "#\u200b{} x",
)
PICTURES = (
    "👨\u200d👩\u200d👧\u200d👦 {}",
    "👩🏽\u200d🚀{}👩🏿\u200d❤️\u200d💋\u200d👨🏻",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f{}",
    "🇳🇱🇧{}🇪",
    "1️⃣#️⃣*️⃣ {}",
    "☺︎☺️{}❤️❤",
    "{}" + "👨\u200d👩\u200d👧\u200d👦" * 200,
    "🧑🏾" * 300 + "{}",
    "🏽{}🏽",
    "\u200d{}\u200d\u200d",
)
FLOODS = (
    "e" + "\u0301" * 3_000 + "{}",
    "{}" + "a\u0300\u0316\u0489" * 500,
    "\u0301{}",
    "\u20dd{}\u20e3",
    "x" * 20_000 + "{}",
    "{} " + "woord " * 4_000,
    "\n" * 500 + "{}",
    "{}" + "\n" * 500 + "einde",
    "\t" * 500 + "{}",
    "{}\ta\tb\t\tc",
    " " * 5_000 + "{}",
    "漢字" * 5_000 + "{}",
    "한국어ㅎㅏㄴ{}",
    "ｆｕｌｌｗｉｄｔｈ{}ﾊﾝｶｸ",
    "שלום {} עולם",
    "مرحبا {} ١٢٣",
    "ﷺ﷽{}",
    "नमस्ते क्षि {}",
    "ไทยำ {}",
    "𝕂𝕖𝕟𝕟𝕚𝕤 {} 🜚",
    "ı İ ß ﬃ {} ǆ",
    "Å Å Å {} ö ö",
    "Ω\u0345{}",
    "\u1fef{}",
    "{}" + "\r\n" * 40 + "x",
    "a\rb\x0bc\x0cd\x85e\u2028f\u2029{}",
)


def texts() -> list[tuple[str, str]]:
    """Give at least 200 texts, each with its word."""
    return [(word, _fill(text, word)) for number, text in enumerate(_all()) for word in [f"{WORD}{number:03}q"]]


def dangers(text: str, word: str) -> Iterator[bytes]:
    """Give the bytes of a text that must not come out: what begins at a forbidden character and reaches its word."""
    for place, one in enumerate(text):
        if forbidden(one) and 0 <= text.find(word, place) - place < 40:
            yield text[place : text.find(word, place) + len(word)].encode("utf-8", "surrogatepass")


def forbidden(one: str) -> bool:
    """Say whether a character is a control that no terminal may get from a text."""
    return one not in "\t\n" and (unicodedata.category(one) in ("Cc", "Cs") or one in BIDI)


# Everything that the screen itself says to a terminal: CSI, and the string sequences it never needs.
_PIECE = re.compile(
    rb"\x1b\[(?P<csi>[0-?]*[ -/]*[@-~])|\x1b(?P<string>[\]PX^_])|\x1b(?P<other>.)"
    rb"|(?P<control>[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]|\xd8\x9c)",
    re.DOTALL,
)
_OWN_CSI = re.compile(rb"[\d;:]*m|\d*;?\d*H|[\d;]*[JKABCDGd]|\?[\d;]+[hl]|[<>=]\d*u|\?u|\?[\d;]+\$p|[\d;]*[nct]")


def strangers(raw: bytes) -> set[bytes]:
    """Give what came out that the screen never says of its own accord; empty if all is well."""
    found = set[bytes]()
    raw = re.sub(rb"\x1b\]22;[a-z-]*\x07", b"", raw)  # the shape of the mouse
    raw = re.sub(rb"\x1b(\[[0-?]*)?$", b"", raw)  # the rest has not come yet
    for piece in _PIECE.finditer(raw):
        if piece["csi"] is not None and _OWN_CSI.fullmatch(piece["csi"]):
            continue
        found.add(raw[piece.start() : piece.start() + 24])
    return found


def _all() -> Iterator[str]:
    yield from SEQUENCES
    yield from (f"voor{chr(code)}na {{}}" for code in ALONE)
    yield from (f"voor{one}na{{}}{one}" for one in BIDI + INVISIBLE)
    yield from MARKUP
    yield from PICTURES
    yield from FLOODS


def _fill(text: str, word: str) -> str:
    return text.replace("{e}", ESC).replace("{b}", BEL).replace("{s}", ST).replace("{}", word)
