import re

import pytest
from django.conf import settings

from animatch.platform.bundles import CannotBundle, bundles

PAGE = """/** The page. */
import { once as again } from "../ui/once.js";
import { loud } from "../ui/loud.js";

again(loud("hi"));
"""
LOUD = """import { once } from "./once.js";
// Shouts.
export const loud = (words) => `${once(words)}!`;
"""
FILES = {
    "js/pages/home.js": PAGE,
    "js/ui/loud.js": LOUD,
    "js/ui/once.js": "export function once(words) {\n  return words;\n}\n",
    "css/home.css": '/* All. */\n@import "parts/paper.css";\n\nmain { color: red }\n',
    "css/parts/paper.css": 'body { background: url("../../img/dots.svg") }\n',
}


def made(**changed: str) -> dict[str, str]:
    files = FILES | changed
    return bundles(files, files.__getitem__)


def test_what_nothing_imports_holds_all_that_it_imports_after_one_another() -> None:
    page = made()["js/pages/home.js"]
    assert re.findall(r'^modules\["(.*?)"\]', page, re.M) == ["js/ui/once.js", "js/ui/loud.js", "js/pages/home.js"]
    assert 'const { once : again } = modules["js/ui/once.js"];' in page
    assert not re.search(r"^(import|export)|The page|Shouts", page, re.M)
    assert set(made()) == {"js/pages/home.js", "css/home.css"}


def test_a_stylesheet_brings_its_parts_along_with_their_pictures() -> None:
    style = made()["css/home.css"]
    assert style.index("../img/dots.svg") < style.index("color: red")
    assert "@import" not in style and "../../img" not in style


def test_what_is_imported_on_demand_stays_a_file_of_its_own() -> None:
    lazy = {"js/ui/loud.js": 'export const loud = () => import("./once.js");\nexport const here = import.meta.url;\n'}
    page, once = (made(**lazy)[path] for path in ("js/pages/home.js", "js/ui/once.js"))
    assert 'import("../ui/once.js")' in page
    assert 'new URL("../ui/loud.js", import.meta.url).href' in page
    assert 'export const { once } = modules["js/ui/once.js"];' in once


@pytest.mark.parametrize(
    "line", ['import all from "./once.js";', 'import "./once.js";', "export let loud = 1;", "export default 1;"]
)
def test_a_module_that_does_anything_else_is_refused(line: str) -> None:
    with pytest.raises(CannotBundle, match=r"js/ui/loud\.js .*" + re.escape(line)):
        made(**{"js/ui/loud.js": f"{line}\n"})


def test_modules_that_import_each_other_are_refused() -> None:
    with pytest.raises(CannotBundle, match="imports itself"):
        made(**{"js/ui/once.js": 'import { loud } from "./loud.js";\nexport const once = loud;\n'})


def test_what_is_no_module_stays_as_it_is() -> None:
    worker = "/** Hears. */\nself.onmessage = () => {};\n"
    assert made(**{"js/worker.js": worker})["js/worker.js"] == worker


def test_all_that_pages_load_can_be_bundled() -> None:
    static = settings.BASE_DIR / "static"
    paths = [file.relative_to(static).as_posix() for file in static.rglob("*.*") if "vendor" not in file.parts]
    page = bundles(paths, lambda path: (static / path).read_text())["js/pages/room.js"]
    assert 'modules["js/screens/lobby.js"]' in page
