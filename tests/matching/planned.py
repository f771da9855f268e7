"""A draft of the small city's week, made by the engine and saved."""

from dataclasses import dataclass

from tests.make import MONDAY, NOW
from tests.matching.week import City
from tutor.database import db
from tutor.matching.actions import save_plan
from tutor.matching.engine.solve import solve
from tutor.matching.models import Plan
from tutor.matching.week_problem import week_problem
from tutor.people.models import Tutor
from tutor.visit_requests.models import VisitRequest


@dataclass
class Draft:
    city: City
    tutors: list[Tutor]
    requests: list[VisitRequest]
    plan: Plan


def draft_of(city: City, *, now=NOW) -> Plan:
    week = week_problem(city.row, MONDAY, now=now)
    found = solve(week.problem, seed=1, deadline=lambda: True)
    plan = save_plan(city.row.id, week, found, by=city.coordinator, now=now)
    db.session.commit()
    return plan


def draft(requests: int = 1) -> Draft:
    """Two tutors who can take two visits a day, and so many requests for the same afternoon."""
    city = City()
    tutors = [city.tutor(), city.tutor("iphone")]
    asked = [city.request() for _ in range(requests)]
    return Draft(city, tutors, asked, draft_of(city))
