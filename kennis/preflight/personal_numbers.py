"""E-mail addresses, telephone numbers, bank accounts and citizen service numbers in running text."""

import re
from collections.abc import Callable, Iterator

from kennis.nouns import RemarkKind

_APART = "[ \u00a0().\\-\u2010\u2011\u2013/]{0,3}"
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_DUTCH = re.compile(rf"(?<![\w+])\(?0[1-9](?:{_APART}[0-9]){{8}}(?![0-9A-Za-z])")
_ABROAD = re.compile(rf"(?<![\w+])(?:\+|00)\s?[1-9](?:{_APART}[0-9]){{7,13}}(?![0-9A-Za-z])")
_DATE = re.compile(r"\(?[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ][0-9]{4}(?![0-9])")
_ACCOUNT = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[0-9]{2}(?=[ \u00a0]?[A-Za-z0-9]{4})")
_LENGTHS_OF_ACCOUNTS = """
NO15 BE16 DK18 FI18 NL18 MK19 SI19 AT20 BA20 EE20 LT20 LU20 XK20 CH21
HR21 LI21 LV21 BG22 DE22 GB22 GE22 IE22 ME22 RS22 GI23 AD24 CZ24 ES24
MD24 RO24 SE24 SK24 PT25 IS26 TR26 FR27 GR27 IT27 MC27 SM27 AL28 CY28
HU28 PL28 MT31 UA29
"""  # ISO 13616: the countries of SEPA and those around them
_LENGTHS = {code[:2]: int(code[2:]) for code in _LENGTHS_OF_ACCOUNTS.split()}
_SERVICE = re.compile(
    r"(?<![\w.,+-])(?:[0-9]{9}|[0-9]{4}([. \u00a0-])[0-9]{2}\1[0-9]{3}|[0-9]{3}([. \u00a0-])[0-9]{3}\2[0-9]{3})"
    r"(?![\w]|[.,][0-9])"
)
Span = tuple[int, int]


def codes(text: str) -> tuple[tuple[RemarkKind, int], ...]:
    """Give what stands in a text, each with its place, counted in words from 1.

    A bank account is one whose check (ISO 7064, mod 97-10) holds, a citizen service number one that passes the
    11-check; what is part of one is not taken for another.
    """
    taken: list[Span] = []
    found: list[tuple[int, RemarkKind]] = []
    for kind, spans in _KINDS.items():
        for start, end in spans(text):
            if not any(start < other_end and other < end for other, other_end in taken):
                taken.append((start, end))
                found.append((start, kind))
    return tuple((kind, len(text[:start].split()) + 1) for start, kind in sorted(found))


def is_account(code: str) -> bool:
    """Say whether a code without spaces is a bank account number whose check holds."""
    said = code.upper()
    if len(said) != _LENGTHS.get(said[:2]) or not (said.isascii() and said.isalnum()):
        return False
    return int("".join(str(int(sign, 36)) for sign in said[4:] + said[:4])) % 97 == 1


def is_service_number(code: str) -> bool:
    """Say whether nine digits pass the 11-check."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return code.strip("0") != "" and sum(int(sign) * by for sign, by in zip(code, weights, strict=True)) % 11 == 0


def _mails(text: str) -> Iterator[Span]:
    return (found.span() for found in _MAIL.finditer(text))


def _accounts(text: str) -> Iterator[Span]:
    for found in _ACCOUNT.finditer(text):
        start = found.start()
        length, end, code = _LENGTHS.get(found[0][:2].upper(), 0), start, ""
        while end < len(text) and len(code) < length and (text[end].isalnum() or text[end] in " \u00a0"):
            code += text[end].strip("\u00a0 ")
            end += 1
        if is_account(code) and not text[end : end + 1].isalnum():
            yield start, end


def _phones(text: str) -> Iterator[Span]:
    for pattern in (_DUTCH, _ABROAD):
        yield from (found.span() for found in pattern.finditer(text) if not _DATE.match(found[0]))


def _service_numbers(text: str) -> Iterator[Span]:
    for found in _SERVICE.finditer(text):
        if is_service_number(re.sub("[^0-9]", "", found[0])):
            yield found.span()


_KINDS: dict[RemarkKind, Callable[[str], Iterator[Span]]] = {
    RemarkKind.MAIL: _mails,
    RemarkKind.IBAN: _accounts,
    RemarkKind.PHONE: _phones,
    RemarkKind.BSN: _service_numbers,
}
