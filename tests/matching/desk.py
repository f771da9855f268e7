"""A coordinator with a draft before her."""

from datetime import time

import pytest

from tests import make
from tests.make import NOW
from tests.matching.planned import draft
from tests.matching.week import TUESDAY
from tutor.actor import Actor, Role
from tutor.database import db
from tutor.errors import Refused
from tutor.local_time import at
from tutor.matching import by_hand
from tutor.people.models import Person

TWO, THREE = at(TUESDAY, time(14)), at(TUESDAY, time(15))


class Desk:
    """A draft with one visit on Tuesday afternoon, and a coordinator with a name."""

    def __init__(self, requests: int = 1) -> None:
        self.made = draft(requests)
        self.visit = self.made.plan.visits[0]
        self.by = self.somebody("小野寺")

    def somebody(self, family: str) -> Actor:
        who: Person = make.person(family_name=family)
        db.session.commit()
        return make.actor(Role.COORDINATOR, place=self.made.city.row, who=who)

    def move(self, starts_at=THREE, **given):
        values = {"tutors": self.made.tutors, "by": self.by, "now": NOW}
        return by_hand.set_visit(self.visit, starts_at=starts_at, **values | given)

    def refused(self, act, **given) -> str:
        """The sentence, and the visit is as before."""
        db.session.commit()
        before = self.standing()
        with pytest.raises(Refused) as refusal:
            act(**given)
        db.session.rollback()
        assert self.standing() == before
        return str(refusal.value)

    def standing(self):
        db.session.refresh(self.visit)
        visit = self.visit
        return visit.starts_at, [one.person_id for one in visit.tutors], visit.pinned, visit.version
