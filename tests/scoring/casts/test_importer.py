"""A folder, a zip or a bucket becomes a cast, whole or not at all."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from animatch.platform.storages import default_storage
from scoring.casts import importer, selectors
from scoring.casts.models import Cast, CastImport, Character, Example, PersonGroup
from scoring.imports.places import open_source
from tests.support.casts import NOW, cast, fill, train
from tests.support.galleries import put
from tests.support.photos import astronaut, wall

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]

FILES = {
    "Hana/one.jpg": astronaut(),
    "Hana/two.jpg": astronaut(500),
    "Hana.jpg": wall(),
    "Hana.txt": b"Brave,\n and always late.\n",
    "Kenji.txt": b"Knows everything.",
}


def load(root, **options):
    with open_source(str(root)) as source:
        return importer.import_named(source, "Heroes", None, NOW, **options)


def stored() -> set[str]:
    return {key for key, _ in default_storage.objects("casts/")}


def test_folders_become_characters_with_examples_a_picture_and_words(tmp_path):
    report = load(put(tmp_path, FILES))
    assert report.as_dict() == {
        "cast": "heroes",
        "characters": 2,
        "examples": 2,
        "imported": 5,
        "duplicates": 0,
        "refused": [],
    }
    hana = Character.objects.get(name="Hana")
    assert hana.words == "Brave, and always late." and default_storage.exists(hana.picture)
    assert {example.character for example in Example.objects.all()} == {hana}
    assert PersonGroup.objects.count() == 1
    assert stored() == set(selectors.promised_keys()) and len(stored()) == 3


def test_a_photo_in_a_folder_of_its_own_name_is_an_example_and_one_beside_it_is_not(tmp_path):
    load(put(tmp_path, {"all/Hana/hana.jpg": astronaut(), "all/hana.jpg": wall()}))
    assert Example.objects.get().character.name == "Hana"
    assert Character.objects.get().picture


def test_the_same_again_changes_nothing(tmp_path, django_capture_on_commit_callbacks):
    load(put(tmp_path, FILES))
    with django_capture_on_commit_callbacks(execute=True):
        again = load(tmp_path)
    assert again.duplicates == ["Hana/one.jpg", "Hana/two.jpg"]
    assert (Example.objects.count(), len(stored())) == (2, 3)
    assert stored() == set(selectors.promised_keys())


def test_one_bad_file_keeps_everything_out_unless_it_is_skipped(tmp_path):
    put(tmp_path, FILES | {"Hana/wall.jpg": wall(), "Kenji/a.txt": b"\xff"})
    report = load(tmp_path)
    assert {line["file"]: line["code"] for line in report.refused} == {
        "Hana/wall.jpg": "no_face",
        "Kenji/a.txt": "words_too_long",
    }
    assert not report.took_effect and not Cast.objects.exists() and stored() == set()
    assert load(tmp_path, skip_bad=True).as_dict()["imported"] == 5


def test_the_command_asks_whether_one_may_and_reports_as_json(tmp_path, capsys):
    put(tmp_path, FILES)
    with pytest.raises(CommandError, match="--i-may"):
        call_command("import_cast", str(tmp_path), "--name", "Heroes")
    call_command("import_cast", str(tmp_path), "--name", "Heroes", "--i-may", "--json")
    assert json.loads(capsys.readouterr().out)["characters"] == 2
    assert CastImport.objects.get().may


def test_the_commands_train_and_ask(tmp_path, capsys):
    heroes = cast()
    fill(heroes, range(20))
    call_command("train_cast", "--cast", "Heroes", "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["cast"], told["number"], told["status"]) == ("heroes", 1, "champion")
    with pytest.raises(CommandError, match="too_few_new"):
        call_command("train_cast", "--cast", "Heroes")
    photo = put(tmp_path, {"me.jpg": astronaut()}) / "me.jpg"
    call_command("character", str(photo), "--cast", "heroes", "--json")
    told = json.loads(capsys.readouterr().out)
    assert told["file"] == str(photo) and told["probabilities"].keys() == {"Hana", "Kenji", "Miko"}
    assert (told["landmarks"], told["version"]) == (478, 1)
    assert told["winner"] == max(told["probabilities"], key=told["probabilities"].get) and told["ms"] > 0


def test_a_photo_without_a_face_and_a_cast_that_is_not_there_are_errors(tmp_path, capsys):
    train_me = cast()
    fill(train_me, range(20))
    train(train_me, NOW + timedelta(days=1))
    photo = put(tmp_path, {"wall.jpg": wall()}) / "wall.jpg"
    for name, code in (("Heroes", "no_face"), ("Nobody", "no_such_cast")):
        with pytest.raises(SystemExit):
            call_command("character", str(photo), "--cast", name, "--json")
        assert json.loads(capsys.readouterr().out)["error"]["code"] == code
