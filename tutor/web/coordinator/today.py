"""The first page of the day: what happened, who must be rung, what is on."""

from flask import render_template, request

from tutor import clock, local_time
from tutor.actor import Role
from tutor.disruptions.queries import teaching
from tutor.jobs import beats
from tutor.lessons import queries as lessons
from tutor.lessons.offer_closing import UNANSWERED
from tutor.lessons.offers import of_lessons
from tutor.messaging import lanes
from tutor.messaging import letters as by_post
from tutor.messaging import queries as messages
from tutor.messaging.purposes import RING_BACK
from tutor.reports.subjects import subjects
from tutor.visit_requests import queries as requests
from tutor.web.coordinator import looking_back
from tutor.web.coordinator.blueprint import pages
from tutor.web.coordinator.news import news
from tutor.web.guards import allowed
from tutor.web.sign_in import actor


@pages.get("/")
@allowed(Role.COORDINATOR)
def today() -> str:
    now, by = clock.now(), actor()
    day = local_time.local_date(now)
    ring_list = messages.ring_list(by=by, now=now)
    start, end = local_time.day_span(day)
    lacking = lessons.lacking_tutors(actor=by, now=now)
    todays = lessons.between(start, end, actor=by)
    open_requests = requests.newest(by, only_open=True)
    chosen = looking_back.asked(request.args)
    since = looking_back.moment(chosen, by=by, now=now)
    return render_template(
        "coordinator/today.html",
        day=day,
        calls=ring_list,
        letters=len(by_post.to_post(by=by, now=now)),
        unanswered=[one for one in ring_list if one.purpose == UNANSWERED],
        promises=[one for one in ring_list if one.purpose == RING_BACK],
        subjects=subjects(ring_list),
        now=now,
        sends=beats.lives(beats.last_beat(), now=now),
        stops=any(one.about_kind == lanes.KIND for one in ring_list),
        lessons=todays,
        teaching=teaching([one for one in todays if one.ends_at > now]),
        unrecorded=[one for one in lessons.to_record(now, actor=by) if one.ends_at < now],
        lacking=lacking,
        asked=[one for made in of_lessons(lacking).values() for one in made if one.answer is None],
        open_requests=open_requests,
        still_to_ask=[one for one in open_requests if one.missing and one.created_at <= since],
        since=since,
        chosen=chosen,
        choices=looking_back.SINCE,
        news=news(since, by=by, now=now),
    )
