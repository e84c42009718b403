"""A gallery's portraits in a byte a number, for galleries so large that a product with all of them takes too long.

They lie beside the matrix, and are mapped and blanked as it is. This module alone knows faiss, an extra that not every
installation has: without it the answers are the same, and later. docs/decisions/0053 says what was measured.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np

FROM = 100_000
"""Portraits in a gallery from which the codes are worth their file."""
_STEPS = 255
_GRID = 64
"""The ends of the ranges that are coded are rounded to one so-manieth, so that they are nobody's own numbers."""
_ROUNDING = 1e-5
"""More than float32 can be wrong by in a distance, as a share of the lengths that it is made from."""


@dataclass(frozen=True)
class Codes:
    """index: of faiss, over the mapped file. blur: how far a portrait is at most from what its codes say."""

    faiss: Any
    index: Any
    blur: float

    @classmethod
    def opened(cls, path: Path) -> Self | None:
        """What was written into a file; None where that is nothing, or nothing that can be read here."""
        if not path.exists() or (faiss := _faiss()) is None:
            return None
        try:
            index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC | faiss.IO_FLAG_READ_ONLY)
        except RuntimeError:
            # Blanked already, or a system on which faiss maps no files.
            return None
        spans = faiss.vector_to_array(index.sq.trained)[index.d :]
        return cls(faiss, index, float(np.linalg.norm(spans)) / (2 * _STEPS))

    def nearest(self, vector: np.ndarray, count: int) -> tuple[np.ndarray, float]:
        """Rows, int64, of the portraits that seem nearest to float32 (dimension,), `count` of them or all there are.

        And how near any other portrait may be at most.
        """
        # A second thread would have nothing to do but wait for the first, at full speed; faiss asks each thread anew.
        self.faiss.omp_set_num_threads(1)
        squares, rows = self.index.search(vector[None], min(count, self.index.ntotal))
        last = float(np.sqrt(squares[0, -1]))
        return rows[0], last - self.blur - _ROUNDING * (float(np.linalg.norm(vector)) + last)


def write(path: Path, vectors: np.ndarray) -> None:
    """Code float32 (portraits, dimension) into a file, where there are enough of them and faiss is here."""
    if len(vectors) < FROM or (faiss := _faiss()) is None:
        return
    low = np.floor(vectors.min(axis=0) * _GRID) / _GRID
    high = (np.floor(vectors.max(axis=0) * _GRID) + 1) / _GRID
    index = faiss.IndexScalarQuantizer(vectors.shape[1], faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_L2)
    faiss.copy_array_to_vector(np.concatenate([low, high - low]).astype(np.float32), index.sq.trained)
    index.is_trained = True
    index.add(vectors)
    faiss.write_index(index, str(path))


def _faiss() -> Any | None:
    try:
        import faiss
    except ImportError:
        return None
    return faiss
