"""Rasters of drawings, and what the face mesh sees in them."""

from functools import lru_cache
from io import BytesIO

import numpy as np
import resvg_py
from PIL import Image

from scoring.vision.face_mesh import thread_mesh


@lru_cache(maxsize=128)
def raster(svg: str, size: int = 512) -> np.ndarray:
    """The drawing as RGB uint8 (size, size, 3) on white."""
    png = resvg_py.svg_to_bytes(svg_string=svg, width=size, height=size, background="#ffffff", skip_system_fonts=True)
    return np.array(Image.open(BytesIO(bytes(png))).convert("RGB"))


@lru_cache(maxsize=128)
def face_points(svg: str) -> np.ndarray | None:
    """The first face's 478 landmarks, or None where the mesh finds no face at 640 px."""
    faces = thread_mesh().find(raster(svg, 640))
    return faces[0] if faces else None
