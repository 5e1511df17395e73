"""Very small transformers with random weights, saved as sentence-transformers folders."""

import json
from pathlib import Path

WORDS = ["▁de", "▁raad", "▁query", "▁lange", "▁zin", "▁over", "▁data", "▁a", "▁b", ".", ",", ":", "▁"]


def save(folder: Path, kind: str = "bert", prefix: str = "") -> Path:
    """Save a transformer of a kind that transformers knows, with 64 places, mean pooling and a word tokenizer."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import AutoConfig, AutoModel, PreTrainedTokenizerFast

    torch.manual_seed(7)
    sizes = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 64}
    if kind == "distilbert":
        sizes = {"dim": 32, "n_layers": 2, "n_heads": 4, "hidden_dim": 64}
    letters = [chr(code) for code in range(33, 127)]
    vocabulary = [(piece, 0.0) for piece in ("<s>", "<pad>", "</s>", "<unk>")]
    vocabulary += [(word, -2.0) for word in WORDS] + [(letter, -6.0) for letter in letters if letter not in WORDS]
    config = AutoConfig.for_model(kind, vocab_size=len(vocabulary), max_position_embeddings=66, pad_token_id=1, **sizes)
    AutoModel.from_config(config).save_pretrained(folder)
    whole = Tokenizer(models.Unigram(vocabulary, unk_id=3))
    whole.pre_tokenizer = pre_tokenizers.Metaspace()
    whole.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)])
    PreTrainedTokenizerFast(
        tokenizer_object=whole, bos_token="<s>", eos_token="</s>", unk_token="<unk>", pad_token="<pad>"
    ).save_pretrained(folder)
    for name, content in _settings(prefix).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(content))
    return folder


def _settings(prefix: str) -> dict[str, object]:
    kinds = (("", "Transformer"), ("1_Pooling", "Pooling"))
    return {
        "modules.json": [
            {"idx": index, "name": str(index), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for index, (path, kind) in enumerate(kinds)
        ],
        "config_sentence_transformers.json": {"prompts": {"query": prefix}, "default_prompt_name": None},
        "sentence_bert_config.json": {"max_seq_length": 64, "do_lower_case": False},
        "1_Pooling/config.json": {"word_embedding_dimension": 32, "pooling_mode_mean_tokens": True},
    }
