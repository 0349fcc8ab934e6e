"""Opening the figures: the academy first asks what for."""

from playwright.sync_api import Page


def open_figures(page: Page, address: str = "/hr/gaps/", purpose: str = "training_plan") -> None:
    page.goto(address)
    if "/hr/purpose/" in page.url:
        page.locator(f"input[name=purpose][value={purpose}]").check()
        page.get_by_role("button", name="Go on").click()
        page.wait_for_load_state()
