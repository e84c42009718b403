"""Every drawn file is shown somewhere."""

from django.conf import settings

PAGES = [settings.BASE_DIR / folder for folder in ("templates", "static/js", "static/css", "game/rooms")]


def test_no_picture_lies_about_unused() -> None:
    text = "".join(file.read_text() for folder in PAGES for file in folder.rglob("*.*") if file.suffix != ".pyc")
    names = [file.name for file in (settings.BASE_DIR / "static" / "art").iterdir()]
    assert names
    assert [
        name for name in names if f"art/{name}" not in text and f'art("{name.removesuffix(".svg")}")' not in text
    ] == []
