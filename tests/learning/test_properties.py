"""What must hold of levels whatever happens, in whatever order."""

from dataclasses import replace
from datetime import timedelta
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.curriculum.plain_content import curriculum, skill, stage
from tests.make import NOW
from tutor.actor import WORKER
from tutor.curriculum.actions import publish
from tutor.curriculum.models import SkillRow
from tutor.database import db
from tutor.errors import Refused
from tutor.learning import rules
from tutor.learning.rules import MarkSource, Seen

CONTENT = curriculum(
    tuple(skill(f"{number}{n}", number, core=n == "a") for number in range(3) for n in "ab"),
    stages=(stage(0), stage(1, 0), stage(2, 0, 1)),
)
KEYS = [one.key for one in CONTENT.skills]
FEW = settings(max_examples=40)
_numbers = count(1)


@st.composite
def histories(draw):
    """Marks of every source over two years, mostly good ones, some of them corrected."""
    kinds = st.tuples(
        st.sampled_from(KEYS),
        st.sampled_from([4, 3, 3, 3, 2, 1, 0]),
        st.sampled_from([*MarkSource, MarkSource.TUTOR, MarkSource.TUTOR]),
        st.integers(1, 3),
        st.integers(0, 8),
    )
    made = [
        Seen(key, value, source, by, NOW - timedelta(days=90 * ago), number=number)
        for number, (key, value, source, by, ago) in enumerate(draw(st.lists(kinds, max_size=24)), 1)
    ]
    wrong = draw(st.lists(st.sampled_from(made), unique=True, max_size=3)) if made else []
    return made + [
        replace(one, value=draw(st.integers(0, 4)), at=NOW, number=one.number + 100, corrects=one.number)
        for one in wrong
    ]


def level(marks, now=NOW):
    found = rules.level(rules.standings(marks, now=now), CONTENT)
    return -1 if found is None else found


@FEW
@given(histories(), st.randoms())
def test_level_does_not_depend_on_the_order_of_entry(made, random):
    assert level(random.sample(made, len(made))) == level(made)


@FEW
@given(histories(), st.integers(1, 900))
def test_level_never_rises_by_waiting(made, days):
    assert level(made, NOW + timedelta(days=days)) <= level(made)


@given(
    histories(),
    st.sampled_from(KEYS),
    st.integers(0, 2),
    st.sampled_from(list(MarkSource)),
    st.integers(1, 5),
)
def test_level_never_rises_by_a_mark_below_alone(made, key, value, source, by):  # fmt: skip
    later = Seen(key, value, source, by, NOW + timedelta(hours=1), number=999)

    assert level([*made, later], later.at) <= level(made, later.at)


@FEW
@given(histories(), st.sampled_from(KEYS), st.sampled_from([MarkSource.QUIZ, MarkSource.SELF]))
def test_level_never_rises_by_a_quiz_or_by_ones_own_word(made, key, source):
    said = Seen(key, 4, source, None, NOW + timedelta(hours=1), number=999)

    assert level([*made, said], said.at) == level(made, said.at)


@FEW
@given(histories())
def test_level_never_rises_by_a_skill_that_is_not_of_the_curriculum(made):
    assert level([*made, Seen("elsewhere", 4, MarkSource.TUTOR, 1, NOW)]) == level(made)


@FEW
@given(histories(), st.sampled_from(KEYS))
def test_look_weeks_later_may_lower_and_is_what_counts(made, key):
    """Two tutors see the skill again, with words only: it stands so, whatever was seen before."""
    later = NOW + timedelta(days=30)
    again = [Seen(key, 2, MarkSource.TUTOR, by, later, number=990 + by) for by in (8, 9)]

    assert rules.standings([*made, *again], now=later)[key] == 2
    assert level([*made, *again], later) <= level(made, later)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(versions=st.lists(st.sets(st.sampled_from("abcd"), min_size=1), min_size=2, max_size=5))
def test_retired_key_never_returns(database, versions):
    """Each try has keys of its own; what was refused has changed nothing."""
    n, known, retired = next(_numbers), set(), set()
    for keys in versions:
        content = curriculum(tuple(skill(f"{one}{n}") for one in sorted(keys)), key=f"c{n}")
        try:
            publish(content, by=WORKER, now=NOW)
        except Refused:
            assert keys & retired
        else:
            assert not keys & retired
            retired |= known - keys
            known |= keys
        rows = db.session.query(SkillRow).filter(SkillRow.key.in_([f"{one}{n}" for one in "abcd"]))
        assert {row.key[0] for row in rows if row.retired_in} == retired
