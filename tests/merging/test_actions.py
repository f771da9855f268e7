"""Two records of one person become one: everything moves, nothing is lost, and what must not is refused."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from tests import make
from tutor.access.actions import issue_card
from tutor.access.models import Credential
from tutor.actor import WORKER, Role
from tutor.changes.queries import history
from tutor.database import Model, db
from tutor.errors import Refused
from tutor.inquiries.actions import Heard, write_down
from tutor.inquiries.models import Purpose
from tutor.lessons.models import Attendance
from tutor.merging import queries
from tutor.merging.actions import merge
from tutor.messaging.actions import notify
from tutor.messaging.models import MessagePerson, Stop
from tutor.messaging.wording import load_wordings
from tutor.people import actions as people
from tutor.people.adopting import Kept
from tutor.people.models import ConsentPurpose, Learner, PhoneKind
from tutor.people.queries import person, stands_for
from tutor.people.searching import search
from tutor.visit_requests.actions import Asked, take
from tutor.visit_requests.rules import MORNING, HalfDay

LATER = make.NOW + timedelta(days=2)
# Columns that say who worked, not who learns: whoever works here is never merged.
STAYS = {
    "consent.recorded_by_id", "inquiry.taken_by_id", "mark.by_id", "person.merged_into_id", "plan_hold.by_id",
    "role_grant.person_id", "staffing_offer.asked_by_id", "study.tutor_id", "training_pass.tutor_id",
    "tutor.person_id", "visit_request.taken_by_id",
}  # fmt: skip
MOVED = {
    "attendance.learner_id", "consent.person_id", "credential.person_id", "enrolment.learner_id",
    "goal.learner_id", "placement.learner_id",
    "homework.learner_id", "inquiry.person_id", "learner.person_id", "mark.learner_id", "message.ended_by_id",
    "message_person.person_id", "person_contact.person_id", "person_key.person_id",
    "requested_person.person_id", "review.learner_id", "stage_reached.learner_id", "stop.person_id",
    "study.learner_id", "support.learner_id", "support.supporter_id", "teacher_question.learner_id",
    "visit_request.asked_by_id",
}  # fmt: skip


@pytest.fixture
def city(database):
    return make.municipality()


@pytest.fixture
def by(city):
    return make.actor(Role.COORDINATOR, place=city)


@pytest.fixture
def pair(city):
    """The record that stays, and the one that was entered a second time."""
    kept = make.learner(city, phone="0191-21-8633").person
    gone = make.learner(city, phone="090-1234-5678", phone_kind=PhoneKind.RAKURAKU).person
    return kept, gone


def merged(kept, gone, by, **choice):
    versions = (kept.version, gone.version)
    merge(kept, gone, choice=Kept(**choice), versions=versions, by=by, now=make.NOW)


def request_of(*persons, city, key="form-1"):
    asked = Asked(
        form_key=key,
        programme=make.programme(city),
        people=persons,
        phone_kind=PhoneKind.ANDROID,
        goal="写真",
        wishes=[HalfDay(*MORNING, weekday=1)],
        household=persons[0].household,
    )
    return take(asked, by=WORKER, now=make.NOW)


def test_every_row_about_a_person_is_moved_or_stays_for_a_reason(database):
    """A new table that points at people must be given its place here and in its feature's `adopt`."""
    pointing = {
        f"{table.name}.{column.name}"
        for table in Model.metadata.sorted_tables
        for column in table.columns
        for key in column.foreign_keys
        if key.target_fullname in {"person.id", "learner.person_id"}
    }
    staff_only = {one for one in pointing if one.split(".")[1] in {"by_id", "released_by_id", "undone_by_id"}}

    assert pointing - MOVED - STAYS - staff_only == set()
    assert pointing >= MOVED


def test_old_code_leads_to_the_one_that_stays_and_search_finds_one(pair, by):
    kept, gone = pair
    merged(kept, gone, by)

    assert stands_for(gone.code, actor=by) == kept
    assert stands_for(kept.code, actor=by) is None
    assert search("ちば", actor=by) == [kept]
    assert search("5678", actor=by) == [kept]
    assert [one.verb for one in history("person", kept.id)][-1] == "merge_person"
    assert [one.verb for one in history("person", gone.id)][-1] == "merged_into"


def test_what_was_merged_earlier_leads_on(city, pair, by):
    kept, gone = pair
    first = make.learner(city).person
    merged(gone, first, by)
    merged(kept, gone, by)

    assert stands_for(first.code, actor=by) == kept


def test_chosen_values_are_kept(pair, by):
    kept, gone = pair
    gone.family_name, gone.born_year, kept.born_year = "知葉", 1944, 1945
    home = gone.household
    db.session.flush()

    merged(kept, gone, by, name=True, home=True, phone_kind=True)

    assert (kept.family_name, kept.born_year) == ("知葉", 1945)
    assert kept.household == home
    assert kept.learner.phone_kind is PhoneKind.RAKURAKU


