"""Every drawn file is shown somewhere."""

from django.conf import settings

PAGES = [settings.BASE_DIR / "templates", settings.BASE_DIR / "static" / "js", settings.BASE_DIR / "static" / "css"]


def test_no_picture_lies_about_unused() -> None:
    text = "".join(file.read_text() for folder in PAGES for file in folder.rglob("*.*"))
    names = [file.stem for file in (settings.BASE_DIR / "static" / "art").iterdir()]
    assert names
    assert [name for name in names if f"art/{name}.svg" not in text and f'art("{name}")' not in text] == []
