"""`make pictures`: the named screenshots of docs/pictures/, taken in a demo built for it."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from config import ROOT
from tests.browser.conftest import PHONE, QUIET
from tests.serving import free_port

FOLDER = ROOT / "docs" / "pictures"
DESK = {"width": 1280, "height": 900}
LONGEST_START = 300


def main() -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("Chromium is not here. On Debian, as root: apt install chromium fonts-morisawa-bizud-gothic")
    FOLDER.mkdir(exist_ok=True)
    with demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        take(browser, address, FOLDER)
        browser.close()


@contextmanager
def demo() -> Iterator[str]:
    """A demo of its own in a folder that goes away."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        own = {"TUTOR_DEMO": "1", "INSTANCE": folder, "DATABASE_URL": "", "PUBLIC_URL": ""}
        command = [sys.executable, "-m", "flask", "demo", "--port", str(port)]
        running = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **own})
        try:
            yield wait_for(f"http://127.0.0.1:{port}", running)
        finally:
            running.terminate()
            running.wait(10)


def wait_for(address: str, running: subprocess.Popen[bytes]) -> str:
    for _ in range(LONGEST_START):
        if running.poll() is not None:
            sys.exit("The demo ended before it began.")
        try:
            urllib.request.urlopen(f"{address}/card")
        except OSError:
            time.sleep(1)
        else:
            return address
    sys.exit("The demo did not start in five minutes.")


def take(browser: Browser, address: str, folder: Path) -> None:
    """By name; each is a page that somebody of the thread sees."""
    office(entered(browser, address, "coordinator-a", DESK), folder)
    family(browser.new_context(viewport=PHONE, locale="ja-JP", base_url=address).new_page(), folder)
    learner = entered(browser, address, "climber", PHONE)
    snap(learner, "/me", folder / "learner-home.png")
    snap(learner, "/me/stairs", folder / "learner-stairs.png")
    learner.goto("/me")
    learner.locator("a[href*='/me/units/']").first.click()
    learner.screenshot(path=folder / "learner-homework.png", full_page=True)
    officer = entered(browser, address, "officer-a", DESK)
    snap(officer, "/city/", folder / "city-figures.png", whole=False)
    at_the_door(browser, address, folder)


def office(desk: Page, folder: Path) -> None:
    snap(desk, "/office/", folder / "office-today.png")
    snap(desk, "/office/requests/new", folder / "request-form.png")
    snap(desk, "/office/week", folder / "week-board.png")
    snap(desk, "/office/calls", folder / "ring-list.png", whole=False)
    snap(desk, "/office/weather", folder / "snow.png", whole=False)
    snap(desk, "/office/papers/wall", folder / "wall-sheet.png")
    desk.goto("/office/week")
    desk.locator("a[href*='/map']").first.click()
    desk.screenshot(path=folder / "day-map.png")
    desk.goto("/office/calls")
    desk.locator("a[href^='/office/lessons/']").first.click()
    desk.locator("a[href^='/office/people/']").first.click()
    desk.get_by_role("link", name="カードなしの手紙を印刷する").click()
    desk.screenshot(path=folder / "letter.png", full_page=True)


def family(page: Page, folder: Path) -> None:
    """The first question of the public pages."""
    page.goto("/")
    page.locator("a[href^='/ask']").first.click()
    page.screenshot(path=folder / "ask.png", full_page=True)


def at_the_door(browser: Browser, address: str, folder: Path) -> None:
    """Time goes on to the tutor's next lesson; the first circle is chosen."""
    tutor = entered(browser, address, "sasaki", PHONE)
    snap(tutor, "/tutor/", folder / "tutor-today.png")
    # A question to the tutor is a card of the same kind.
    record = tutor.locator(".card.here").get_by_role("link", name="記録を開く")
    for _ in range(20):
        if record.count():
            break
        tutor.get_by_role("button", name="次のレッスンへ").click()
        tutor.wait_for_load_state("load")
    record.first.click()
    tutor.locator("fieldset.marks").first.get_by_role("radio").nth(3).check()
    # One screen, not the whole page: the bar with the button sticks to the lower edge.
    tutor.screenshot(path=folder / "doorway.png")


def entered(browser: Browser, address: str, who: str, size: dict[str, int]) -> Page:
    page = browser.new_context(viewport=size, locale="ja-JP", base_url=address).new_page()
    page.goto("/")
    page.locator(f"form[action='/demo/enter/{who}'] button").first.click()
    return page


def snap(page: Page, path: str, target: Path, *, whole: bool = True) -> None:
    page.goto(path)
    page.screenshot(path=target, full_page=whole)


if __name__ == "__main__":
    main()
