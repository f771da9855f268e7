"""What a request must say."""

from datetime import date, time, timedelta

import pytest

from tutor.errors import Refused
from tutor.visit_requests import rules
from tutor.visit_requests.rules import HalfDay

TODAY = date(2026, 11, 22)
MONDAYS = HalfDay(*rules.MORNING, weekday=0)


def check(**changed):
    given = {"people": 1, "wishes": [MONDAYS], "goal": "写真を送りたい", "today": TODAY}
    rules.check(**given | changed)


def test_ordinary_request_is_accepted():
    check()


@pytest.mark.parametrize("people", [0, 6])
def test_none_or_more_than_five_people_are_refused(people):
    with pytest.raises(Refused, match="5人まで"):
        check(people=people)


def test_request_without_a_goal_is_refused():
    with pytest.raises(Refused, match="できるようになりたいこと"):
        check(goal="  ")


def test_request_without_a_wish_is_refused():
    with pytest.raises(Refused, match="一つ以上"):
        check(wishes=[])


def test_wish_for_today_is_refused_because_nobody_could_come():
    with pytest.raises(Refused, match="明日から"):
        check(wishes=[HalfDay(*rules.MORNING, day=TODAY)])


@pytest.mark.parametrize(
    "wish",
    [
        HalfDay(*rules.MORNING),
        HalfDay(*rules.MORNING, day=TODAY + timedelta(days=1), weekday=0),
        HalfDay(time(12), time(9), weekday=0),
    ],
)
def test_wish_that_says_nothing_clear_is_refused(wish):
    with pytest.raises(Refused, match="読み取れません"):
        check(wishes=[wish])


@pytest.mark.parametrize(("weeks", "expected"), [(0, 1), (1, 2), (3, 4), (10, 5)])
def test_each_week_of_waiting_raises_the_priority_up_to_five(weeks, expected):
    asked = TODAY - timedelta(weeks=weeks)

    assert rules.priority(1, asked_on=asked, today=TODAY) == expected


def test_agreement_may_be_overrun_and_says_so():
    assert rules.visits_left(120, 117) == 3
    assert rules.visits_left(120, 121) == -1
