"""What strangers put into zips."""

import io
import stat
import zipfile
from typing import Any

import pytest

from game import models
from game.decks.imports.importer import Report, import_named
from scoring.imports import sources
from scoring.imports.refusals import SourceRefused
from scoring.imports.zips import Zip
from tests.game.decks.imports.test_importer import codes, picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_storage")]


def packed(files: list[tuple[Any, bytes]], compression: int = zipfile.ZIP_DEFLATED) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, data in files:
            archive.writestr(name, data)
    file.seek(0)
    return file


def load(file: io.BytesIO, **options: bool) -> Report:
    return import_named(Zip(file), "Faces", None, **options)


GOOD = ("OECM/good.png", picture("green"))


@pytest.mark.parametrize(
    "name",
    ["../evil.png", "CECM/../../evil.png", "/etc/evil.png", "C:/evil.png", "C:\\evil.png", "CECM\\..\\..\\evil.png"],
)
def test_a_name_that_leads_out_is_refused(name):
    report = load(packed([(name, picture("red")), GOOD]))
    assert list(codes(report).values()) == ["unsafe_path"]
    assert not models.Prompt.objects.exists()


def test_a_link_is_refused():
    link = zipfile.ZipInfo("CECM/link.png")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert codes(load(packed([(link, b"/etc/passwd"), GOOD]))) == {"CECM/link.png": "link"}


def test_ten_thousand_files_are_too_many():
    many = packed([(f"CECM/{number}.png", b"") for number in range(10_000)], zipfile.ZIP_STORED)
    with pytest.raises(SourceRefused, match="too_many_files"):
        load(many)
    assert not models.Deck.objects.exists()


def test_a_bomb_is_not_opened():
    with pytest.raises(SourceRefused, match="bomb"):
        load(packed([(f"CECM/{number}.png", bytes(20_000_000)) for number in range(3)]))


def test_a_small_bomb_among_pictures_stays_outside():
    noise = [(f"OECM/{number}.png", picture("red", size=(30 + number, 30))) for number in range(3)]
    report = load(packed([("CECM/bomb.png", bytes(20_000_000)), *noise]), skip_bad=True)
    assert codes(report) == {"CECM/bomb.png": "bomb"}
    assert len(report.imported) == 3


def test_more_than_a_gigabyte_is_too_much(monkeypatch):
    monkeypatch.setattr(sources, "MOST_BYTES", 100)
    with pytest.raises(SourceRefused, match="too_much"):
        load(packed([GOOD, ("CECM/b.png", bytes(range(256)))]))


def test_a_size_that_lies_does_not_help(monkeypatch):
    """The directory says 10 bytes; the reader stops at the limit whatever comes."""
    file = packed([("CECM/a.png", picture("red")), GOOD])
    data = bytearray(file.getvalue())
    start = data.rindex(b"PK\x01\x02", 0, data.rindex(b"PK\x01\x02"))
    data[start + 24 : start + 28] = (10).to_bytes(4, "little")
    assert list(codes(load(io.BytesIO(bytes(data)))).values()) == ["unreadable"]


def test_two_files_of_one_name_are_told_apart():
    with pytest.warns(UserWarning, match="Duplicate name"):
        file = packed([("CECM/a.png", picture("red")), ("CECM/a.png", picture("blue"))])
    report = load(file, skip_bad=True)
    assert (report.imported, codes(report)) == (["CECM/a.png"], {"CECM/a.png": "duplicate_name"})


def test_a_locked_file_is_refused():
    data = bytearray(packed([("CECM/a.png", picture("red"))]).getvalue())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    data[6] |= 1
    assert codes(load(io.BytesIO(bytes(data)))) == {"CECM/a.png": "encrypted"}


def test_a_locked_table_keeps_everything_out():
    data = bytearray(packed([("targets.csv", b"file,mouth\na.png,1"), ("a.png", picture("red"))]).getvalue())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    data[6] |= 1
    with pytest.raises(SourceRefused, match="encrypted") as refusal:
        load(io.BytesIO(bytes(data)))
    assert "targets.csv" in refusal.value.message


def test_a_damaged_lzma_file_is_refused():
    data = bytearray(packed([("OECM/good.png", picture("green"))], zipfile.ZIP_LZMA).getvalue())
    start = 30 + len("OECM/good.png")
    data[start + 4 : start + 9] = b"\xff" * 5
    assert codes(load(io.BytesIO(bytes(data)))) == {"OECM/good.png": "unreadable"}


def test_a_damaged_file_is_refused():
    data = bytearray(packed([GOOD], zipfile.ZIP_STORED).getvalue())
    data[60] ^= 0xFF
    assert codes(load(io.BytesIO(bytes(data)))) == {"OECM/good.png": "unreadable"}


def test_names_in_any_script_survive_with_and_without_the_utf8_flag():
    file = packed([("CECM/лицо.png", picture("red")), ("OEOM/かお.png", picture("blue"))])
    load(file)
    data = bytearray(file.getvalue())
    for mark, offset in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + offset] &= ~0x08
    import_named(Zip(io.BytesIO(bytes(data))), "Unflagged", None)
    for deck in models.Deck.objects.all():
        assert sorted(prompt.title for prompt in deck.prompts.all()) == ["かお", "лицо"][::-1]


def test_what_systems_leave_lying_about_is_passed_over():
    clutter = [("__MACOSX/CECM/._a.png", b"x"), ("CECM/.DS_Store", b"x"), ("Thumbs.db", b"x")]
    assert load(packed([*clutter, GOOD])).as_dict()["imported"] == 1


def test_a_truncated_archive_is_none():
    data = packed([GOOD]).getvalue()
    with pytest.raises(SourceRefused, match="not_a_zip"):
        load(io.BytesIO(data[: len(data) // 2]))
