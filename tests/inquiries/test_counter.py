"""An entry of the counter: a wished call stands on the ring list; it can be corrected until we act on it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests import make
from tutor.actor import Role
from tutor.database import db
from tutor.errors import Refused
from tutor.inquiries import counter, queries
from tutor.messaging.actions import finish_call
from tutor.messaging.models import Message, MessageState
from tutor.messaging.queries import ring_list
from tutor.people import actions as people
from tutor.people.actions import Name
from tutor.people.homes import Spot, pin_home
from tutor.people.models import PhoneKind
from tutor.places.travel import Point
from tutor.visit_requests.actions import put_first, withdraw
from tutor.visit_requests.amending import Told, amend
from tutor.visit_requests.intake import Call
from tutor.visit_requests.models import Origin, RequestLesson
from tutor.visit_requests.rules import AFTERNOON, MORNING, HalfDay

SOON = make.NOW + timedelta(hours=3)
LATER = SOON + timedelta(hours=1)
TSUNE = Name("小野寺", "ツネ", "おのでら", "つね")


class Scene:
    def __init__(self) -> None:
        self.city = make.municipality()
        self.town = make.town(self.city, name="川岸")
        self.by = make.actor(Role.RECEPTION, place=self.city, who=make.person())
        self.office = make.actor(Role.COORDINATOR, place=self.city, who=make.person())
        self.call = Call(
            form_key="counter-1",
            programme=make.programme(self.city),
            people=[TSUNE],
            telephone="0191-21-8633",
            phone_kind=PhoneKind.RAKURAKU,
            goal="孫に写真を送りたい",
            wishes=[HalfDay(*MORNING, weekday=1)],
            born_year=1944,
            town=self.town,
            address="12-3",
            origin=Origin.COUNTER,
        )
        self.request = counter.enter(self.call, ring_back=None, by=self.by, now=make.NOW)

    def correct(self, ring_back=None, version=None, **changed):
        counter.correct(
            self.request,
            replace(self.call, **changed),
            ring_back=ring_back,
            version=self.request.version if version is None else version,
            by=self.by,
            now=make.NOW,
        )

    @property
    def owed(self):
        return ring_list(by=self.office, now=make.NOW)


@pytest.fixture
def scene(database):
    return Scene()


def test_wished_call_stands_on_the_coordinators_ring_list_once(scene):
    call = replace(scene.call, form_key="counter-2")
    first, second = (counter.enter(call, ring_back=SOON, by=scene.by, now=make.NOW) for _ in range(2))

    assert first is second
    (owed,) = scene.owed
    assert owed.not_after == SOON
    assert owed.contact_point.e164 == "+81191218633"
    assert "小野寺 ツネ" in owed.body
    written = queries.known_form("counter-2")
    assert (written.request, written.person) == (first, first.people[0].person)


def test_everything_the_form_asks_can_be_put_right(scene):
    person, old_home = scene.request.people[0].person, scene.request.household
    scene.correct(
        people=[Name("小野寺", "常", "おのでら", "つね")],
        telephone="0191-21-8634",
        born_year=1945,
        address="7",
        phone_kind=PhoneKind.ANDROID,
        goal="地図を見たい",
        wishes=[HalfDay(*AFTERNOON, weekday=4)],
        note="耳が遠い",
    )

    request = scene.request
    assert (person.given_name, person.born_year) == ("常", 1945)
    assert [row.contact_point.e164 for row in person.contacts] == ["+81191218634"]
    assert (person.learner.phone_kind, person.learner.goal) == (PhoneKind.ANDROID, "地図を見たい")
    assert request.household is person.household is not old_home
    assert (request.household.address, request.goal, request.note) == ("7", "地図を見たい", "耳が遠い")
    assert [one.weekday for one in request.wishes] == [4]


def test_what_the_form_does_not_ask_stays(scene):
    scene.request.household.way_note = "赤い屋根"
    scene.request.minutes = 90
    db.session.flush()

    scene.correct(goal="地図を見たい")

    assert (scene.request.household.way_note, scene.request.minutes) == ("赤い屋根", 90)


def test_husband_who_was_forgotten_is_added(scene):
    scene.correct(people=[TSUNE, Name("小野寺", "清", "おのでら", "きよし")])

    first, second = (row.person for row in scene.request.people)
    assert (first.given_name, second.given_name) == ("ツネ", "清")
    assert second.household is first.household
    assert second.learner.municipality_id == scene.city.id
    assert (first.born_year, second.born_year) == (1944, None)


def acted_in_all_ways(scene):
    request, person = scene.request, scene.request.people[0].person
    home, by, now = request.household, scene.office, make.NOW
    told = Told(phone_kind=PhoneKind.IPHONE, goal="別のこと", wishes=[], town=scene.town, address="1")
    return {
        "withdrawn": lambda: withdraw(request, by=by, now=now),
        "put first": lambda: put_first(request, by=by, now=now),
        "amended": lambda: amend(request, told, version=request.version, by=by, now=now),
        "a number added": lambda: people.add_number(person, "090-1234-5678", by=by, now=now),
        "a name corrected": lambda: people.correct(
            person, name=Name("菅原"), born_year=None, version=person.version, by=by, now=now
        ),
        "the home found on the map": lambda: pin_home(
            home, Spot.of_pin(Point(home.lat, home.lng)), version=home.version, by=by, now=now
        ),
        "a lesson, called off since": lambda: make.add(
            RequestLesson(request=request, lesson=make.lesson(live=False))
        ),
    }


WAYS = (
    "withdrawn", "put first", "amended", "a number added", "a name corrected", "the home found on the map",
    "a lesson, called off since",
)  # fmt: skip


@pytest.mark.parametrize("what", WAYS)
def test_once_the_company_has_acted_nothing_changes_and_a_sentence_says_whom_to_ring(scene, what):
    acted_in_all_ways(scene)[what]()
    db.session.flush()
    goal, name = scene.request.goal, scene.request.people[0].person.name

    with pytest.raises(Refused, match="調整担当にお電話ください。電話番号は 0191-21-8633 です"):
        scene.correct(goal="新しいこと", people=[Name("千葉")])
    assert (scene.request.goal, scene.request.people[0].person.name) == (goal, name)


def test_own_correction_does_not_count_as_the_companys(scene):
    scene.correct(goal="地図を見たい")
    scene.correct(goal="天気を見たい")

    assert scene.request.goal == "天気を見たい"


def test_two_pages_open_at_once_the_later_one_is_refused(scene):
    shown = scene.request.version
    scene.correct(goal="地図を見たい", version=shown)

    with pytest.raises(Refused, match="さきに直しました"):
        scene.correct(goal="天気を見たい", version=shown)
    assert scene.request.goal == "地図を見たい"


def test_wished_call_is_added_moved_taken_back_and_wished_again(scene):
    for until in (SOON, LATER, None, LATER, SOON):
        scene.correct(ring_back=until)
        assert [one.not_after for one in scene.owed] == ([until] if until else []), until


def test_wish_that_stays_keeps_its_call_and_another_number_moves_it(scene):
    scene.correct(ring_back=SOON)
    (before,) = scene.owed
    scene.correct(ring_back=SOON, goal="地図を見たい")
    assert scene.owed == [before]

    scene.correct(ring_back=SOON, telephone="0191-21-8634")

    (after,) = scene.owed
    assert after.contact_point.e164 == "+81191218634"
    assert before.state is MessageState.WITHDRAWN
    assert db.session.query(Message).count() == 2


def test_after_the_call_only_the_telephone_corrects(scene):
    scene.correct(ring_back=SOON)
    finish_call(scene.owed[0], by=scene.office, now=make.NOW)

    with pytest.raises(Refused, match="お電話ください"):
        scene.correct(ring_back=SOON, goal="地図を見たい")
