"""The stand-in served on this machine, and somebody who hears its callbacks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty, SimpleQueue
from threading import Thread
from urllib.parse import parse_qsl

import pytest

from config import FAKE_ACCOUNT, FAKE_SENDER, FAKE_TOKEN
from tests.serving import serving
from tutor.fake_twilio import calling_back
from tutor.fake_twilio.network import Network
from tutor.fake_twilio.serving import fake_app
from tutor.messaging.gateways.twilio_http import http_client
from tutor.messaging.gateways.twilio_sms import TwilioSms


@dataclass
class Ear:
    """Keeps each callback, and answers with the next of its statuses and bodies."""

    heard: SimpleQueue[tuple[str, dict, dict]] = field(default_factory=SimpleQueue)
    statuses: list[int] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    address: str = ""

    def next(self, patience: float = 20.0) -> tuple[str, dict[str, str], dict[str, str]]:
        """Path, headers, fields."""
        return self.heard.get(timeout=patience)

    def is_silent(self, seconds: float = 0.2) -> bool:
        try:
            self.heard.get(timeout=seconds)
        except Empty:
            return True
        return False


@pytest.fixture
def ear() -> Iterator[Ear]:
    ear = Ear()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            fields = dict(parse_qsl(body, keep_blank_values=True))
            ear.heard.put((self.path, dict(self.headers), fields))
            said = ear.bodies.pop(0).encode() if ear.bodies else b""
            self.send_response(ear.statuses.pop(0) if ear.statuses else 200)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    ear.address = f"http://127.0.0.1:{server.server_port}"
    yield ear
    server.shutdown()
    server.server_close()


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Network:
    monkeypatch.setattr(calling_back, "REST", 0.01)
    return Network(FAKE_ACCOUNT, FAKE_TOKEN, FAKE_SENDER, step=0.01)


@pytest.fixture
def address(network: Network) -> Iterator[str]:
    with serving(fake_app(network)) as address:
        yield address


def gateway(
    address: str, *, public_url: str = "", token: str = FAKE_TOKEN, timeout: float = 5.0
) -> TwilioSms:
    client = http_client(address, timeout)
    return TwilioSms(FAKE_ACCOUNT, token, FAKE_SENDER, public_url=public_url, http_client=client)
