"""A table beside the pictures says their targets."""

import pytest

from game import models
from game.decks.targets import label_of
from scoring.imports.refusals import SourceRefused
from tests.game.decks.imports.sources import codes, load, picture, put

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_storage")]


SHEET = """file;title;left_eye;right_eye;mouth
a.png;Wink;0;1;0,5
b.png;;0.25;0.25;1
"""


def test_a_targets_csv_says_it_line_by_line(tmp_path):
    pictures = {"a.png": picture("red"), "b.png": picture("green"), "c.png": picture("blue")}
    report = load(put(tmp_path, pictures | {"targets.csv": SHEET.encode("utf-8-sig")}))
    assert report.as_dict()["imported"] == 3
    found = {p.title: (p.left_eye, p.right_eye, p.mouth, p.labelled) for p in models.Prompt.objects.all()}
    assert found == {"Wink": (0, 1, 0.5, True), "b": (0.25, 0.25, 1, True), "c": (0.5, 0.5, 0.5, False)}


EXPRESSIVE = """file,label,smile,brows,tilt
a.png,OEOM,,1,"-0,5"
b.png,CECM,0,,
c.png,OECM,,,
"""


def test_a_targets_csv_says_what_else_is_to_count_where_anything_is(tmp_path):
    pictures = {"a.png": picture("red"), "b.png": picture("green"), "c.png": picture("blue")}
    load(put(tmp_path, pictures | {"targets.csv": EXPRESSIVE.encode()}))
    found = {p.title: (p.left_eye, p.mouth, p.parts) for p in models.Prompt.objects.all()}
    assert found == {"a": (1, 1, {"brows": 1, "tilt": -0.5}), "b": (0, 0, {"smile": 0}), "c": (1, 0, None)}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("a.png,2,0,0", "bad_target"),
        ("a.png,0,0,0,-2", "bad_parts"),
        ("a.png,0,0,0,up", "bad_parts"),
        ("a.png,x,0,0", "bad_target"),
        ("a.png,nan,0,0", "bad_target"),
        ("z.png,0,0,0", "missing_file"),
    ],
)
def test_a_wrong_line_of_targets_csv_is_named(tmp_path, line, code):
    sheet = f"file,left_eye,right_eye,mouth,brows\n{line}\n".encode()
    report = load(put(tmp_path, {"a.png": picture("red"), "targets.csv": sheet}))
    assert list(codes(report).values()) == [code]


ENDLESS = b"file,mouth\na.png," + b"9" * 200_000


@pytest.mark.parametrize("sheet", [ENDLESS, b"a,b\n1,2\n", b"file\na.png\n", "file,mouth\nа.png,1".encode("utf-16")])
def test_a_table_without_the_columns_is_refused(tmp_path, sheet):
    with pytest.raises(SourceRefused, match="bad_targets_file"):
        load(put(tmp_path, {"a.png": picture("red"), "targets.csv": sheet}))


def test_labels_in_the_table_do_too(tmp_path):
    sheet = b"file,label\na.png,oecm\nb.png,nonsense\n"
    report = load(
        put(tmp_path, {"a.png": picture("red"), "b.png": picture("green"), "targets.csv": sheet}), skip_bad=True
    )
    assert codes(report) == {"b.png": "unknown_label"}
    prompt = models.Prompt.objects.get()
    assert label_of(prompt.left_eye, prompt.mouth) == "OECM"
