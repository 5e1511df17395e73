"""The comments that kennis writes are known again, as long as nobody changed them."""

import pytest

from kennis.document_marks import AUTHOR, QUESTION
from kennis.locale import LANGUAGES, translator
from kennis.manuscript import generated_text
from kennis.nouns import Remark, RemarkKind
from kennis.workflows.outline.preflight_check import marginal


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_open_question_is_known_again(language: str) -> None:
    asked = translator(language)(QUESTION).format(origin="n17, n102 · Sessie (1 april)")
    assert generated_text.comment(AUTHOR, asked)
    assert not generated_text.comment("Redacteur", asked)
    assert not generated_text.comment(AUTHOR, f"{asked} Ja.")
    assert not generated_text.comment(AUTHOR, f"Nee: {asked}")


def test_a_remark_is_known_again() -> None:
    key = "0123456789ab"
    remark = Remark(key=key, kind=RemarkKind.NAME, name="1.1.1", part="p", notes=(), message="er staat (n17) een naam")
    ((said,),) = marginal([remark]).values()
    assert generated_text.comment(AUTHOR, said)
    assert not generated_text.comment("Redacteur", said)
    assert not generated_text.comment(AUTHOR, f"{said}, liever niet")
    assert not generated_text.comment(AUTHOR, said.replace(key, f"hiermee {key}"))
