"""How fast the lists can be filtered in a real browser: ``python -m tests.benchmarks.browse FOLDER_OF_A_BUILT_SITE``.

Prints figures and judges nothing. A study of any size comes from ``tests.synthetic``.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tests.conftest import launched, serving

# From the event to the frame that shows its effect, which may have to be loaded first.
_MEASURE = """([name, value]) => new Promise((done) => {
  const field = document.querySelector(`form.tb-filter [name=${name}]`);
  const start = performance.now();
  const shown = new MutationObserver(() => {
    shown.disconnect();
    const changed = performance.now() - start;
    requestAnimationFrame(() => setTimeout(() => done([changed, performance.now() - start])));
  });
  shown.observe(document.querySelector("form.tb-filter [role=status]"), { childList: true, characterData: true });
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
})"""
_LONG_TASKS = """
  window.long = [];
  new PerformanceObserver((list) => long.push(...list.getEntries().map((one) => one.duration)))
    .observe({ type: "longtask", buffered: true });
"""
_ROUNDS = 4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    site = parser.parse_args().site
    with serving(site) as address, sync_playwright() as playwright:
        browser = launched(playwright)
        for name in ("quotes", "references"):
            _size(name, site / name / "index.html")
            _measure(browser, f"{address}/{name}/")
        browser.close()


def _size(name: str, page: Path) -> None:
    content = page.read_bytes()
    print(f"{name}: {len(content):,} bytes, {len(gzip.compress(content)):,} compressed")


def _measure(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(120_000)
    told = page.context.new_cdp_session(page)
    told.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.add_init_script(_LONG_TASKS)
    page.goto(address, wait_until="load")
    page.wait_for_selector("form.tb-filter:not([hidden])")
    timing = "performance.getEntriesByType('navigation')[0]"
    print(
        f"  interactive after {page.evaluate(f'{timing}.domInteractive'):,.0f} ms, "
        f"loaded after {page.evaluate(f'{timing}.loadEventEnd'):,.0f} ms"
    )
    page.wait_for_timeout(2000)
    print(f"  processor while it loads: {_processor(told):,.0f} ms")
    print(f"  long tasks while it loads: {page.evaluate('long.splice(0).map(Math.round)')}")
    for field in page.locator("form.tb-filter [name]:not([hidden])").all():
        _measure_field(page, told, field.get_attribute("name") or "")
    print(f"  memory: {page.evaluate('performance.memory.usedJSHeapSize') / 1e6:,.0f} MB of script")
    page.close()


def _measure_field(page: Page, told: CDPSession, name: str) -> None:
    """Times of a choice and of taking it back; in a field for text, of each letter of a word."""
    choices = page.locator(f"form.tb-filter [name={name}]").evaluate(
        "one => one.options ? [one.options[one.options.length > 1 ? 1 : 0].value, one.options[0].value] "
        ": ['n', 'ni', 'nig', 'nigh', 'night', '']"
    )
    before = _processor(told)
    times = [page.evaluate(_MEASURE, [name, value]) for _ in range(_ROUNDS) for value in choices]
    worked = (_processor(told) - before) / len(times)
    page.wait_for_timeout(500)
    longest = max(page.evaluate("long.splice(0)"), default=0)
    script, whole = ([one[index] for one in times] for index in (0, 1))
    print(
        f"  {name:13} script {statistics.median(script):6.1f} ms, to the frame {statistics.median(whole):6.1f} ms "
        f"(most {max(whole):6.1f}), longest task {longest:.0f} ms, processor {worked:.0f} ms a change"
    )


def _processor(told: CDPSession) -> float:
    """The milliseconds of processor that the page's main thread has had, whatever else the machine is doing."""
    metrics = {one["name"]: one["value"] for one in told.send("Performance.getMetrics")["metrics"]}
    return 1000 * float(metrics["TaskDuration"])


if __name__ == "__main__":
    main()
