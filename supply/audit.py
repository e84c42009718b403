"""Ask pip-audit's source about every pinned package: `bin/audit`. Options are passed on to pip-audit.

Exit status 0: nothing is known, or nobody could be asked, which is said in one line. 1: something is known.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.txt"
QUIET = ["--disable-pip", "--no-deps", "--progress-spinner=off", "--timeout=10", "--format=json"]


def main(options: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.json"
        command = [sys.executable, "-m", "pip_audit", f"--requirement={LOCK}", f"--output={answer}", *QUIET, *options]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if not answer.exists():
            return _nobody_answered(run.stderr)
        return tell(json.loads(answer.read_text(encoding="utf-8"))["dependencies"])


def _nobody_answered(words: str) -> int:
    reason = re.search(r"requests\.exceptions\.(\w+)|Could not connect|ServiceError", words)
    if reason is None:
        print(words, file=sys.stderr)
        return 1
    print(f"Audit: skipped, for its source cannot be reached ({reason[1] or reason[0]}).")
    return 0


def tell(packages: list[dict[str, Any]]) -> int:
    """Say what was found about them; the exit status."""
    unknown = [package["name"] for package in packages if "skip_reason" in package]
    if len(unknown) == len(packages):
        # An index that is only a mirror answers so, and pip-audit takes it for good news.
        print("Audit: skipped, for its source knows none of our packages.")
        return 0
    found = [(package, weakness) for package in packages for weakness in package.get("vulns", ())]
    for package, weakness in found:
        mended = ", ".join(weakness["fix_versions"]) or "no version yet"
        print(f"{package['name']} {package['version']}: {weakness['id']}, mended in {mended}")
    print(f"Audit: {len(packages) - len(unknown)} packages, {len(found)} known weaknesses.")
    if unknown:
        print(f"Unknown to the source: {', '.join(unknown)}.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
