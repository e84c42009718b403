"""Folders, tables and buckets into decks, and out again."""

import io
import json

import boto3
import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from moto import mock_aws
from PIL import Image

from game import models
from game.art.starter import STARTER
from game.decks.export import export
from game.decks.imports.importer import import_named
from game.decks.refusals import REASONS
from game.decks.services import deck_named, erase_deck, erase_prompts
from game.privacy.room_erasure import walk
from scoring.imports.places import open_source
from scoring.imports.refusals import SourceRefused
from scoring.imports.zips import Zip
from scoring.vision import images
from tests.game.decks.imports.sources import CLASSIC, codes, load, picture, put

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_storage")]


def test_label_folders_say_the_targets_in_any_case(tmp_path):
    report = load(put(tmp_path, CLASSIC))
    assert report.as_dict() == {"deck": "faces", "imported": 5, "duplicates": 0, "refused": []}
    targets = {p.title: (p.left_eye, p.right_eye, p.mouth, p.labelled) for p in models.Prompt.objects.all()}
    assert targets == {
        "a": (0, 0, 0, True),
        "b": (0, 0, 1, True),
        "c": (1, 1, 0, True),
        "лицо": (1, 1, 1, True),
        "かお": (1, 1, 1, True),
    }


def test_importing_again_changes_nothing(tmp_path):
    load(put(tmp_path, CLASSIC))
    before = list(models.Prompt.objects.values())
    report = load(tmp_path)
    assert (len(report.imported), len(report.duplicates)) == (0, 5)
    assert list(models.Prompt.objects.values()) == before


def test_the_same_picture_twice_comes_in_once(tmp_path):
    report = load(put(tmp_path, {"CECM/a.png": picture("red"), "OECM/b.png": picture("red")}))
    assert (report.imported, report.duplicates) == (["CECM/a.png"], ["OECM/b.png"])


def test_screens_get_a_small_clean_picture_and_the_file_is_kept_as_it_came(tmp_path):
    large = picture("red", "JPEG", (3000, 1500))
    load(put(tmp_path, {"CECM/a.jpg": large}))
    prompt = models.Prompt.objects.get()
    sizes = {}
    for use, key in (("picture", prompt.picture), ("thumbnail", prompt.thumbnail)):
        with default_storage.open(key) as file:
            sizes[use] = Image.open(file).size
    assert sizes == {"picture": (1280, 640), "thumbnail": (256, 128)}
    with default_storage.open(prompt.original) as file:
        assert file.read() == large


def test_no_picture_is_opened_by_the_process_that_imports_it(tmp_path, monkeypatch):
    def opened(data: bytes, *more: object, **options: object) -> None:
        raise AssertionError("A stranger's picture is opened here.")

    for way in ("decode", "reencode", "cut_out"):
        monkeypatch.setattr(images, way, opened)
    assert load(put(tmp_path, CLASSIC)).as_dict()["imported"] == 5


def test_one_bad_file_keeps_everything_out(tmp_path):
    report = load(put(tmp_path, CLASSIC | {"CECM/note.txt": b"hello"}))
    assert not report.took_effect
    assert report.as_dict()["imported"] == 0
    assert codes(report) == {"CECM/note.txt": "unsupported_format"}
    assert not models.Deck.objects.exists()
    assert walk("decks/faces/") == []


def test_bad_files_can_be_skipped(tmp_path):
    report = load(put(tmp_path, CLASSIC | {"CECM/note.txt": b"hello"}), skip_bad=True)
    assert report.as_dict()["imported"] == 5
    assert codes(report) == {"CECM/note.txt": "unsupported_format"}


def test_a_failed_import_leaves_a_deck_that_was_there_alone(tmp_path):
    load(put(tmp_path / "good", CLASSIC))
    objects = walk("decks/faces/")
    load(put(tmp_path / "bad", {"CECM/new.png": picture("pink"), "CECM/x.png": b"\x89PNG\r\n\x1a\nbroken"}))
    assert models.Prompt.objects.count() == 5
    assert walk("decks/faces/") == objects


BAD = {
    "CECM/empty.png": (b"", "empty"),
    "CECM/broken.jpg": (b"\xff\xd8\xff\xe0 and no more", "unreadable"),
    "CECM/drawing.svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "svg_refused"),
    "CECM/drawing.png": (b"<?xml version='1.0'?><svg/>", "svg_refused"),
    "CECM/moving.gif": (picture("red", "GIF"), "unsupported_format"),
    "CECM/large.png": (b"\x89PNG\r\n\x1a\n" + bytes(15_000_001), "too_large"),
    "OMCE/a.png": (picture("red"), "unknown_label"),
}


@pytest.mark.parametrize("name", BAD)
def test_every_bad_file_has_its_line(tmp_path, name):
    data, code = BAD[name]
    report = load(put(tmp_path, {name: data, "OECM/good.png": picture("green")}))
    assert report.refused == [{"file": name, "code": code, "message": report.refused[0]["message"]}]
    assert report.refused[0]["message"].startswith(REASONS[code])


