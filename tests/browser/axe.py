"""What axe-core finds on a page: https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md"""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""Tags. Of WCAG 2.2 this asks for targets of 24 pixels; ours are 48, which `check` looks at."""
OPTIONS = {"runOnly": RULES, "resultTypes": ["violations"]}


# What is still fading in has less contrast than it will have.
SETTLED = """() => Promise.all(document.getAnimations()
  .filter((one) => one.playState === "running" && Number.isFinite(one.effect.getComputedTiming().endTime))
  .map((one) => one.finished.catch(() => null)))"""


def breaches(page: Page) -> list[str]:
    """One line for each element that breaks a rule, once what moves has come to its end."""
    page.evaluate(SETTLED)
    found = Axe().run(page, options=OPTIONS).response["violations"]
    elements = [(rule["id"], node) for rule in found for node in rule["nodes"]]
    return [f"{rule}: {' '.join(node['target'])} {node['html'][:160]} {_why(node)}" for rule, node in elements]


def _why(node: dict[str, Any]) -> str:
    return "; ".join(check["message"] for check in [*node["any"], *node["all"], *node["none"]])
