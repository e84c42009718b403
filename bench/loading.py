"""How long a phone waits for a room, and a wall for its stage: on a quarter of the processor, over a slow line.

    python -m bench.loading [--json]

starts a party, and opens both pages in Chromium with an empty cache, five times each, at 4 times throttled
processor, 1.6 Mbit/s and 150 ms (what Lighthouse takes for a slow 4G). Medians; needs `chromium` on the PATH.
"""

import json
import shutil
import statistics
import sys
from collections.abc import Iterator

import httpx
from playwright.sync_api import Browser, sync_playwright

from bench.machine import describe, running

TIMES = 5
LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000}
SLOWER = 4
BOUNDS = {"first_contentful_paint_ms": 1_000, "load_ms": 2_500}
FIGURES = """() => new Promise((told) => new PerformanceObserver((seen) => told({
  first_contentful_paint_ms: performance.getEntriesByName("first-contentful-paint")[0].startTime,
  load_ms: performance.getEntriesByType("navigation")[0].loadEventEnd,
  largest_contentful_paint_ms: seen.getEntries().at(-1).startTime,
})).observe({ type: "largest-contentful-paint", buffered: true }))"""
SCREENS = {"phone": ("/r/{}/", 360, 740), "stage": ("/r/{}/stage/", 1920, 1080)}


def main(options: list[str]) -> None:
    with running("embedded", None) as server, sync_playwright() as playwright:
        code = httpx.post(f"{server.base}/api/v1/rooms", json={"nickname": "Bench"}).json()["code"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        found = {name: _measure(browser, server.base, name, code) for name in SCREENS}
        browser.close()
    if "--json" in options:
        print(json.dumps({"machine": describe(), **found}))
        return
    print(describe())
    for name, figures in found.items():
        for what, value in figures.items():
            print(f"{name}: {what} {value:.0f}" + (f" (at most {BOUNDS[what]})" if what in BOUNDS else ""))


def _measure(browser: Browser, base: str, name: str, code: str) -> dict[str, float]:
    """Medians of what a first visit takes and costs."""
    visits = list(_visits(browser, base, name, code))
    return {what: statistics.median(visit[what] for visit in visits) for what in visits[0]}


def _visits(browser: Browser, base: str, name: str, code: str) -> Iterator[dict[str, float]]:
    path, width, height = SCREENS[name]
    for _ in range(TIMES):
        context = browser.new_context(base_url=base, viewport={"width": width, "height": height})
        page = context.new_page()
        session = context.new_cdp_session(page)
        costs = list[float]()
        session.send("Network.enable")
        session.on("Network.loadingFinished", lambda event, costs=costs: costs.append(event["encodedDataLength"]))
        session.send("Network.emulateNetworkConditions", LINE)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.goto(path.format(code), wait_until="load")
        page.wait_for_load_state("networkidle")
        yield page.evaluate(FIGURES) | {"requests": len(costs), "kilobytes": sum(costs) / 1000}
        context.close()


if __name__ == "__main__":
    main(sys.argv[1:])
