"""The first page of the day tells what happened since Friday, each line with its next step."""

import re
from datetime import timedelta

import pytest

from tests import make
from tests.matching.week import City, wish
from tests.web import enter
from tutor.actor import Role
from tutor.database import db
from tutor.jobs.models import Job, JobState
from tutor.lessons.models import OfferAnswer, StaffingOffer
from tutor.messaging.actions import finish_call, ring_instead
from tutor.messaging.models import Channel, Message, MessageState
from tutor.messaging.wording import load_wordings
from tutor.sentences import Said, written
from tutor.visit_requests.models import Origin, RequestLesson

# NOW is Sunday the 22nd: the last working day ended on Friday the 20th at 17:00.
SATURDAY = make.NOW - timedelta(days=1)
THURSDAY = make.NOW - timedelta(days=3)


class Weekend:
    def __init__(self, app, client) -> None:
        self.app, self.client = app, client
        with app.app_context():
            load_wordings(make.NOW)
            self.city = City()
            self.code5 = self.city.row.code5
            enter.as_staff(client, Role.COORDINATOR, self.city.row)

    def page(self, asked: str = "") -> str:
        return self.client.get(f"/office/{asked}").get_data(as_text=True)

    def lines(self, asked: str = "") -> list[str]:
        """As read, without signs and spaces between."""
        found = re.findall(r"(?s)<li><time.*?</li>", self.page(asked))
        return [re.sub(r"\s+", " ", re.sub(r"(?s)<[^>]*>", " ", one)).strip() for one in found]

    def happens(self, *what, **values) -> None:
        with self.app.app_context():
            for name in ("row", "programme", "town"):
                setattr(self.city, name, db.session.merge(getattr(self.city, name)))
            for one in what:
                one(self.city, **values)
            db.session.commit()


@pytest.fixture
def weekend(app, client):
    return Weekend(app, client)


def a_request(city, at=SATURDAY, **values):
    return city.request(wish(1), created_at=at, **values)


def an_offer(city, answer=OfferAnswer.NO, at=SATURDAY, **values):
    lesson = make.lesson((make.tutor(),), (city.learner(),), programme=city.programme, **values)
    return make.add(
        StaffingOffer(
            lesson=lesson,
            tutor=make.tutor(),
            asked_at=THURSDAY,
            starts_at=lesson.starts_at,
            until=SATURDAY,
            answer=answer,
            answered_at=at,
        )
    )


def a_message(city, state=MessageState.FAILED, at=SATURDAY, ring=False, **values):
    learner = make.learner(city.row, phone="090-1234-0001")
    given = {
        "created_at": THURSDAY,
        "municipality_id": city.row.id,
        "purpose": "lesson_booked",
        "wording_key": "lesson_booked",
        "wording_n": 1,
        "language": "ja",
        "channel": Channel.SMS,
        "about_kind": "lesson",
        "about_id": make.lesson((), (learner,), programme=city.programme).id,
        "dedupe_key": f"about-{learner.person_id}",
        "body": "レッスンが決まりました",
        "not_before": THURSDAY,
        "not_after": make.NOW + timedelta(days=1),
        "state": state,
        "ended_at": at,
        "people": [learner.person],
    }
    failed = make.add(Message(**given | values))
    if ring:
        ring_instead(failed, now=at)
    return failed


def a_job(city, kind="solve_week", at=SATURDAY):
    return make.add(
        Job(
            created_at=at,
            kind=kind,
            dedupe="x",
            arguments="{}",
            municipality_id=city.row.id,
            state=JobState.FAILED,
            said=written(Said("時間が足りませんでした。")),
            ended_at=at,
        )
    )


def test_nothing_happened_is_said(weekend):
    assert "変わったことはありません" in weekend.page()
    assert "11月20日(金) 17:00からのできごと" in weekend.page()


def test_new_requests_say_how_they_came_and_lead_to_the_plan(weekend):
    for n, origin in enumerate((Origin.TELEPHONE, Origin.COUNTER, Origin.FAMILY, Origin.LESSON)):
        weekend.happens(a_request, origin_kind=origin, at=SATURDAY + timedelta(hours=n))

    found = weekend.lines()

    assert [one.split(" ")[2] for one in found] == [
        "レッスンのあと",
        "ページから、ご自分で",
        "市の窓口",
        "電話",
    ]
    assert all("写真を送りたい 計画に入れる" in one for one in found)
    assert f'href="/office/week?week=2026-11-23&amp;city={weekend.code5}"' in weekend.page()


def test_request_that_lacks_something_says_what_to_ask(weekend):
    weekend.happens(a_request, goal="", origin_kind=Origin.FAMILY)

    (line,) = weekend.lines()
    assert "電話で聞く：できるようになりたいこと 聞いて書き足す" in line


def test_request_that_has_its_lesson_or_is_withdrawn_asks_for_nothing(weekend):
    def planned(city):
        request = a_request(city, at=SATURDAY + timedelta(hours=1))
        make.add(RequestLesson(request=request, lesson=make.lesson(programme=city.programme)))

    weekend.happens(planned)
    weekend.happens(a_request, withdrawn_at=SATURDAY)

    first, second = weekend.lines()
    assert "11月23日(月) 10:00のレッスン レッスンを見る" in first
    assert "取り下げになりました 申込を見る" in second


