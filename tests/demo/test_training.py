"""The town's students have read the training: most have passed, the one whom visitors enter as half of it."""

from tutor.demo.dates import START
from tutor.local_time import local_date
from tutor.people.queries import tutors_not_gone
from tutor.study.training import has_passed, records


def test_most_have_passed_and_one_is_half_way(town):
    tutors = tutors_not_gone(local_date(START))
    found = records(tutors)

    waiting = {
        one.person.family_name: found[one.person_id] for one in tutors if not has_passed(found[one.person_id])
    }
    assert set(waiting) == {"佐々木", "村上"}
    (half,) = waiting["佐々木"]
    assert half.standing.read == half.standing.units // 2 > 0
    assert half.next is not None
    assert half.next.turned > 0
