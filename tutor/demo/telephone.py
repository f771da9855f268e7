"""The call log of the last days."""

from datetime import datetime
from functools import partial
from typing import Any

from tutor.demo.staff import Staff
from tutor.demo.timeline import Timeline
from tutor.demo.town import DemoTown
from tutor.demo.written import written
from tutor.inquiries.actions import Heard, write_down
from tutor.inquiries.models import Purpose, Unmet
from tutor.local_time import at


def to_ring(made: DemoTown, staff: Staff, timeline: Timeline) -> None:
    for n, values in enumerate(written("calls")["calls"]):
        timeline.add(_moment(values["at"]), partial(_ring, n, values, made, staff))


def _moment(wall: datetime) -> datetime:
    return at(wall.date(), wall.time())


def _ring(n: int, values: dict[str, Any], made: DemoTown, staff: Staff, now: datetime) -> None:
    heard = Heard(
        form_key=f"demo-call-{n}",
        municipality_id=made.places[values["place"]].municipality.id,
        purpose=Purpose(values["purpose"]),
        name=values.get("name", ""),
        number=values.get("telephone", ""),
        note=values["note"],
        unmet=Unmet(values["unmet"]) if "unmet" in values else None,
    )
    ring_back = _moment(values["ring_back"]) if "ring_back" in values else None
    write_down(heard, ring_back=ring_back, by=staff.coordinator(values["place"]), now=now)
