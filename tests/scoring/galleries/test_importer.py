"""Folders, zips and buckets of faces into galleries."""

import io
import json
import sys
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone
from PIL import Image, ImageFilter
from skimage import data

from game.privacy import room_erasure, storage_audit
from scoring.galleries import importer, services
from scoring.galleries.models import Gallery, GalleryImport, Person, Portrait
from scoring.imports.refusals import SourceRefused
from scoring.imports.zips import Zip
from scoring.vision import images
from tests.support.galleries import NOW, load, put
from tests.support.photos import astronaut, face, jpeg, two_faces, wall

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_storage")]


def stored() -> list[str]:
    return [key for key, _ in default_storage.objects("galleries/")]


def codes(report) -> dict[str, str]:
    return {line["file"]: line["code"] for line in report.refused}


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """Three people by folder and by file, one of them twice."""
    files = {"Barack O/1.jpg": face("obama"), "Barack O/2.jpg": face("obama2"), "Joe.jpg": face("biden")}
    return put(tmp_path / "people", files | {"Zoe\u0308.jpg": astronaut()})


def test_folders_and_files_say_who_is_who_and_importing_again_changes_nothing(people):
    report = load(people)
    assert report.as_dict() == {"gallery": "friends", "people": 3, "imported": 4, "duplicates": 0, "refused": []}
    assert {person.name: person.portraits.count() for person in Person.objects.all()} == {
        "Barack O": 2,
        "Joe": 1,
        "Zo\u00eb": 1,
    }
    before = list(Portrait.objects.values()), list(Gallery.objects.values()), stored()
    again = load(people)
    assert again.as_dict() == {"gallery": "friends", "people": 3, "imported": 0, "duplicates": 4, "refused": []}
    assert (list(Portrait.objects.values()), list(Gallery.objects.values()), stored()) == before


def test_only_a_small_clean_portrait_is_kept(tmp_path):
    wide = Image.new("RGB", (2400, 1600), "grey")
    wide.paste(Image.fromarray(data.astronaut()).resize((1200, 1200)), (700, 300))
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken in my bedroom"
    wide.save(file, "JPEG", exif=exif, comment=b"taken in my bedroom")
    load(put(tmp_path, {"Eileen.jpg": file.getvalue()}))
    (key,) = stored()
    kept = default_storage.read(key)
    with Image.open(io.BytesIO(kept)) as picture:
        assert max(picture.size) == 384
        # A face as tall as half of what is kept: nothing is left of the grey wall around the picture.
        assert images.decode(kept, longest=384)[:5, :5].std() > 0 and not picture.getexif()
    assert b"bedroom" not in kept and len(kept) < 60_000


def shrunk(side: int) -> bytes:
    return jpeg(Image.fromarray(data.astronaut()).resize((side, side)))


def blurred() -> bytes:
    return jpeg(Image.fromarray(data.astronaut()).filter(ImageFilter.GaussianBlur(4)))


BAD = {
    "Wall.jpg": (wall, "no_face"),
    "Two.jpg": (two_faces, "several_faces"),
    "Far.jpg": (lambda: shrunk(110), "face_too_small"),
    "Vague.jpg": (blurred, "face_too_blurred"),
    "Note.jpg": (lambda: b"hello", "unsupported_format"),
    "\u200bMia.jpg": (wall, "name_unusual"),
    "x" * 81 + ".jpg": (wall, "name_too_long"),
    "Zelda.jpg": (astronaut, "someone_else"),
}


def test_every_bad_file_has_its_line_and_keeps_everything_out(tmp_path):
    files = {name: picture() for name, (picture, _) in BAD.items()}
    report = load(put(tmp_path, files | {"Eileen.jpg": astronaut()}))
    assert codes(report) == {name: code for name, (_, code) in BAD.items()}
    assert all(line["message"].endswith(".") for line in report.refused)
    assert not report.took_effect and report.as_dict()["imported"] == 0
    assert not Gallery.objects.exists() and stored() == []


def test_bad_files_can_be_skipped(tmp_path):
    report = load(put(tmp_path, {"Eileen.jpg": astronaut(), "Wall.jpg": wall()}), skip_bad=True)
    assert (report.as_dict()["imported"], codes(report)) == (1, {"Wall.jpg": "no_face"})
    assert [person.name for person in Person.objects.all()] == ["Eileen"]


def test_a_bystander_is_no_second_face(tmp_path):
    group = Image.fromarray(data.astronaut())
    group.paste(group.crop((160, 10, 300, 200)).resize((56, 76)), (0, 0))
    assert load(put(tmp_path, {"Eileen.jpg": jpeg(group)})).as_dict()["imported"] == 1