def test_links_in_a_folder_are_not_followed(tmp_path):
    put(tmp_path / "outside", {"secret.png": picture("red")})
    put(tmp_path / "deck", {"CECM/a.png": picture("green")})
    (tmp_path / "deck/CECM/link.png").symlink_to(tmp_path / "outside/secret.png")
    (tmp_path / "deck/OECM").symlink_to(tmp_path / "outside")
    assert set(codes(load(tmp_path / "deck")).values()) == {"link"}


@pytest.mark.parametrize("place", ["/nowhere/at/all", "empty", "notes.zip"])
def test_a_source_without_pictures_says_so(tmp_path, place):
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.zip").write_bytes(b"no archive")
    with pytest.raises(SourceRefused) as refusal:
        load(tmp_path / place)
    assert refusal.value.code in ("no_such_source", "nothing_found", "not_a_zip")


def test_bare_pictures_wait_to_be_labelled(tmp_path):
    load(put(tmp_path, {"one.png": picture("red"), "people/two.png": picture("green")}))
    assert [p.labelled for p in models.Prompt.objects.all()] == [False, False]


def exported(deck: models.Deck) -> io.BytesIO:
    packed = io.BytesIO()
    export(deck, packed)
    packed.seek(0)
    return packed


def contents(deck: models.Deck) -> list[tuple[object, ...]]:
    fields = ("title", "content_hash", "left_eye", "right_eye", "mouth", "parts", "labelled", "position")
    return list(deck.prompts.values_list(*fields))


def test_import_export_import_gives_the_same_deck(tmp_path):
    load(put(tmp_path, CLASSIC | {"bare.png": picture("pink"), "OECM/a: b?.png": picture("gold")}))
    first = models.Deck.objects.get()
    models.Prompt.objects.filter(title="c").update(
        title='Say "Ah", /now\\', left_eye=0.3, parts={"brows": 1.0, "tilt": -0.5}
    )
    import_named(Zip(exported(first)), "Copy", None)
    second = models.Deck.objects.get(name="Copy")
    assert contents(second) == contents(first)
    again = import_named(Zip(exported(second)), "Faces", None)
    assert (len(again.imported), len(again.duplicates)) == (0, 7)


def test_the_starter_deck_comes_back_with_its_own_drawings(deck):
    report = import_named(Zip(exported(deck)), "Copy", None)
    assert report.as_dict() == {"deck": "copy", "imported": len(STARTER), "duplicates": 0, "refused": []}
    assert contents(models.Deck.objects.get(name="Copy")) == contents(deck)


@mock_aws
def test_a_prefix_of_a_bucket_is_a_source_too(monkeypatch, settings):
    settings.S3_BUCKET = ""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "tests")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    client = boto3.client("s3")
    client.create_bucket(Bucket="pictures")
    for name, data in CLASSIC.items():
        client.put_object(Bucket="pictures", Key=f"decks/faces/{name}", Body=data)
    client.put_object(Bucket="pictures", Key="elsewhere/CECM/x.png", Body=picture("pink"))
    with open_source("s3://pictures/decks/faces") as source:
        assert import_named(source, "Faces", None).as_dict()["imported"] == 5
    with pytest.raises(SourceRefused, match="no_such_source"), open_source("s3://nobody/x") as source:
        import_named(source, "Faces", None)


def test_the_command_prints_its_report_as_json(tmp_path, capsys):
    put(tmp_path, {"CECM/a.png": picture("red"), "CECM/b.txt": b"?"})
    call_command("import_deck", str(tmp_path), name="Faces", skip_bad=True, json=True)
    report = json.loads(capsys.readouterr().out)
    assert report["deck"] == "faces"
    assert (report["imported"], report["duplicates"], len(report["refused"])) == (1, 0, 1)


@pytest.mark.parametrize("json_", [True, False])
def test_the_command_ends_with_1_when_nothing_took_effect(tmp_path, capsys, json_):
    put(tmp_path, {"CECM/b.txt": b"?"})
    with pytest.raises(SystemExit) as ended:
        call_command("import_deck", str(tmp_path), name="Faces", json=json_)
    assert ended.value.code == 1
    assert "b.txt" in "".join(capsys.readouterr())


def test_slugs_of_decks_never_meet():
    slugs = [deck_named(name, None)[0].slug for name in ("Faces", "faces!", "かお", "лица")]
    assert slugs == ["faces", "faces-2", "deck", "deck-2"]


def test_an_erased_deck_leaves_no_picture_behind(tmp_path, django_capture_on_commit_callbacks):
    load(put(tmp_path, CLASSIC))
    deck = models.Deck.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        erase_prompts(deck.prompts.all()[:2])
    assert len(walk("decks/faces/")) == 3 * 3
    with django_capture_on_commit_callbacks(execute=True):
        erase_deck(deck)
    assert walk("decks/faces/") == []
