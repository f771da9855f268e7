"""A worker by the machine's own clock, which libfaketime sets while it runs. Sends into a file.

Run as a process of its own, with libfaketime loaded before everything else.
"""

import logging
import sys
import time
from datetime import timedelta
from pathlib import Path

from config import Settings
from tutor.app import create_app
from tutor.messaging.gateways.gateway import Answer, Outgoing
from tutor.messaging.gateways.recording import RecordingGateway
from tutor.worker import timetable
from tutor.worker.running import Worker

PACE = 0.2


class SlowRecording(RecordingGateway):
    def send(self, outgoing: Outgoing) -> Answer:
        time.sleep(0.05)
        return super().send(outgoing)


def main(url: str, folder: str, watch_every: str) -> None:
    logging.disable(logging.WARNING)  # a worker says at length that its clock was set
    timetable.WATCH_EVERY = float(watch_every)
    app = create_app(Settings(secret_key="jumps", database_url=url, instance=Path(folder)))
    Worker(app, SlowRecording(Path(folder)), quarantine=timedelta(seconds=5), pace=PACE).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
