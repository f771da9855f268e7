"""Several processes press at the same moment. Run as a process of its own: it forks.

Each line it reads is one press of all, a list of what each of them presses: a plan's code (publish it),
yes:OFFER, no:OFFER, expire:, mend:LESSON:VERSION:CHOICE, or together: and several of mend's with ; between
them. It answers with a line of what each got (the codes of the lessons, done, or what stopped it) and how
long all took.
"""

import json
import multiprocessing
import sys
import time
from collections.abc import Callable
from multiprocessing.synchronize import Barrier
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from config import Settings
from tests import make
from tutor.actor import Role
from tutor.app import create_app
from tutor.database import db
from tutor.disruptions import actions as disruptions
from tutor.errors import Refused
from tutor.lessons import offers
from tutor.lessons import queries as lessons
from tutor.lessons.models import StaffingOffer
from tutor.matching import actions, queries
from tutor.matching.models import Plan
from tutor.web.coordinator.repair_form import read_choice

PATIENCE = 60


def press(app, code: str, together: Barrier, answers) -> None:
    with app.app_context():
        db.engine.dispose(close=False)
        actor = make.actor(Role.COORDINATOR)
        together.wait(PATIENCE)
        answers.put(pressed(code, actor))
        db.session.remove()


def publish(code: str, actor) -> dict:
    plan: Plan = queries.plan(code, actor=actor)
    return {"lessons": [lesson.code for lesson in actions.publish(plan, by=actor, now=make.NOW)]}


def say(answer: Callable[..., None], code: str) -> dict:
    asked = db.session.query(StaffingOffer).filter_by(code=code).one()
    by = make.actor(Role.TUTOR, who=asked.tutor.person)
    answer(offers.own(code, actor=by), by=by, now=make.NOW)
    return {"done": code}


def say_yes(code: str, _actor) -> dict:
    return say(offers.say_yes, code)


def say_no(code: str, _actor) -> dict:
    return say(offers.say_no, code)


def expire(_rest: str, _actor) -> dict:
    return {"done": offers.expire(make.NOW)}


def mend(rest: str, actor) -> dict:
    code, version, choice = rest.split(":")
    lesson = lessons.lesson(code, actor=actor)
    disruptions.mend(lesson, read_choice(choice), shown=int(version), by=actor, now=make.NOW)
    return {"done": code}


def mend_together(rest: str, actor) -> dict:
    """Several of mend's, with ; between them."""
    chosen, shown = {}, {}
    for part in rest.split(";"):
        code, version, choice = part.split(":")
        lesson = lessons.lesson(code, actor=actor)
        chosen[lesson], shown[lesson] = read_choice(choice), int(version)
    disruptions.mend_all(chosen, shown=shown, by=actor, now=make.NOW)
    return {"done": rest}


ACTS = {"together": mend_together, "yes": say_yes, "no": say_no, "expire": expire, "mend": mend}


def pressed(code: str, actor) -> dict:
    """Like the view: find, act, commit; whatever goes wrong rolls back."""
    what, _, rest = code.partition(":")
    try:
        done = ACTS[what](rest, actor) if what in ACTS else publish(code, actor)
        db.session.commit()
    except Refused as refusal:
        db.session.rollback()
        return {"refused": str(refusal)}
    except DBAPIError as error:
        db.session.rollback()
        return {"error": f"{type(error).__name__}: {error.orig}"}
    return done


def press_together(app, codes: list[str]) -> dict:
    fork = multiprocessing.get_context("fork")
    together, answers = fork.Barrier(len(codes) + 1), fork.Queue()
    pressing = [fork.Process(target=press, args=(app, code, together, answers)) for code in codes]
    for one in pressing:
        one.start()
    together.wait(PATIENCE)
    began = time.monotonic()
    got = [answers.get(timeout=PATIENCE) for _ in pressing]
    took = time.monotonic() - began
    for one in pressing:
        one.join()
    return {"answers": got, "seconds": took}


def main() -> None:
    url, folder = sys.argv[1:]
    app = create_app(Settings(secret_key="press", database_url=url, instance=Path(folder)))
    for line in sys.stdin:
        print(json.dumps(press_together(app, json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
