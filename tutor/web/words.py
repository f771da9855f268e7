"""What templates may say of dates, times, numbers and states."""

from typing import Any

from flask import Flask
from flask_babel import gettext, lazy_gettext

from tutor import local_time, phone
from tutor.curriculum.page_html import line_html, title_html
from tutor.lessons.models import Lesson, LessonKind
from tutor.messaging.models import Channel, MessageState
from tutor.people.languages import Language
from tutor.people.models import PhoneKind
from tutor.places.locating import shown_postcode
from tutor.places.rules import point_of
from tutor.visit_requests.models import Origin
from tutor.visit_requests.rules import HalfDay, Missing
from tutor.web import dates, saying

PHONE_KINDS = {
    PhoneKind.IPHONE: lazy_gettext("iPhone"),
    PhoneKind.ANDROID: lazy_gettext("Android"),
    PhoneKind.RAKURAKU: lazy_gettext("らくらくスマートフォン"),
    PhoneKind.NONE: lazy_gettext("まだ持っていない"),
    PhoneKind.UNKNOWN: lazy_gettext("わからない"),
}
# What happened, in words, and the kind of its tag (templates/parts/bits.html).
MESSAGE_STATES = {
    MessageState.DUE: (lazy_gettext("これから"), "waiting"),
    MessageState.SENDING: (lazy_gettext("送っています"), "waiting"),
    MessageState.UNKNOWN: (lazy_gettext("届いたか確かめています"), "waiting"),
    MessageState.SENT: (lazy_gettext("送りました"), "good"),
    MessageState.DELIVERED: (lazy_gettext("届きました"), "good"),
    MessageState.FAILED: (lazy_gettext("届きませんでした"), "wrong"),
    MessageState.WITHDRAWN: (lazy_gettext("取り消しました"), "plain"),
    MessageState.EXPIRED: (lazy_gettext("時間切れ"), "wrong"),
    MessageState.DONE: (lazy_gettext("伝えました"), "good"),
}
CHANNELS = {
    Channel.SMS: lazy_gettext("メッセージ"),
    Channel.VOICE: lazy_gettext("自動の電話"),
    Channel.LETTER: lazy_gettext("手紙"),
    Channel.STAFF_CALL: lazy_gettext("職員の電話"),
}

# In which somebody is written to.
LANGUAGES = {
    Language.JA: lazy_gettext("日本語"),
    Language.EASY: lazy_gettext("やさしい日本語"),
    Language.EN: lazy_gettext("英語"),
}
ORIGINS = {
    Origin.TELEPHONE: lazy_gettext("電話"),
    Origin.COUNTER: lazy_gettext("市の窓口"),
    Origin.LESSON: lazy_gettext("レッスンのあと"),
    Origin.FILE: lazy_gettext("取り込んだ表"),
    Origin.FAMILY: lazy_gettext("ページから、ご自分で"),
}
# What the office still has to ask.
MISSING = {
    Missing.PLACE: lazy_gettext("うかがう場所"),
    Missing.ADDRESS: lazy_gettext("番地"),
    Missing.HALF_DAYS: lazy_gettext("来てほしい半日"),
    Missing.GOAL: lazy_gettext("できるようになりたいこと"),
}


def init_app(app: Flask) -> None:
    filters: dict[str, Any] = {
        "long_date": dates.long_date,
        "dated": dates.dated,
        "short_date": dates.short_date,
        "month_name": dates.month_name,
        "weekday": dates.weekday,
        "weekday_name": dates.weekday_name,
        "clock_time": local_time.clock_time,
        "minutes_clock": lambda minutes: f"{minutes // 60}:{minutes % 60:02}",
        "day_of": dates.day_of,
        "spoken_time": dates.spoken_time,
        "telephone": phone.shown,
        "postcode": shown_postcode,
        # A tenth of a kilometre is all that is known of a doubt.
        "doubt_km": lambda where: round(point_of(where).off, 1),
        "phone_kind_name": PHONE_KINDS.__getitem__,
        "message_state_name": lambda state: MESSAGE_STATES[state][0],
        "message_state_kind": lambda state: MESSAGE_STATES[state][1],
        "origin_name": ORIGINS.__getitem__,
        "half_day": half_day,
        "missing_name": MISSING.__getitem__,
        "channel_name": CHANNELS.__getitem__,
        "language_name": lambda code: LANGUAGES[Language(code)],
        "say": saying.say,
        "listed": saying.listed,
        "figure": saying.figure,
        "lesson_title": lesson_title,
        "line_html": line_html,
        "title_html": title_html,
    }
    app.jinja_env.filters.update(filters)
    app.jinja_env.globals["comma"] = saying.comma
    app.jinja_env.globals["counted"] = saying.counted
    app.jinja_env.globals["languages_of_people"] = [(one.value, name) for one, name in LANGUAGES.items()]
    app.jinja_env.globals["phone_kinds"] = [(kind.value, name) for kind, name in PHONE_KINDS.items()]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def lesson_title(lesson: Lesson) -> str:
    """A visit is a visit in every language; a class has the name that it was given."""
    return str(gettext("訪問レッスン")) if lesson.kind is LessonKind.VISIT else lesson.title


def half_day(wish: HalfDay) -> str:
    """12月1日(火)午前, or 火曜日の午前 for any week."""
    half = gettext("午前") if wish.begins.hour < 12 else gettext("午後")
    half = half.lower()
    if wish.day is not None:
        return str(gettext("%(day)s%(half)s", day=dates.short_date(wish.day), half=half))
    weekday = dates.weekday_name(wish.weekday or 0)
    return str(gettext("%(weekday)s曜日の%(half)s", weekday=weekday, half=half))
