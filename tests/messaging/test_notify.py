"""Who is told what, by which number, once."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from tests import make
from tests.messaging.telling import all_messages, events, tell
from tutor.database import db
from tutor.messaging import lanes, queries
from tutor.messaging.actions import withdraw
from tutor.messaging.models import Channel, MessageEvent, MessageState, Stop
from tutor.people.models import Consent, ConsentPurpose, Person, Support

pytestmark = pytest.mark.usefixtures("database")


def supporter(
    learner: Person, phone: str | None, *, consent: bool = True, who: Person | None = None
) -> Support:
    support = make.add(
        Support(
            created_at=make.NOW,
            supporter=who or make.person(phone, family_name="及川"),
            learner=learner,
            relation="娘",
        )
    )
    if consent:
        agree(support)
    return support


def agree(support: Support) -> Consent:
    return make.add(
        Consent(
            person_id=support.learner_id,
            purpose=ConsentPurpose.COPY_MESSAGES,
            support=support,
            given_at=make.NOW,
            how="電話",
        )
    )


def test_a_mobile_gets_a_text_with_everything_filled_in() -> None:
    [message] = tell(make.person("090-1234-5678"))
    assert (message.channel, message.state) == (Channel.SMS, MessageState.DUE)
    assert message.body == (
        "レッスンが決まりました。11月25日(水)10:00、ご自宅です。担当は佐藤・高橋です。電話0191-21-8633"
    )
    assert (message.wording_key, message.wording_n, message.language) == ("lesson_booked", 1, "ja")
    assert events(message) == [("us", "due")]


@pytest.mark.parametrize("phone", ["0191-21-8633", "050-3000-1234"])
def test_who_takes_no_text_is_rung_by_a_machine_that_says_names_as_they_are_read(phone: str) -> None:
    [message] = tell(make.person(phone))
    assert (message.channel, message.contact_point is not None) == (Channel.VOICE, True)
    assert message.body
    assert message.body.startswith("ちば様に、お知らせです。")


def test_who_has_no_telephone_is_left_to_staff() -> None:
    [message] = tell(make.person(None))
    assert (message.channel, message.contact_point) == (Channel.STAFF_CALL, None)
    assert message.body
    assert message.body.startswith("千葉様でいらっしゃいますか。")


def test_what_a_machine_has_no_words_for_is_said_by_staff() -> None:
    assert tell(make.person("0191-21-8633"), purpose="staffing_booked")[0].channel is Channel.STAFF_CALL


def test_where_no_machine_rings_staff_do() -> None:
    lanes.set_up(Channel.VOICE, False, now=make.NOW)
    assert tell(make.person("0191-21-8633"))[0].channel is Channel.STAFF_CALL
    lanes.set_up(Channel.VOICE, True, now=make.NOW)
    assert tell(make.person("0191-21-8633"), about_id=8)[0].channel is Channel.VOICE


def test_at_night_staff_ring_a_landline_about_what_cannot_wait() -> None:
    night = make.NOW + timedelta(hours=12)
    early = {"not_before": night, "not_after": night + timedelta(hours=11, minutes=30), "now": night}
    assert tell(make.person("0191-21-8633"), urgent=True, **early)[0].channel is Channel.STAFF_CALL


def test_060_is_a_mobile() -> None:
    assert tell(make.person("060-1234-5678"))[0].channel is Channel.SMS


def test_asked_twice_nothing_is_doubled() -> None:
    person = make.person("090-1234-5678")
    assert len(tell(person)) == 1
    assert tell(person, now=make.NOW + timedelta(hours=1)) == []
    assert len(all_messages()) == 1


def test_the_same_person_named_twice_is_told_once() -> None:
    person = make.person("090-1234-5678")
    [message] = tell(person, person)
    assert message.people == [person]


def test_another_occasion_is_another_message() -> None:
    person = make.person("090-1234-5678")
    tell(person)
    assert len(tell(person, occasion="202611260100")) == 1


def test_a_new_number_is_no_reason_to_say_it_again() -> None:
    person = make.person("090-1234-5678")
    tell(person)
    db.session.refresh(person)
    person.contacts[0].rank = 1
    make.contact(person, "080-1111-2222")
    db.session.refresh(person)
    assert tell(person) == []


def test_a_couple_with_one_number_gets_one_message() -> None:
    wife, husband = make.person("090-1234-5678"), make.person("090-1234-5678")
    [message] = tell(wife, husband)
    assert message.people == [wife, husband]


def test_somebody_joining_a_number_already_told_is_not_a_second_text() -> None:
    tell(make.person("090-1234-5678"))
    assert tell(make.person("090-1234-5678")) == []


def test_a_stop_for_the_purpose_is_respected_and_only_for_it() -> None:
    person = make.person("090-1234-5678")
    make.add(Stop(person_id=person.id, purpose="lesson_booked", since=make.NOW))
    assert tell(person) == []
    assert len(tell(person, purpose="lesson_cancelled")) == 1


def test_whoever_was_erased_is_not_told() -> None:
    assert tell(make.person("090-1234-5678", erased_at=make.NOW)) == []


def test_a_supporter_with_consent_gets_a_copy_of_its_own() -> None:
    mother = make.person("0191-21-8633")
    daughter = supporter(mother, "080-1111-2222").supporter
    to_mother, to_daughter = tell(mother)
    assert to_mother.people == [mother]
    assert (to_daughter.people, to_daughter.channel) == ([daughter], Channel.SMS)
    assert to_daughter.wording_key == "lesson_booked_copy"
    assert to_daughter.body
    assert to_daughter.body.startswith("千葉様のレッスンが決まりました。")
    assert tell(mother) == []


def test_words_of_a_kind_are_used_where_there_are_any() -> None:
    mother = make.person("090-1234-5678")
    supporter(mother, "080-1111-2222")

    assert [one.wording_key for one in tell(mother, variant="class")] == [
        "lesson_booked_class",
        "lesson_booked_copy",
    ]
    assert tell(mother, purpose="lesson_cancelled", variant="class")[0].wording_key == "lesson_cancelled"


def test_without_an_open_consent_there_is_no_copy() -> None:
    mother = make.person("0191-21-8633")
    never = supporter(mother, "080-1111-2222", consent=False)
    taken_back = supporter(mother, "080-1111-3333")
    agree(never).withdrawn_at = make.NOW
    taken_back.ended_at = make.NOW
    db.session.flush()
    assert len(tell(mother)) == 1


def test_a_consent_to_see_dates_is_not_one_to_be_told() -> None:
    mother = make.person("0191-21-8633")
    support = supporter(mother, "080-1111-2222", consent=False)
    agree(support).purpose = ConsentPurpose.SEE_DATES
    db.session.flush()
    assert len(tell(mother)) == 1


def test_a_supporter_on_the_same_number_or_told_anyhow_gets_no_copy() -> None:
    mother, father = make.person("090-1234-5678"), make.person("080-5555-6666")
    supporter(mother, "090-1234-5678")
    supporter(mother, None, who=father)
    assert [message.people for message in tell(mother, father)] == [[mother], [father]]


def test_a_daughter_of_both_parents_gets_one_copy_with_both_names() -> None:
    mother, father = make.person("0191-21-8633"), make.person("0191-21-8633", family_name="菅原")
    daughter = supporter(mother, "080-1111-2222").supporter
    supporter(father, None, who=daughter)
    copies = [message for message in tell(mother, father) if message.people == [daughter]]
    assert len(copies) == 1
    assert copies[0].body
    assert copies[0].body.startswith("千葉様・菅原様の")


def test_a_supporter_still_gets_a_copy_when_the_learner_stopped() -> None:
    mother = make.person("090-1234-5678")
    daughter = supporter(mother, "080-1111-2222").supporter
    make.add(Stop(person_id=mother.id, purpose="lesson_booked", since=make.NOW))
    assert [message.people for message in tell(mother)] == [[daughter]]


def test_at_night_the_text_waits_for_nine() -> None:
    night = make.NOW + timedelta(hours=12)  # 22:00 in Japan
    [message] = tell(make.person("090-1234-5678"), not_before=night, now=night)
    assert message.not_before == make.NOW + timedelta(hours=23)


def test_what_cannot_wait_for_nine_is_rung_now_with_a_sentence() -> None:
    night = make.NOW + timedelta(hours=12)
    [message] = tell(
        make.person("090-1234-5678"),
        purpose="lesson_cancelled",
        not_before=night,
        not_after=night + timedelta(hours=8),
        now=night,
    )
    assert (message.channel, message.not_before) == (Channel.STAFF_CALL, night)
    assert message.body
    assert "でいらっしゃいますか" in message.body


def test_about_the_past_nothing_is_owed() -> None:
    assert tell(make.person("090-1234-5678"), not_after=make.NOW) == []


def test_withdrawn_before_it_went_and_not_owed_again_for_the_same_occasion() -> None:
    person = make.person("090-1234-5678")
    [message] = tell(person)
    tell(person, about_id=8)
    assert len(withdraw(about_kind="lesson", about_id=7, now=make.NOW)) == 1
    assert (message.state, message.ended_at) == (MessageState.WITHDRAWN, make.NOW)
    assert events(message)[-1] == ("us", "withdrawn")
    assert [one.state for one in all_messages()] == [MessageState.WITHDRAWN, MessageState.DUE]
    assert tell(person) == []


@pytest.mark.parametrize("state", [MessageState.SENDING, MessageState.UNKNOWN])
def test_what_is_on_its_way_is_only_marked(state: MessageState) -> None:
    [message] = tell(make.person("090-1234-5678"))
    message.state = state
    assert withdraw(about_kind="lesson", about_id=7, now=make.NOW) == []
    assert (message.state, message.withdrawn_at) == (state, make.NOW)


def test_what_was_sent_stays_sent_and_is_only_marked() -> None:
    """If it does not arrive, it is neither said again nor rung."""
    [message] = tell(make.person("090-1234-5678"))
    message.state = MessageState.SENT
    db.session.flush()
    assert withdraw(about_kind="lesson", about_id=7, now=make.NOW) == []
    assert (message.state, message.withdrawn_at) == (MessageState.SENT, make.NOW)


def test_last_told_is_the_newest_of_these_purposes_by_person() -> None:
    person = make.person("090-1234-5678")
    later: datetime = make.NOW + timedelta(hours=1)
    tell(person)
    tell(person, purpose="lesson_moved", now=later)
    tell(person, purpose="lesson_cancelled", now=later + timedelta(hours=1))
    told = queries.last_told("lesson", [7, 8], ["lesson_booked", "lesson_moved"])
    assert told == {(7, person.id): later}


def test_nothing_half_written_is_left_when_another_process_was_quicker(monkeypatch) -> None:
    """The look before the insert may miss a row that is not committed yet; the unique key does not."""
    person, other = make.person("090-1234-5678"), make.person("080-1111-2222")
    tell(person)
    monkeypatch.setattr(queries, "is_owed", lambda key: False)
    monkeypatch.setattr(queries, "told_already", lambda duty: set())
    assert [message.people for message in tell(person, other)] == [[other]]
    db.session.commit()
    assert len(all_messages()) == 2
    assert db.session.scalar(select(func.count()).select_from(MessageEvent)) == 2
