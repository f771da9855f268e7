"""What the town reads alone: units lent by a code, and the greeting of its section chief."""

from datetime import datetime

from tutor.actor import Actor
from tutor.curriculum import queries as curricula
from tutor.curriculum.content import Curriculum
from tutor.demo.town import Place
from tutor.demo.written import FOLDER, written
from tutor.study import greeting, sharing
from tutor.study.faces import face

LENT = 2


def lend(place: Place, content: Curriculum, *, by: Actor, now: datetime) -> None:
    for unit in content.units[:LENT]:
        sharing.share(curricula.unit(content.key, unit.key), place.municipality, by=by, now=now)
    picture = face((FOLDER / "section-chief.png").read_bytes())
    said = greeting.Greeted(**written("town")["greeting"], picture=picture)
    greeting.keep_greeting(place.municipality, said, by=by, now=now)
