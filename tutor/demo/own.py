"""On the Sunday evening before the demo opens, two ask by themselves on the public pages."""

from datetime import datetime, timedelta

from tutor.actor import VISITOR
from tutor.demo.dates import MONDAY, moment
from tutor.demo.seniors import Seniors
from tutor.demo.timeline import Timeline, send_due
from tutor.demo.town import DemoTown, Place
from tutor.people.actions import Name
from tutor.people.models import PhoneKind
from tutor.visit_requests import drafts
from tutor.visit_requests.intake import Call, Supporter
from tutor.visit_requests.models import Origin
from tutor.visit_requests.own_requests import take_own
from tutor.visit_requests.rules import AFTERNOON, MORNING, HalfDay

SUNDAY = MONDAY - timedelta(days=1)


def to_ask(town: DemoTown, seniors: Seniors, timeline: Timeline) -> None:
    place = town.places["midorino"]
    timeline.add(moment(SUNDAY, 20, 40), lambda now: _ask(_for_his_mother(place, seniors), now))
    timeline.add(moment(SUNDAY, 21, 15), lambda now: _ask(_name_and_number(place, seniors), now))
    # No text goes out at night; the son's waits for the opening of the sending hours.
    timeline.add(moment(MONDAY, 9), send_due)


def _ask(call: Call, now: datetime) -> None:
    draft = drafts.find(drafts.begin(now=now), now=now)
    assert draft is not None, "begun a moment ago"
    take_own(draft, call, by=VISITOR, now=now)
    drafts.forget(draft)


def _for_his_mother(place: Place, seniors: Seniors) -> Call:
    name = Name("菅原", "拓也", "すがわら", "たくや")
    town = next(iter(place.towns.values()))
    return Call(
        form_key="own-mother",
        programme=place.programme,
        people=[Name("菅原", "キヨ", "すがわら", "きよ")],
        telephone=seniors.landline(place.key),
        phone_kind=PhoneKind.ANDROID,
        goal="写真をとる、送る、孫の写真を大きくして見たい",
        wishes=[HalfDay(*MORNING, weekday=1), HalfDay(*AFTERNOON, weekday=3)],
        town=town,
        address=f"{town.name}7-2",
        supporter=Supporter(name, seniors.mobile(), "長男", learner_agrees=False),
        why_home="バスが午前の一本だけ",
        note="申し込んだ方：長男",
        origin=Origin.FAMILY,
        all_told=False,
    )


def _name_and_number(place: Place, seniors: Seniors) -> Call:
    return Call(
        form_key="own-short",
        programme=place.programme,
        people=[Name("及川", "ミツ")],
        telephone=seniors.landline(place.key),
        phone_kind=PhoneKind.UNKNOWN,
        goal="",
        wishes=[],
        origin=Origin.FAMILY,
        all_told=False,
    )
