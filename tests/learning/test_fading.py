from datetime import timedelta

from tests import make
from tutor.learning.fading import Why, faded
from tutor.learning.rules import OLD, MarkSource, Seen

NOW = make.NOW


def mark(value, *, days_ago=0, by=1, lesson=None, minutes=0, **more):
    at = NOW - timedelta(days=days_ago) + timedelta(minutes=minutes)
    given = {"source": MarkSource.TUTOR} | more
    return Seen("photo", value, given.pop("source"), by, at, lesson, **given)


def found(*marks):
    return faded(marks, now=NOW).get("photo")


def test_what_stood_alone_and_was_seen_lower_has_faded():
    one = found(mark(3, days_ago=20), mark(2, days_ago=2))

    assert (one.why, one.now) == (Why.LOWER, 2)
    assert one.looked_at == NOW - timedelta(days=2)


def test_what_never_went_alone_or_goes_alone_again_has_not():
    assert found(mark(2, days_ago=9), mark(1)) is None
    assert found(mark(3, days_ago=9), mark(1, days_ago=5), mark(3)) is None
    assert found(mark(4, days_ago=9), mark(3)) is None
    assert found() is None


def test_what_nobody_has_looked_at_for_half_a_year_has_aged():
    one = found(mark(4, days_ago=OLD.days + 1))

    assert (one.why, one.now) == (Why.AGED, 3)
    assert found(mark(4, days_ago=OLD.days)) is None


def test_two_tutors_of_one_lesson_who_differ_have_seen_nothing_fade():
    assert found(mark(4, lesson=7), mark(2, by=2, lesson=7, minutes=5)) is None


def test_corrected_slip_is_no_fading():
    assert found(mark(3, days_ago=9), mark(1, number=5), mark(3, corrects=5, minutes=1)) is None
    assert found(mark(4, number=5, days_ago=9), mark(1, corrects=5), mark(2)) is None


def test_own_word_neither_fades_nor_is_a_look():
    old = OLD.days + 5
    assert found(mark(2, source=MarkSource.SELF, by=None)) is None
    assert found(mark(3, days_ago=old), mark(1, source=MarkSource.QUIZ, by=None)).why is Why.AGED


def test_telephone_placement_counts_as_a_look():
    assert found(mark(3, days_ago=9, source=MarkSource.PLACEMENT), mark(1)).why is Why.LOWER
