"""One file out of many: a script with all that it imports, a stylesheet with all that it imports (PURE).

Made for our own files, which import and export by name at the start of a line, and where none
imports itself by way of others. Whatever else a module does is refused, so that nothing breaks unseen.

    modules["js/ui/dom.js"] ??= (() => { …; return { el, find }; })();

A module runs once in a page, also where two files bring it along.
"""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator

Read = Callable[[str], str]
"""The text of the file at a path, as "js/ui/dom.js"."""

NOTES = re.compile(r"/\*\*(?:(?!\*/).)*\*/|^[ \t]*//[^\n]*$", re.S | re.M)
BLANK = re.compile(r"\n(?:[ \t]*\n)+")
IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]+)";$', re.M)
ON_DEMAND = re.compile(r'\bimport\("(\.[^"]+)"\)')
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) (\w+))", re.M)
LEFT_OVER = re.compile(r"^(?:import|export)\b.*$", re.M)
OWN_ADDRESS = "import.meta.url"
STYLES = re.compile(r'^@import "([^"]+)";$', re.M)
REMARK = re.compile(r"/\*.*?\*/", re.S)
ADDRESS = re.compile(r'url\("(\.[^"]+)"\)')


class CannotBundle(ValueError):
    """A sentence that names the file and what is in its way."""


def bundles(paths: Iterable[str], read: Read) -> dict[str, str]:
    """What those become that no other imports, or one on demand only: {path: text}. Raises CannotBundle."""
    paths = list(paths)
    scripts = {path: _bare(read(path)) for path in paths if path.endswith(".js")}
    styles = [path for path in paths if path.endswith(".css")]
    within = {found for path in scripts for found in _imported(path, scripts[path])}
    on_demand = {_beside(path, found) for path in scripts for found in ON_DEMAND.findall(scripts[path])}
    made = {path: script(path, read) for path in scripts if path not in within or path in on_demand}
    imported = {_beside(path, found) for path in styles for found in STYLES.findall(read(path))}
    return made | {path: stylesheet(path, read) for path in styles if path not in imported}


def script(entry: str, read: Read) -> str:
    """The module with all that it imports. One that neither imports nor exports stays as it is."""
    text = _bare(read(entry))
    if not (IMPORT.search(text) or LEFT_OVER.search(text)):
        return read(entry)
    parts = ["const modules = (globalThis.modules ??= {});\n"]
    parts += [_module(path, entry, _bare(read(path))) for path in _in_order(entry, read, ())]
    if names := EXPORT.findall(text):
        parts.append(f'export const {{ {", ".join(names)} }} = modules["{entry}"];\n')
    return "".join(parts)


def stylesheet(entry: str, read: Read) -> str:
    """The stylesheet with all that it imports, each as often as it is."""
    return REMARK.sub("", "".join(_sheets(entry, entry, read)))


def _sheets(path: str, entry: str, read: Read) -> Iterator[str]:
    text = read(path)
    for found in STYLES.findall(text):
        yield from _sheets(_beside(path, found), entry, read)
    yield ADDRESS.sub(lambda match: f'url("{_from(entry, _beside(path, match[1]))}")', STYLES.sub("", text))


def _in_order(path: str, read: Read, above: tuple[str, ...], seen: set[str] | None = None) -> Iterator[str]:
    """Each once, and after what it imports."""
    seen = set() if seen is None else seen
    if path in above:
        raise CannotBundle(f"{path} imports itself by way of {above[-1]}.")
    if path in seen:
        return
    seen.add(path)
    for other in _imported(path, _bare(read(path))):
        yield from _in_order(other, read, (*above, path), seen)
    yield path


def _module(path: str, entry: str, text: str) -> str:
    names = EXPORT.findall(text)
    text = IMPORT.sub(lambda match: f'const {{{_renamed(match[1])}}} = modules["{_beside(path, match[2])}"];', text)
    text = ON_DEMAND.sub(lambda match: f'import("{_from(entry, _beside(path, match[1]))}")', EXPORT.sub("", text))
    if left := LEFT_OVER.search(text):
        raise CannotBundle(f"{path} has a line that nobody here can read: {left[0]}")
    text = text.replace(OWN_ADDRESS, f'new URL("{_from(entry, path)}", {OWN_ADDRESS}).href')
    return f'modules["{path}"] ??= (() => {{\n{text.strip()}\nreturn {{ {", ".join(names)} }};\n}})();\n'


def _bare(text: str) -> str:
    """Without what is said for whoever reads it."""
    return BLANK.sub("\n", NOTES.sub("", text))


def _imported(path: str, text: str) -> Iterator[str]:
    return (_beside(path, found) for _, found in IMPORT.findall(text))


def _renamed(names: str) -> str:
    return re.sub(r"\bas\b", ":", names)


def _beside(path: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), address))


def _from(entry: str, path: str) -> str:
    """The address of a file for the script or stylesheet at `entry`."""
    address = posixpath.relpath(path, posixpath.dirname(entry))
    return address if address.startswith(".") else f"./{address}"
