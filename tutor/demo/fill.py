"""Fills an empty database with the fictional town, step by step."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

from tutor.actor import WORKER
from tutor.curriculum import actions as curricula
from tutor.curriculum.content import Curriculum
from tutor.curriculum.reader import picture_files, read_files
from tutor.curriculum.source.files import in_folder
from tutor.database import db
from tutor.demo import counter, own, planning, reading, telephone, town, training, weeks
from tutor.demo.cast import Player
from tutor.demo.casting import cast_players
from tutor.demo.classes import Classes
from tutor.demo.dates import HISTORY_FROM, PLANNED_AT, START, moment
from tutor.demo.history import CURRICULUM, History
from tutor.demo.seniors import Seniors
from tutor.demo.staff import engage
from tutor.demo.timeline import Timeline
from tutor.demo.town import Place
from tutor.demo.trouble import somebody_is_ill
from tutor.messaging.lanes import set_up
from tutor.messaging.models import Channel
from tutor.messaging.wording import load_wordings
from tutor.people.models import Learner

SEED = 2026
BEGIN = moment(HISTORY_FROM, 9) - timedelta(days=30)
CHAPTERS = (
    (moment(date(2026, 9, 15), 18), "lessons of the summer"),
    (moment(date(2026, 10, 15), 18), "lessons of the autumn"),
    (moment(date(2026, 10, 30), 18), "lessons and requests of late October"),
    (PLANNED_AT, "lessons and requests of this week"),
)
EFFORT = 300
"""Steps of the planner's search: a few seconds for both municipalities."""

Say = Callable[[str], None]


def fill(curricula_folder: Path, *, effort: int, say: Say) -> list[Player]:
    """Commits after each step, so that no transaction stays open for long. `effort` is the planner's."""
    say("two municipalities, their contracts, twelve students")
    content = _publish(curricula_folder / CURRICULUM)
    _publish(curricula_folder / training.TRAINING)
    load_wordings(BEGIN)
    # Nobody's telephone rings here; with the stand-in of Twilio the worker opens this way by itself.
    set_up(Channel.VOICE, False, now=BEGIN)
    made = town.build(BEGIN)
    staff = engage(made, BEGIN)
    reading.lend(made.places["midorino"], content, by=staff.coordinator("midorino"), now=BEGIN)
    db.session.commit()
    seniors, timeline = Seniors(Random(SEED)), Timeline()  # noqa: S311 -- the same town every time
    history = History(staff, content, seniors, timeline)
    history.plan(list(made.places.values()))
    training.to_read(staff, timeline)
    weeks.to_ask(made, staff, seniors, timeline)
    own.to_ask(made, seniors, timeline)
    counter.to_come(made, staff, seniors, timeline)
    telephone.to_ring(made, staff, timeline)
    Classes(made, staff, seniors, content, timeline).plan(lambda: _known(made.places["midorino"], history))
    for until, what in CHAPTERS:
        say(what)
        timeline.run(until=until)
        db.session.commit()
    for place in reversed(made.places.values()):
        say(planning.plan_and_publish(place, effort=effort, by=staff.coordinator(place.key)))
    neighbour = made.places["shiokaze"]
    say(planning.draft_next_week(neighbour, effort=effort, by=staff.coordinator(neighbour.key)))
    say("messages, telephone calls and reminders until Monday morning")
    planning.to_pass_the_weekend(list(made.places), staff, timeline)
    by = staff.coordinator("midorino")
    timeline.add(START - timedelta(minutes=3), lambda now: somebody_is_ill(now, by=by))
    timeline.run(until=START)
    players = cast_players(staff, history, START)
    db.session.commit()
    return players


def _publish(folder: Path) -> Curriculum:
    files = in_folder(folder)
    content = read_files(files)
    curricula.publish_folder(content, by=WORKER, now=BEGIN, pictures=picture_files(files, content))
    return content


def _known(place: Place, history: History) -> list[Learner]:
    """Whoever has come as far as a stage, in that place."""
    ahead = [course for course in history.courses if course.one.place is place and course.stages >= 1]
    return [learner for course in ahead for learner in course.learners]