def test_the_same_name_in_other_letters_is_the_same_person(tmp_path):
    load(put(tmp_path / "one", {"JOE/1.jpg": face("biden")}))
    report = load(put(tmp_path / "two", {"joe.jpg": face("biden2"), "Joe.png": face("biden")}))
    assert (report.imported, report.duplicates, report.people) == (["joe.jpg"], ["Joe.png"], 1)


def test_a_face_keeps_its_name_and_a_name_its_face_on_other_photos_too(tmp_path):
    files = {"Barack/1.jpg": face("obama"), "Joe/1.jpg": face("biden"), "Joe/2.jpg": face("obama2")}
    report = load(put(tmp_path / "mixed up", files), skip_bad=True)
    assert (report.imported, codes(report)) == (["Barack/1.jpg", "Joe/1.jpg"], {"Joe/2.jpg": "someone_else"})
    report = load(put(tmp_path / "two names", {"Joseph.jpg": face("biden2")}))
    assert codes(report) == {"Joseph.jpg": "someone_else"}
    report = load(put(tmp_path / "two Joes", {"Joe.jpg": astronaut()}))
    assert codes(report) == {"Joe.jpg": "name_taken"}


@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError])
def test_an_import_that_breaks_off_leaves_nothing(tmp_path, monkeypatch, stop):
    def broken(*args):
        raise stop

    monkeypatch.setattr(services, "enrol", broken)
    with pytest.raises(stop):
        load(put(tmp_path, {"Eileen.jpg": astronaut()}))
    assert not Gallery.objects.exists() and stored() == []


def test_of_an_import_that_is_killed_half_way_nothing_stays_and_a_rerun_is_whole(tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(importer._Import, "_undo", lambda self: None)
        patch.setattr(services, "enrol", lambda *args: sys.exit(9))
        with pytest.raises(SystemExit):
            load(put(tmp_path, {"Eileen.jpg": astronaut()}))
    assert not Gallery.objects.exists() and len(stored()) == 1
    assert room_erasure.erase_strays(timezone.now() + timedelta(hours=23)) == 0
    assert room_erasure.erase_strays(timezone.now() + timedelta(hours=25)) == 1
    assert load(tmp_path).as_dict()["imported"] == 1
    assert storage_audit.unnamed() == {} and storage_audit.missing() == []


def test_a_zip_is_a_source_too(people):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("Eileen/a.jpg", astronaut())
        archive.writestr("../Joe.jpg", face("biden"))
    report = importer.import_named(Zip(packed), "Packed", None, NOW, skip_bad=True)
    assert (report.imported, codes(report)) == (["Eileen/a.jpg"], {"../Joe.jpg": "unsafe_path"})


def test_a_source_without_pictures_says_so(tmp_path):
    with pytest.raises(SourceRefused, match="nothing_found"):
        load(tmp_path)


def test_a_gallery_of_drawings_takes_no_photos(tmp_path):
    Gallery.objects.create(name="Drawn", slug="drawn", embedder="proportions-1")
    with pytest.raises(SourceRefused, match="other_numbers"):
        load(put(tmp_path, {"Eileen.jpg": astronaut()}), name="Drawn")


# The command


def test_the_command_needs_a_word_that_one_may(tmp_path):
    put(tmp_path, {"Eileen.jpg": astronaut()})
    with pytest.raises(CommandError, match="--i-may"):
        call_command("import_gallery", str(tmp_path), name="Friends")
    assert not Gallery.objects.exists() and not GalleryImport.objects.exists()


def test_the_command_tells_in_json_and_remembers_who_may(tmp_path, capsys):
    put(tmp_path, {"Eileen/1.jpg": astronaut(), "Wall.jpg": wall()})
    call_command("import_gallery", str(tmp_path), name="Friends", i_may=True, skip_bad=True, json=True)
    told = json.loads(capsys.readouterr().out)
    (line,) = told.pop("refused")
    assert told == {"gallery": "friends", "people": 1, "imported": 1, "duplicates": 0}
    assert (line["file"], line["code"]) == ("Wall.jpg", "no_face")
    job = GalleryImport.objects.get()
    assert (job.may, job.gallery.slug, job.state) == (True, "friends", "done")


def test_the_command_ends_with_1_when_nothing_took_effect(tmp_path, capsys):
    put(tmp_path, {"Wall.jpg": wall()})
    with pytest.raises(SystemExit) as ended:
        call_command("import_gallery", str(tmp_path), name="Friends", i_may=True)
    assert ended.value.code == 1
    said = capsys.readouterr()
    assert "Wall.jpg: No face" in said.err and "Nothing was imported" in said.out
