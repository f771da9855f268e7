"""Twilio's stand-in as a process of a storm, with a network that is slow on both sides of it."""

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from waitress import create_server

from config import FAKE_ACCOUNT, FAKE_SENDER, FAKE_TOKEN
from tests.serving import free_port
from tutor.fake_twilio.lies import Lies
from tutor.fake_twilio.network import Network
from tutor.fake_twilio.serving import fake_app
from tutor.messaging.gateways.gateway import Answer, Outgoing
from tutor.messaging.gateways.twilio_http import http_client
from tutor.messaging.gateways.twilio_sms import TwilioSms
from tutor.messaging.gateways.twilio_voice import TwilioVoice

TIMEOUT, LATE = 0.4, 0.6
BEFORE, AFTER = 0.02, 0.03
"""Seconds at most."""


NOBODY = "http://127.0.0.1:9"
"""Our own address: no callback arrives, and how a call ended must be asked for."""
RINGS_ON = 10_000.0
"""Seconds: longer than any storm. Of no call we ever know that it is over, so none may ring again."""


class Slow:
    """Each POST first says whose it is, so that harm can be done in the middle of one."""

    trace: Path

    def send(self, outgoing: Outgoing) -> Answer:
        with self.trace.open("ab") as file:
            file.write(f"{os.getpid()}\n".encode())
        time.sleep(random.uniform(0, BEFORE))
        answer: Answer = super().send(outgoing)
        time.sleep(random.uniform(0, AFTER))
        return answer


class SlowTexts(Slow, TwilioSms):
    pass


class SlowCalls(Slow, TwilioVoice):
    pass


@dataclass
class Provider:
    folder: Path
    lies: float = 0.04
    latency: float = 0.0
    address: str = ""

    @contextmanager
    def running(self) -> Iterator["Provider"]:
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        self.trace.touch()
        lies = Lies(self.lies, LATE)
        pid = os.fork()
        if pid == 0:
            network = Network(
                FAKE_ACCOUNT, FAKE_TOKEN, FAKE_SENDER, latency=self.latency, lies=lies, step=RINGS_ON
            )
            # All its threads begin here: none of them lives through a fork.
            create_server(fake_app(network), host="127.0.0.1", port=port, threads=16).run()
            os._exit(0)
        try:
            self._wait()
            yield self
        finally:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)

    @property
    def trace(self) -> Path:
        return self.folder / "posts"

    def gateway(self) -> SlowTexts:
        client = http_client(self.address, TIMEOUT)
        made = SlowTexts(FAKE_ACCOUNT, FAKE_TOKEN, FAKE_SENDER, http_client=client)
        made.trace = self.trace
        return made

    def calls(self) -> SlowCalls:
        client = http_client(self.address, TIMEOUT)
        made = SlowCalls(FAKE_ACCOUNT, FAKE_TOKEN, FAKE_SENDER, public_url=NOBODY, http_client=client)
        made.trace = self.trace
        return made

    def kept(self) -> list[tuple[str, str]]:
        """To whom, and its number, of all that it ever took."""
        ways = TwilioSms(FAKE_ACCOUNT, FAKE_TOKEN, FAKE_SENDER, http_client=http_client(self.address))
        there = ways._client
        kept = (*there.messages.list(page_size=1000), *there.calls.list(page_size=1000))
        return [(one.to, one.sid) for one in kept]

    def _wait(self) -> None:
        end = time.monotonic() + 10
        while time.monotonic() < end:
            try:
                self.kept()
            except OSError:
                time.sleep(0.02)
            else:
                return
        raise AssertionError("the stand-in did not begin")
