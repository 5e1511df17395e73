"""Choose the pieces of the vocabulary that Dutch, English and some German and French text needs."""

import csv
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from tools.encoder.packed import PackedModel, Piece

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerFast

SPECIALS = range(4)  # <s> <pad> </s> <unk>
MAXIMUM = 55_000  # what fits, with its tokenizer, in 90 MB as bfloat16
WORDS = (("nl", 400_000), ("en", 100_000), ("de", 40_000), ("fr", 15_000))
LAST_PLAIN = 0x2200  # letters and signs below are kept one by one
FREQUENT = 40_000  # the pieces stand in order of frequency
UNLISTED = re.compile(r"▁?([!-@\[-`{-~‘’“”„…–—€§°«»]+|[A-Z]{2,4}|[A-Z][a-z]+|[a-zäöü]*ß[a-zäöü]*)")  # not in word lists


def tokenizer(pieces: list[Piece]) -> "PreTrainedTokenizerFast":
    """Make the fast tokenizer of these pieces: unigram with NFKC, a word starts with ▁, <s> … </s> around."""
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    whole = Tokenizer(models.Unigram([(piece.text, piece.score) for piece in pieces], unk_id=3))
    whole.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    whole.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=True)
    whole.decoder = decoders.Metaspace()
    whole.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)])
    return PreTrainedTokenizerFast(
        tokenizer_object=whole,
        bos_token="<s>",
        eos_token="</s>",
        unk_token="<unk>",
        pad_token="<pad>",
        cls_token="<s>",
        sep_token="</s>",
        model_max_length=512,
    )


def choose(file: PackedModel, texts: Iterable[str]) -> list[int]:
    """Give the ids to keep, ascending, at most MAXIMUM.

    Kept are the pieces of the four languages' words, single letters, and of the frequent ones the numbers,
    punctuation and capitals that lists of words do not have; the pieces of `texts` fill what is left, the most
    frequent first.
    """
    whole = tokenizer(file.pieces)
    keep = set(SPECIALS)
    keep.update(index for index, piece in enumerate(file.pieces) if _is_plain(index, piece.text))
    for words in _word_lists():
        for ids in whole(words, add_special_tokens=False)["input_ids"]:
            keep.update(ids)
    counts = Counter[int]()
    for ids in whole(list(texts), add_special_tokens=False, verbose=False)["input_ids"]:
        counts.update(ids)
    for index, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        if len(keep) >= MAXIMUM:
            break
        keep.add(index)
    return sorted(keep)


def corpus(data: Path) -> list[str]:
    """Read the texts of the two CC0 files, Dutch and French, as they stand."""
    columns = {"dekamer_2017_nl.csv": ("question", "answer"), "be_parliament_2020_nl_fr.csv": ("text_nl", "text_fr")}
    texts = []
    for name, wanted in columns.items():
        with (data / name).open(encoding="utf-8", newline="") as file:
            texts += [row[column] for row in csv.DictReader(file) for column in wanted]
    return texts


def _is_plain(index: int, text: str) -> bool:
    bare = text.replace("▁", "")
    if len(bare) < 2:
        return not bare or ord(bare) < LAST_PLAIN
    return index < FREQUENT and UNLISTED.fullmatch(text) is not None


def _word_lists() -> Iterable[list[str]]:
    import wordfreq

    for language, count in WORDS:
        words = wordfreq.top_n_list(language, count)
        yield words
        yield [word.capitalize() for word in words[:150_000]]
