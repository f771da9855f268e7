"""Files of other people are the ones we looked at, byte for byte, and nobody else's lie among them."""

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "tutor" / "web"
VENDOR = WEB / "static" / "vendor"
PACKAGES = json.loads((VENDOR / "vendor.lock.json").read_text(encoding="utf-8"))["packages"]
HASHES = {name: digest for package in PACKAGES for name, digest in package["files"].items()}
LARGEST_STYLE_SHEET = 25_000


@pytest.mark.parametrize("name", sorted(HASHES))
def test_vendored_file_is_unchanged(name):
    assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == HASHES[name]


def test_every_vendored_file_is_in_the_lock_file():
    found = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}

    assert found - {"vendor.lock.json"} == set(HASHES)


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package["name"])
def test_package_says_whence_it_comes_and_what_it_allows(package):
    assert re.fullmatch(r"\d+\.\d+\.\d+", package["version"])
    assert package["integrity"].startswith("sha512-")
    assert package["licence"] in {"MIT", "0BSD"}
    assert any(name.endswith("/LICENSE") for name in package["files"])


def test_page_asks_the_browser_to_check_htmx():
    page = (WEB / "templates" / "coordinator" / "base.html").read_text(encoding="utf-8")
    script = (VENDOR / "htmx-2.0.11" / "htmx.min.js").read_bytes()

    digest = base64.b64encode(hashlib.sha384(script).digest()).decode()

    assert f'integrity="sha384-{digest}"' in page


def test_own_files_stay_light():
    sizes = {path.name: path.stat().st_size for path in (WEB / "static").glob("*.*s")}

    assert sizes["style.css"] < LARGEST_STYLE_SHEET
    assert sizes["speak.js"] < 3_000
    assert sizes["once.js"] < 1_000
