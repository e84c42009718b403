"""The patch that the server makes and the rules by which a client applies it."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.protocol.from_server import UpdateMessage
from game.rooms.snapshots import merge_patch
from tests.game.engine.machine import STEADY
from tests.rfc7396 import RFC_7396
from tests.support.screens import apply_patch

PATCH_JS = Path(__file__).resolve().parents[3] / "static" / "js" / "live" / "patch.js"
VALUES = st.recursive(
    st.booleans() | st.integers(-3, 3) | st.text("abé", max_size=2),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.dictionaries(st.sampled_from("abcd"), VALUES, max_size=4)


@pytest.mark.parametrize(("target", "patch", "result"), RFC_7396)
def test_our_twin_of_the_client_follows_the_rfc(target, patch, result):
    assert apply_patch(target, patch) == result


@STEADY
@given(OBJECTS, OBJECTS)
def test_a_patch_leads_from_any_object_to_any_other(before, after):
    assert apply_patch(before, merge_patch(before, after)) == after


@STEADY
@given(OBJECTS)
def test_nothing_changed_is_an_empty_patch(same):
    assert merge_patch(same, json.loads(json.dumps(same))) == {}


def test_a_removed_key_survives_being_sent():
    message = UpdateMessage(server_time=0, version=1, patch={"gone": None, "in": {"gone": None}})
    assert json.loads(message.text())["patch"] == {"gone": None, "in": {"gone": None}}


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node to run static/js/live/patch.js")
def test_the_phones_own_code_follows_the_rfc_too():
    program = """
        let text = "";
        for await (const chunk of process.stdin) text += chunk;
        const { source, cases } = JSON.parse(text);
        const { applyPatch } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
        console.log(JSON.stringify(cases.map(([target, patch]) => applyPatch(target, patch))));
    """
    cases = [(target, patch) for target, patch, _ in RFC_7396]
    told = json.dumps({"source": PATCH_JS.read_text(), "cases": cases})
    node = ["node", "--input-type=module", "-e", program]
    run = subprocess.run(node, input=told, capture_output=True, text=True, timeout=60, check=True)
    assert json.loads(run.stdout) == [result for _, _, result in RFC_7396]
