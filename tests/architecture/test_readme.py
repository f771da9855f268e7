"""What can be set or typed is named in the README, and what the README names is there."""

import re
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONFIG = (ROOT / "config.py").read_text(encoding="utf-8")
FLASKS_OWN = {"run", "shell", "routes", "db"}


def names(group: click.Group, prefix: str = "") -> list[str]:
    found = []
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            found += names(command, f"{prefix}{name} ")
        else:
            found.append(f"{prefix}{name}")
    return found


def test_every_setting_is_named():
    settings = set(re.findall(r'"([A-Z][A-Z_]+)"', CONFIG))

    assert [name for name in sorted(settings) if f"`{name}`" not in README] == []
    assert len(settings) >= 8


def test_every_command_is_named(app):
    own = [name for name in names(app.cli) if name.split()[0] not in FLASKS_OWN]
    missing = [
        name
        for name in own
        if f"flask {name}" not in README
        and not (f"flask {name.split()[0]} " in README and f"`{name.split()[-1]}`" in README)
    ]

    assert missing == []


@pytest.mark.parametrize(
    "path", re.findall(r"`((?:tutor|curricula|migrations|tests|docs)/[\w./-]*)`", README)
)
def test_every_path_named_is_there(path):
    assert (ROOT / path).exists()


def test_the_picture_is_there():
    for path in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README):
        assert (ROOT / path).exists()
