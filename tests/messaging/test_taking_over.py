"""Many waiting texts are said by staff instead, and handed back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests import make
from tests.messaging.telling import all_messages, events, tell
from tutor.actor import Actor, Role
from tutor.changes.models import Change
from tutor.database import db
from tutor.jobs.owner import here
from tutor.messaging import by_staff, outbox, taking_over
from tutor.messaging.actions import finish_call, withdraw
from tutor.messaging.models import Channel, Message, MessageState
from tutor.messaging.taking_over import Outcome

pytestmark = pytest.mark.usefixtures("database")

S = MessageState
LATER = make.NOW + timedelta(minutes=5)


@pytest.fixture
def staff(database) -> Actor:
    return make.actor(Role.COORDINATOR, who=make.person())


def texts(*phones: str, **values) -> list[Message]:
    made = tell(*(make.person(one) for one in phones), **values)
    db.session.commit()
    return made


def three() -> list[Message]:
    return texts("090-1111-1111", "090-2222-2222", "0191-21-3333")


def uids(messages: list[Message]) -> list[str]:
    return [one.uid for one in messages]


def states() -> list[tuple[Channel, MessageState]]:
    return [(one.channel, one.state) for one in all_messages()]


def test_several_become_calls_by_one_press_and_no_machine_says_them(staff) -> None:
    found = three()
    assert taking_over.take_over_all(uids(found), by=staff, now=make.NOW) == Outcome(3, 0)
    assert [one.state for one in found] == [S.WITHDRAWN] * 3
    calls = all_messages()[3:]
    assert [(one.channel, one.state) for one in calls] == [(Channel.STAFF_CALL, S.DUE)] * 3
    assert all(text.body in call.body for text, call in zip(found, calls, strict=True))
    assert outbox.claim_one(make.NOW, here()) is None


def test_pressed_twice_nobody_is_rung_twice(staff) -> None:
    found = three()
    taking_over.take_over_all(uids(found), by=staff, now=make.NOW)
    assert taking_over.take_over_all(uids(found), by=staff, now=LATER) == Outcome(0, 3)
    assert len(all_messages()) == 6


@pytest.mark.parametrize("state", [S.SENDING, S.UNKNOWN, S.SENT, S.DELIVERED, S.FAILED, S.WITHDRAWN])
def test_what_the_worker_took_meanwhile_stays_with_it(staff, state: MessageState) -> None:
    first, second, _ = found = three()
    assert first.state is S.DUE  # as the page showed it
    db.session.execute(
        update(Message)
        .where(Message.id == first.id)
        .values(state=state)
        .execution_options(synchronize_session=False)
    )
    assert taking_over.take_over_all(uids(found), by=staff, now=make.NOW) == Outcome(2, 1)
    assert (first.state, first.withdrawn_at, second.state) == (state, None, S.WITHDRAWN)
    assert sum(one.channel is Channel.STAFF_CALL for one in all_messages()) == 2


def test_while_workers_claim_and_two_press_each_text_goes_one_way(app, staff) -> None:
    names = uids(texts(*(f"090-{n}-0000" for n in range(1000, 1024))))
    other = make.actor(Role.COORDINATOR, who=make.person())
    db.session.commit()
    db.session.remove()

    def work() -> int:
        claimed = 0
        while outbox.claim_one(make.NOW, here()) is not None:
            db.session.commit()
            claimed += 1
        return claimed

    def press(by: Actor, chosen: list[str]) -> int:
        outcome = taking_over.take_over_all(chosen, by=by, now=make.NOW)
        assert outcome.done + outcome.left == len(names)
        return outcome.done

    def alone(act, *args) -> int:
        with app.app_context():
            number = act(*args)
            db.session.commit()
            db.session.remove()
            return number

    with ThreadPoolExecutor(4) as beside:
        taken = [beside.submit(alone, press, *one) for one in ((staff, names), (other, names[::-1]))]
        claimed = [beside.submit(alone, work) for _ in range(2)]
        rung, gone = (sum(one.result() for one in several) for several in (taken, claimed))
    assert rung + gone == len(names)
    assert states().count((Channel.STAFF_CALL, S.DUE)) == rung
    assert states().count((Channel.SMS, S.SENDING)) == gone


def test_another_citys_text_is_neither_shown_nor_taken() -> None:
    ours, theirs = make.municipality(), make.municipality()
    mine, other = (
        texts(phone, municipality_id=place.id)[0]
        for phone, place in (("090-1111-1111", ours), ("090-2222-2222", theirs))
    )
    by = make.actor(Role.COORDINATOR, who=make.person(), place=ours)
    assert taking_over.waiting(by=by, now=make.NOW) == [mine]
    assert taking_over.kinds(by=by, now=make.NOW) == {"lesson_booked": 1}
    assert taking_over.take_over_all([mine.uid, other.uid, "nothing"], by=by, now=make.NOW) == Outcome(1, 2)
    assert other.state is S.DUE


def test_of_one_kind_or_of_one_lesson(staff) -> None:
    [booked] = texts("090-1111-1111")
    [reminded] = texts("090-2222-2222", purpose="lesson_reminder_1")
    [other] = texts("090-3333-3333", about_id=8)
    texts("090-4444-4444", not_after=make.NOW + timedelta(minutes=1), about_id=9)
    make.staff_call(make.municipality(), make.person())

    def found(**narrow) -> list[Message]:
        return taking_over.waiting(by=staff, now=LATER, **narrow)

    assert found() == [booked, reminded, other]
    assert found(purpose="lesson_reminder_1") == [reminded]
    assert found(about=("lesson", 8)) == [other]
    assert taking_over.kinds(by=staff, now=LATER) == {"lesson_booked": 2, "lesson_reminder_1": 1}


def test_given_back_the_machine_says_the_same_and_nobody_rings(staff) -> None:
    first, second, third = found = three()
    taking_over.take_over_all(uids(found), by=staff, now=make.NOW)
    last = list(taking_over.last_taken(by=staff, now=LATER))
    assert last == found
    assert taking_over.give_back_all(uids(last), by=staff, now=LATER) == Outcome(3, 0)
    assert states() == [
        *[(one.channel, S.WITHDRAWN) for one in (first, second, third)],
        *[(Channel.STAFF_CALL, S.WITHDRAWN)] * 3,
        *[(one.channel, S.DUE) for one in (first, second, third)],
    ]
    assert [one.body for one in all_messages()[6:]] == [one.body for one in found]
    assert events(all_messages()[6]) == [("staff", "due")]
    assert taking_over.last_taken(by=staff, now=LATER) == []
    assert taking_over.give_back_all(uids(last), by=staff, now=LATER) == Outcome(0, 3)


def test_what_was_rung_meanwhile_or_is_off_is_not_given_back(staff) -> None:
    rung, off, left = (texts(f"090-{n}000-0000", about_id=n)[0] for n in (1, 2, 3))
    taking_over.take_over_all(uids([rung, off, left]), by=staff, now=make.NOW)
    call = next(one for one in all_messages() if one.dedupe_key == f"{rung.dedupe_key}:call")
    finish_call(call, by=staff, now=LATER)
    withdraw(about_kind="lesson", about_id=2, now=LATER)
    assert taking_over.last_taken(by=staff, now=LATER) == [left]
    assert taking_over.give_back_all(uids([rung, off, left]), by=staff, now=LATER) == Outcome(1, 2)


def test_given_back_at_night_it_waits_and_what_cannot_wait_stays_with_staff(staff) -> None:
    night = make.NOW + timedelta(hours=11)
    [long] = texts("090-1111-1111")
    [short] = texts("090-2222-2222", about_id=8, not_after=night + timedelta(hours=2))
    taking_over.take_over_all(uids([long, short]), by=staff, now=night)
    assert taking_over.last_taken(by=staff, now=night) == [long]
    assert taking_over.give_back_all(uids([long, short]), by=staff, now=night) == Outcome(1, 1)
    assert all_messages()[-1].not_before == make.NOW + timedelta(hours=23)


def test_undo_is_of_ones_own_last_press_and_for_an_hour(staff) -> None:
    [first] = texts("090-1111-1111")
    [second] = texts("090-2222-2222", about_id=8)
    taking_over.take_over_all([first.uid], by=staff, now=make.NOW)
    by_staff.take_over(second, by=staff, now=LATER)
    assert taking_over.last_taken(by=staff, now=LATER) == [second]
    assert taking_over.last_taken(by=staff, now=LATER + timedelta(hours=1)) == []
    other = make.actor(Role.COORDINATOR, who=make.person())
    assert taking_over.last_taken(by=other, now=LATER) == []


def test_each_is_written_down(staff) -> None:
    found = three()
    taking_over.take_over_all(uids(found), by=staff, now=make.NOW)
    taking_over.give_back_all(uids(found[:1]), by=staff, now=LATER)
    verbs = db.session.scalars(select(Change.verb).order_by(Change.id)).all()
    assert verbs == ["take_over_message"] * 3 + ["give_back_message"]
