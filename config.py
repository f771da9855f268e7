"""Settings, read once from the environment and from instance/secret."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent
SECRET_FILE = ROOT / "instance" / "secret"
# What `flask fake-twilio` knows us by. No secret: it listens on this machine only and reaches nobody.
FAKE_ACCOUNT, FAKE_TOKEN, FAKE_SENDER = f"AC{'fa' * 16}", "known to everybody", "+15005550006"


class BadSetting(Exception):
    """A setting is missing or wrong; the text says which and how to mend it."""


@dataclass(frozen=True)
class Settings:
    secret_key: str = field(repr=False)
    database_url: str
    instance: Path = ROOT / "instance"
    curricula: Path = ROOT / "curricula"
    demo: bool = False
    public_url: str = ""
    """Where people reach us: QR codes, callbacks. Cookies are Secure when it is https."""
    twilio_account: str = ""
    twilio_token: str = field(default="", repr=False)
    twilio_sender: str = ""
    twilio_caller: str = ""
    """The number that rings landlines; without it staff ring them."""
    fake_twilio: str = ""
    """The address of `flask fake-twilio` on this machine; nothing is then sent to anybody."""

    @property
    def secure_cookies(self) -> bool:
        return self.public_url.startswith("https://")

    @property
    def sends_for_real(self) -> bool:
        return bool(self.twilio_account and self.twilio_token and self.twilio_sender)


def from_environment(environ: Mapping[str, str] = os.environ, secrets: Path = SECRET_FILE) -> Settings:
    values = {**_secret_file(secrets), **environ}
    instance = Path(values.get("INSTANCE", "") or ROOT / "instance")
    settings = Settings(
        secret_key=_needed(values, "SECRET_KEY", secrets),
        database_url=_database_url(values.get("DATABASE_URL", ""))
        or f"sqlite:///{instance.resolve()}/tutor.db",
        instance=instance,
        demo=values.get("TUTOR_DEMO") == "1",
        public_url=_public_url(values.get("PUBLIC_URL", "")),
        twilio_account=values.get("TWILIO_ACCOUNT_SID", ""),
        twilio_token=values.get("TWILIO_AUTH_TOKEN", ""),
        twilio_sender=values.get("TWILIO_SENDER", ""),
        twilio_caller=values.get("TWILIO_CALLER", ""),
        fake_twilio=_fake_twilio(values.get("FAKE_TWILIO", "")),
    )
    _check_twilio(settings)
    return _sending_to_fake(settings) if settings.fake_twilio else settings


def _secret_file(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def _needed(values: Mapping[str, str], name: str, secrets: Path) -> str:
    if not values.get(name):
        raise BadSetting(f"{name} is not set. Run `make install` (it writes {secrets.name}), or set {name}.")
    return values[name]


def _database_url(typed: str) -> str:
    """psycopg is the driver we pin; the common spellings are read as meaning it."""
    url = re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", typed)
    if url and not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise BadSetting("DATABASE_URL must begin with sqlite:/// or postgresql://.")
    return url


def _public_url(typed: str) -> str:
    if typed and not re.fullmatch(r"https?://[^/\s]+/?", typed):
        raise BadSetting("PUBLIC_URL must be an address without a path, like https://tutor.example.jp.")
    return typed.rstrip("/")


def _fake_twilio(typed: str) -> str:
    if typed and not re.fullmatch(r"http://(127\.0\.0\.1|localhost):[0-9]+/?", typed):
        raise BadSetting("FAKE_TWILIO must be an address on this machine, like http://127.0.0.1:4020.")
    return typed.rstrip("/")


def _sending_to_fake(settings: Settings) -> Settings:
    return replace(
        settings,
        twilio_account=FAKE_ACCOUNT,
        twilio_token=FAKE_TOKEN,
        twilio_sender=FAKE_SENDER,
        twilio_caller=FAKE_SENDER,
    )


def _check_twilio(settings: Settings) -> None:
    given = [settings.twilio_account, settings.twilio_token, settings.twilio_sender]
    if settings.twilio_caller and not all(given):
        raise BadSetting("TWILIO_CALLER needs the other three of TWILIO_*.")
    if settings.demo and any(given):
        raise BadSetting(
            "The demo never sends to real telephones. "
            "Unset TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_SENDER."
        )
    if settings.fake_twilio and any(given):
        raise BadSetting("FAKE_TWILIO takes the place of TWILIO_*. Unset either the one or the others.")
    if any(given) and not all(given):
        raise BadSetting(
            "Set all of TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_SENDER, or none of them."
        )
