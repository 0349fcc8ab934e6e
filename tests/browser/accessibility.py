"""What axe finds on a page; serious and critical findings fail."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

GRAVE = {"serious", "critical"}


def grave_findings(page: Page) -> list[str]:
    violations = Axe().run(page).response["violations"]
    return [
        f"{page.url}: {found['id']} ({found['impact']}): {found['nodes'][0]['html'][:160]}"
        for found in violations
        if found["impact"] in GRAVE
    ]
