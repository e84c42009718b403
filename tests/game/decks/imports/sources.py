"""Folders of pictures, and decks made of them."""

import io
from pathlib import Path

from PIL import Image

from game.decks.imports.importer import Report, import_named
from scoring.imports.places import open_source


def picture(colour: str, kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", size, colour).save(data, kind)
    return data.getvalue()


def put(root: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


def load(root: Path, name: str = "Faces", **options: bool) -> Report:
    with open_source(str(root)) as source:
        return import_named(source, name, None, **options)


def codes(report: Report) -> dict[str, str]:
    return {line["file"]: line["code"] for line in report.refused}


CLASSIC = {
    "CECM/a.png": picture("red"),
    "ceom/b.jpg": picture("green", "JPEG"),
    "deep/OeCm/c.webp": picture("blue", "WEBP"),
    "OEOM/лицо.png": picture("black"),
    "OEOM/かお.png": picture("white"),
}
