"""Fine-tune the pruned encoder: passages that belong together move closer, everyday sentences stay where they were.

Contrastive part: symmetric InfoNCE with in-batch negatives (van den Oord et al. 2018), pairs of one source masked.
Distillation part: on composed everyday sentences and loose words the vectors and their similarities must stay like
those of the unpruned model. Word embeddings stay frozen.
"""

import json
import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from tools.encoder.everyday import bags, sentences
from tools.encoder.pairs import Pair

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

Weights: TypeAlias = "dict[str, torch.Tensor]"
PREFIX = "query: "
CHECKPOINT_STEPS = 20
MOVED = 0.25  # weight of the vectors' own movement beside the correlation of their similarities


@dataclass(frozen=True, slots=True)
class Recipe:
    """What decides the result of a fine-tuning; written beside its checkpoint."""

    steps: int = 80
    cycle: int = 90  # steps of the schedule; the last ones, at a rate near nothing, are left out
    batch: int = 64
    tokens: int = 48
    temperature: float = 0.02
    rate: float = 3e-5
    everyday: int = 96  # sentences a step for distillation
    everyday_pool: int = 6_000
    distil: float = 4.0
    seed: int = 1


def finetune(start: Path, teacher: Path, pairs: Sequence[Pair], recipe: Recipe, work: Path) -> Weights:
    """Train from `start` on the pairs, keeping a checkpoint in `work`; goes on where an earlier call stopped.

    Gives the weights of the transformer by name, float32.
    """
    import torch
    from sentence_transformers import SentenceTransformer

    work.mkdir(parents=True, exist_ok=True)
    (work / "recipe.json").write_text(json.dumps(asdict(recipe), indent=2))
    student = SentenceTransformer(str(start), device="cpu")
    student.eval()  # no dropout: the two passages of a pair already differ
    network: Any = student[0].auto_model
    network.embeddings.word_embeddings.weight.requires_grad_(False)
    trained = [weight for weight in student.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=recipe.rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, recipe.rate, total_steps=recipe.cycle, pct_start=0.2)
    state = {"student": student, "optimizer": optimizer, "schedule": schedule}
    texts, wanted = _everyday(teacher, recipe, work)
    for step in range(_resume(state, work), recipe.steps):
        contrast = _contrast(student, _batch(pairs, step, recipe), recipe)
        chosen = _everyday_batch(len(texts), step, recipe)
        vectors = _vectors(student, [texts[index] for index in chosen], recipe.tokens)
        halves = zip(vectors.chunk(2), wanted[chosen].chunk(2), strict=True)
        kept = torch.stack([_unlike(own, target) for own, target in halves]).sum()
        optimizer.zero_grad()
        (contrast + recipe.distil * kept).backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        schedule.step()
        print(f"step {step + 1}/{recipe.steps} contrast {contrast.item():.3f} everyday {kept.item():.3f}", flush=True)
        if (step + 1) % CHECKPOINT_STEPS == 0:
            _save(state, step + 1, work)
    return {name: weight.detach().contiguous() for name, weight in network.state_dict().items()}


def _vectors(model: "SentenceTransformer", texts: list[str], tokens: int) -> "torch.Tensor":
    """Give unit vectors with gradients, texts cut at `tokens`."""
    import torch

    network: Any = model[0].auto_model
    batch = model.tokenizer(
        [PREFIX + text for text in texts], padding=True, truncation=True, max_length=tokens, return_tensors="pt"
    )
    with torch.autocast("cpu", torch.bfloat16):
        hidden = network(**batch).last_hidden_state
    mask = batch["attention_mask"].unsqueeze(-1).float()
    return torch.nn.functional.normalize((hidden.float() * mask).sum(1) / mask.sum(1), dim=-1)


def _contrast(model: "SentenceTransformer", batch: Sequence[Pair], recipe: Recipe) -> "torch.Tensor":
    import torch

    # One pass over all passages, in two halves of like length: less padding.
    texts = [pair.first for pair in batch] + [pair.second for pair in batch]
    order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
    quarter = len(order) // 4
    parts = [order[i : i + quarter] for i in range(0, len(order), quarter)]
    vectors = torch.cat([_vectors(model, [texts[i] for i in part], recipe.tokens) for part in parts])
    place = torch.tensor([index for part in parts for index in part]).argsort()
    first, second = vectors[place].chunk(2)
    sources = torch.tensor([pair.source for pair in batch])
    same = (sources[:, None] == sources[None, :]) & ~torch.eye(len(batch), dtype=torch.bool)
    scores = (first @ second.T / recipe.temperature).masked_fill(same, -1e4)
    target = torch.arange(len(batch))
    cross = torch.nn.functional.cross_entropy
    return (cross(scores, target) + cross(scores.T, target)) / 2


def _unlike(vectors: "torch.Tensor", wanted: "torch.Tensor") -> "torch.Tensor":
    """Give one minus the correlation between both sides' similarities, and some of how far the vectors moved.

    Pinning the vectors alone parts the space in two, one scale for everyday sentences and one for the rest, and
    Spearman on similarity falls by .25; correlation lets the space widen as a whole.
    """
    import torch

    off = ~torch.eye(len(wanted), dtype=torch.bool)
    both = torch.stack([(vectors @ vectors.T)[off], (wanted @ wanted.T)[off]])
    moved = ((vectors - wanted) ** 2).sum() / ((wanted - wanted.mean(0)) ** 2).sum()
    return 1 - torch.corrcoef(both)[0, 1] + MOVED * moved


def _batch(pairs: Sequence[Pair], step: int, recipe: Recipe) -> list[Pair]:
    start = step * recipe.batch
    return [pairs[index % len(pairs)] for index in range(start, start + recipe.batch)]


def _everyday_batch(count: int, step: int, recipe: Recipe) -> list[int]:
    """Draw as many sentences, which stand in the first half, as loose words, which stand in the second."""
    draw, half = random.Random(f"{recipe.seed} {step}"), count // 2
    wanted = recipe.everyday // 2
    return draw.sample(range(half), wanted) + draw.sample(range(half, count), wanted)


def _everyday(teacher: Path, recipe: Recipe, work: Path) -> tuple[list[str], "torch.Tensor"]:
    """Give the sentences of the distillation and the teacher's vectors of them, computed once."""
    import torch
    from sentence_transformers import SentenceTransformer

    half = recipe.everyday_pool // 2
    texts = sentences(half, recipe.seed) + bags(half, recipe.seed)
    kept = work / "everyday.pt"
    if not kept.exists():
        model = SentenceTransformer(str(teacher), device="cpu")
        torch.save(model.encode([PREFIX + text for text in texts], batch_size=64, convert_to_tensor=True), kept)
    return texts, torch.load(kept, weights_only=True)


def _save(state: dict[str, Any], step: int, work: Path) -> None:
    import torch

    part = work / "checkpoint.part"
    torch.save({"step": step, **{name: item.state_dict() for name, item in state.items()}}, part)
    part.replace(work / "checkpoint.pt")


def _resume(state: dict[str, Any], work: Path) -> int:
    import torch

    kept = work / "checkpoint.pt"
    if not kept.exists():
        return 0
    saved = torch.load(kept, weights_only=True)
    for name, item in state.items():
        item.load_state_dict(saved[name])
    return int(saved["step"])