def test_list_that_was_taken_in_is_one_line(weekend):
    weekend.happens(*[a_request] * 3, origin_kind=Origin.FILE)

    (line,) = weekend.lines()
    assert "取り込んだ表 3件の申込 申込を見る" in line


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (OfferAnswer.YES, "行ける 佐藤"),
        (OfferAnswer.NO, "行けない 佐藤"),
        (OfferAnswer.LATE, "返事なし 佐藤"),
    ],
)
def test_answer_leads_to_asking_somebody_else_while_a_tutor_lacks(weekend, answer, says):
    weekend.happens(an_offer, answer=answer)

    (line,) = weekend.lines()
    assert says in line
    assert "11月23日(月) 10:00のレッスン ほかの人にお願いする" in line


def test_answer_about_a_lesson_that_has_its_tutors_asks_for_nothing(weekend):
    weekend.happens(an_offer, tutors_wanted=1)

    assert "レッスンを見る" in weekend.lines()[0]


def test_equal_answers_about_one_lesson_are_one_line(weekend):
    def two(city):
        first = an_offer(city)
        other = an_offer(city)
        other.lesson = first.lesson

    weekend.happens(two)

    (line,) = weekend.lines()
    assert re.search(r"佐藤 花子\d+、佐藤 花子\d+ 11月23日", line)


def test_message_that_failed_leads_to_ringing_until_it_is_said(app, weekend):
    weekend.happens(a_message, ring=True)
    (line,) = weekend.lines()
    assert "届きませんでした" in line
    assert "11月23日(月) 10:00のレッスン 電話をかける" in line

    with app.app_context():
        call = db.session.query(Message).filter_by(channel=Channel.STAFF_CALL).one()
        finish_call(call, by=make.actor(Role.COORDINATOR), now=make.NOW)
        db.session.commit()

    assert "電話で伝えました お知らせを見る" in weekend.lines()[0]


def test_unsure_and_late_messages_are_troubles_and_withdrawn_ones_are_not(weekend):
    weekend.happens(a_message, state=MessageState.UNKNOWN, at=None, attempt_at=SATURDAY)
    weekend.happens(a_message, state=MessageState.EXPIRED, at=SATURDAY + timedelta(hours=1))
    weekend.happens(a_message, withdrawn_at=SATURDAY)
    weekend.happens(a_message, state=MessageState.SENT)

    late, unsure = weekend.lines()
    assert "時間切れ" in late
    assert "届いたか確かめています" in unsure


@pytest.mark.parametrize(
    ("kind", "leads"), [("solve_week", "/office/week/jobs/"), ("check_import", "/office/imports/x")]
)
def test_work_of_the_machine_that_failed_says_why_and_leads_back(weekend, kind, leads):
    weekend.happens(a_job, kind=kind)

    assert "時間が足りませんでした。 もう一度する" in weekend.lines()[0]
    assert f'href="{leads}' in weekend.page()


def test_older_things_appear_when_one_looks_further_back(weekend):
    for what in (a_request, an_offer, a_message, a_job):
        weekend.happens(what, at=THURSDAY)
        weekend.happens(what)

    assert len(weekend.lines()) == 4
    assert len(weekend.lines("?since=yesterday")) == 4
    assert len(weekend.lines("?since=week")) == 8
    assert "11月15日(日) 00:00からのできごと" in weekend.page("?since=week")


def test_groups_stand_newest_first_and_troubles_above(weekend):
    for hours in (1, 3, 2):
        weekend.happens(a_request, a_message, at=SATURDAY - timedelta(hours=hours))

    text = weekend.page()
    assert text.index("うまくいかなかったこと") < text.index("新しく入った申込 <small>3件")
    times = re.findall(r'<time datetime="([^"]+)"', text)
    assert times[:3] == sorted(times[:3], reverse=True)
    assert times[3:] == sorted(times[3:], reverse=True)


def test_more_than_twenty_lines_lead_to_the_whole_list(weekend):
    weekend.happens(*[a_request] * 21)

    assert len(weekend.lines()) == 20
    assert 'href="/office/requests?all=1">すべてを見る' in weekend.page()


def test_older_request_that_still_lacks_something_is_not_forgotten(weekend):
    weekend.happens(a_request, goal="", at=THURSDAY)

    assert weekend.lines() == []
    assert "電話で聞くことが残っている申込" in weekend.page()
    assert "電話で聞くことが残っている申込" not in weekend.page("?since=week")


def test_another_city_happens_elsewhere(app, weekend):
    weekend.happens(a_request, an_offer, a_message, a_job)
    browser = app.test_client()
    with app.app_context():
        enter.as_staff(browser, Role.COORDINATOR, db.session.merge(make.municipality()))

    assert "変わったことはありません" in browser.get("/office/").get_data(as_text=True)


def test_page_costs_the_same_for_one_of_each_and_for_three(weekend, count_queries):
    kinds = (a_request, an_offer, a_message, a_job)
    weekend.happens(*kinds)
    one = count_queries(weekend.page)
    for _ in range(2):
        weekend.happens(*kinds)

    assert count_queries(weekend.page) == one <= 42
