"""A request may lose its place while a draft of the week waits."""

import pytest

from tests.make import NOW
from tests.matching.planned import draft
from tutor.database import db
from tutor.errors import Refused
from tutor.matching import actions


def test_request_that_lost_its_place_is_named_when_its_plan_is_published(database):
    made = draft()
    made.requests[0].household = None
    db.session.commit()

    with pytest.raises(Refused, match="申込の内容が変わりました"):
        actions.publish(made.plan, by=made.city.coordinator, now=NOW)
