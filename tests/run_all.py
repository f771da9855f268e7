"""What `make test` does, in order, with what was skipped in the last lines."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from tests import once, postgres, twilio_description
from tutor import paper

TOOLS = sys.prefix + "/bin/"
IN_CI = os.environ.get("CI") == "true"
BROWSER = ("chromium", "fonts-noto-cjk", "fonts-morisawa-bizud-gothic")
PANGO = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
ALONE = [TOOLS + "pytest", "-q", "-p", "no:cacheprovider"]
# Three on two cores: tests of processes wait more than they work.
PYTEST = [*ALONE, "-n", "3"]
# Each worker is spared reading what runs once.
ONCE = [f"--ignore={folder}" for folder in once.FOLDERS]
CHECKS = (
    ("ruff", ["ruff", "check", "."]),
    ("ruff format", ["ruff", "format", "--check", "."]),
    ("mypy", ["mypy"]),
    ("import-linter", ["lint-imports"]),
)
skipped: list[str] = []


def main() -> None:
    with ThreadPoolExecutor() as beside:  # the download waits for the network, the checks for their cores
        packages = beside.submit(install_missing)
        search = beside.submit(compile_search)
        compiled = beside.submit(compile_tests)
        list(beside.map(check, CHECKS))
        packages.result()
        search.result()
        compiled.result()
    say_what_pdf_lacks()
    say_what_twilio_lacks()
    step("tests on SQLite", [*PYTEST, "-m", "not browser"])
    on_postgres()
    in_the_browser()
    for reason in skipped:
        print(f"SKIPPED: {reason}")
    print("All that ran has passed.")


def check(one: tuple[str, list[str]]) -> None:
    """All at once, and what each has to say in one piece."""
    name, words = one
    began = time.monotonic()
    done = subprocess.run([TOOLS + words[0], *words[1:]], capture_output=True, text=True)
    print(f"{done.stdout}{done.stderr}== {name}: {time.monotonic() - began:.0f} s", flush=True)
    if done.returncode:
        sys.exit(f"{name} failed.")


def step(name: str, words: list[str], **environment: str) -> None:
    began = time.monotonic()
    print(f"== {name}", flush=True)
    done = subprocess.run(words, env={**os.environ, **environment})
    print(f"== {name}: {time.monotonic() - began:.0f} s", flush=True)
    if done.returncode:
        sys.exit(f"{name} failed.")


def on_postgres() -> None:
    try:
        with postgres.running() as url:
            words = [*PYTEST, *ONCE, "-m", "not browser and not one_database"]
            step("tests on PostgreSQL", words, TEST_POSTGRES=url)
    except postgres.NoServer as why:
        missing(f"the tests on PostgreSQL: {why}")


def in_the_browser() -> None:
    if not shutil.which("chromium"):
        missing(
            "the browser tests: Chromium is not here. On Debian, as root: apt install " + " ".join(BROWSER)
        )
        return
    step("browser tests", [*PYTEST, "-n", "2", "-m", "browser", "tests/browser"])


def install_missing() -> None:
    if not shutil.which("chromium") or not paper.is_on():
        install([*BROWSER, *PANGO])
        paper.is_on.cache_clear()


def compile_search() -> None:
    """Once, before several processes of tests would each do it."""
    own = {**os.environ, "SECRET_KEY": "only for these minutes, and nothing is served with it"}
    subprocess.run([TOOLS + "flask", "match", "prepare"], check=True, env=own)


def compile_tests() -> None:
    """Once, before each of three processes would do it; what it finds wrong, the tests will say."""
    subprocess.run([*ALONE, "--collect-only", "-qq"], stdout=subprocess.DEVNULL, check=False)


def say_what_pdf_lacks() -> None:
    """Without pango the tests of PDF files skip themselves."""
    if not paper.is_on():
        missing(f"the tests of PDF files: on Debian, as root: {paper.INSTALL}")


def say_what_twilio_lacks() -> None:
    """It lies beside the project and is no part of it, so CI goes without it too."""
    if not twilio_description.FILE.exists():
        skipped.append(f"what holds our requests against Twilio's description: no {twilio_description.FILE}")


def install(packages: Sequence[str]) -> None:
    """Only where it is a matter of course: as root, with apt."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    words = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-qq"], words):
        subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False)


def missing(what: str) -> None:
    if IN_CI:
        sys.exit(f"CI must not go without {what}")
    skipped.append(what)


if __name__ == "__main__":
    main()