def test_numbers_requests_lessons_cards_and_calls_move(city, pair, by):
    kept, gone = pair
    request = request_of(gone, city=city)
    lesson = make.lesson(learners=(gone.learner,), starts_at=LATER)
    issue_card(gone, by=by, now=make.NOW)
    write_down(Heard("call-1", city.id, Purpose.QUESTION, person=gone), by=by, now=make.NOW)
    shown = queries.what_moves(gone)
    assert {name for name, number in shown.items() if number == 1} >= {
        "numbers", "requests", "lessons", "cards", "calls"
    }  # fmt: skip

    merged(kept, gone, by)

    assert [one.contact_point.e164 for one in kept.contacts] == ["+81191218633", "+819012345678"]
    assert [one.person for one in request.people] == [kept]
    assert [one.learner_id for one in lesson.attendances] == [kept.id]
    assert db.session.query(Credential).one().person_id == kept.id
    assert sum(queries.what_moves(gone).values()) == 0
    assert db.session.query(Learner).filter_by(person_id=gone.id).count() == 0


def test_shared_number_and_shared_message_are_not_doubled(city, by):
    load_wordings(make.NOW)
    kept, gone = (make.learner(city, phone="090-1234-5678").person for _ in range(2))
    notify(
        [kept, gone],
        purpose="visit_request_received",
        about_kind="nothing",
        about_id=1,
        occasion="1",
        fields={"office_phone": "0191-21-8633"},
        municipality_id=city.id,
        not_before=make.NOW,
        not_after=LATER,
        now=make.NOW,
    )
    for one in (kept, gone):
        make.add(Stop(person_id=one.id, purpose="all", since=make.NOW))

    merged(kept, gone, by)

    assert len(kept.contacts) == 1
    assert [row.person_id for row in db.session.query(MessagePerson)] == [kept.id]
    assert [row.person_id for row in db.session.query(Stop)] == [kept.id]


def test_supporter_of_both_stays_one_supporter(city, pair, by):
    kept, gone = pair
    daughter = make.person("080-9876-5432")
    for one in pair:
        people.agree_support(
            one.learner,
            daughter,
            relation="長女",
            scope=[ConsentPurpose.ACT_FOR],
            how="telephone",
            by=by,
            now=make.NOW,
        )

    merged(kept, gone, by)

    supports = db.session.query(people.Support).filter_by(learner_id=kept.id).all()
    assert sorted(one.ended_at is None for one in supports) == [False, True]


def test_somebody_who_only_supports_gets_what_the_other_learns(city, by):
    kept, gone = make.person("080-9876-5432"), make.learner(city).person
    lesson = make.lesson(learners=(gone.learner,), starts_at=LATER)

    merged(kept, gone, by, home=True)

    assert kept.learner.municipality_id == city.id
    assert [one.learner_id for one in lesson.attendances] == [kept.id]


def test_merged_twice_is_merged_once(pair, by):
    kept, gone = pair
    merged(kept, gone, by)
    merged(kept, gone, by)

    assert [one.verb for one in history("person", kept.id)].count("merge_person") == 1
    with pytest.raises(Refused):
        merged(gone, kept, by)


def test_two_who_take_one_lesson_are_two(pair, by):
    kept, gone = pair
    make.lesson(learners=(kept.learner, gone.learner))

    assert len(queries.in_the_way(kept, gone).lessons) == 1
    with pytest.raises(Refused, match="同じ時間"):
        merged(kept, gone, by)
    assert gone.merged_into_id is None


def test_two_who_learn_at_the_same_time_are_two_and_one_after_the_other_may_be_one(pair, by):
    kept, gone = pair
    make.lesson(learners=(kept.learner,))
    later = make.lesson(learners=(gone.learner,), starts_at=make.NOW + timedelta(days=1, minutes=30))
    with pytest.raises(Refused, match="同じ時間"):
        merged(kept, gone, by)

    later.live = False
    db.session.flush()
    db.session.expire_all()
    merged(kept, gone, by)

    assert db.session.scalar(sa.select(sa.func.count()).where(Attendance.learner_id == kept.id)) == 2


def test_two_on_one_request_and_supporter_and_tutor_are_two(city, pair, by):
    kept, gone = pair
    with pytest.raises(Refused, match="職員や学生講師"):
        merged(kept, make.tutor().person, by)
    request_of(kept, gone, city=city)
    with pytest.raises(Refused, match="同じ申込"):
        merged(kept, gone, by)
    people.agree_support(kept.learner, gone, relation="妻", scope=[], how="telephone", by=by, now=make.NOW)
    with pytest.raises(Refused, match="代理人"):
        merged(kept, gone, by)


def test_old_preview_is_refused_and_nothing_has_moved(pair, by):
    kept, gone = pair
    with pytest.raises(Refused, match="さきに直しました"):
        merge(kept, gone, choice=Kept(), versions=(kept.version, gone.version + 1), by=by, now=make.NOW)

    assert person(gone.code, actor=by) == gone
