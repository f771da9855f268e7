"""What staff call each text: for what it is, in which language, and its places in braces."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext, lazy_gettext

from tutor.messaging.rewording import FOR_STAFF, Slot, purpose_of
from tutor.messaging.wording_rules import IN_BRACES, PLACES
from tutor.web.saying import say

PURPOSES = {
    "lesson_booked": lazy_gettext("日時が決まったとき"),
    "lesson_reminder_3": lazy_gettext("3日前のお知らせ"),
    "lesson_reminder_1": lazy_gettext("前の日のお知らせ"),
    "lesson_reminder_0": lazy_gettext("当日の朝のお知らせ"),
    "lesson_moved": lazy_gettext("日時が変わったとき"),
    "lesson_tutor_changed": lazy_gettext("担当が変わったとき"),
    "lesson_cancelled": lazy_gettext("取りやめになったとき"),
    "lesson_reinstated": lazy_gettext("取りやめを取り消したとき"),
    "seat_given_back": lazy_gettext("教室の席を取り消したとき"),
    "on_the_way": lazy_gettext("学生が出発したとき"),
    "lesson_question": lazy_gettext("レッスンのあとの質問"),
    "homework_nudge": lazy_gettext("宿題のお知らせ"),
    "visit_request_received": lazy_gettext("申込を受け付けたとき"),
    "own_request_received": lazy_gettext("ページからの申込を受け付けたとき"),
    "own_request_call": lazy_gettext("ページからの申込に、電話で聞くこと"),
    "staffing_booked": lazy_gettext("担当が決まったとき"),
    "staffing_moved": lazy_gettext("担当の日時が変わったとき"),
    "staffing_cancelled": lazy_gettext("担当がなくなったとき"),
    "staffing_reinstated": lazy_gettext("担当の取りやめを取り消したとき"),
    "staffing_changed": lazy_gettext("いっしょに行く人が変わったとき"),
    "staffing_released": lazy_gettext("担当から外れたとき"),
    "staffing_offer": lazy_gettext("担当をお願いするとき"),
    "staffing_offer_closed": lazy_gettext("お願いが、ほかで決まったとき"),
    "staffing_offer_taken_back": lazy_gettext("お願いを取り下げるとき"),
    "staffing_unanswered": lazy_gettext("だれも行けると答えなかったとき"),
    "staffing_reminder_1": lazy_gettext("前の日の確認"),
    "ring_instead_of_call": lazy_gettext("自動の電話がつながらなかったとき"),
    "ring_instead": lazy_gettext("SMSが届かなかったとき"),
    "ring_back": lazy_gettext("かけ直すお約束"),
    "taken_over": lazy_gettext("職員が電話に切りかえたとき"),
    "lane_stopped": lazy_gettext("お知らせを送れなくなったとき"),
    "answer_cannot_come": lazy_gettext("お返事：行けない"),
    "answer_call_me": lazy_gettext("お返事：電話がほしい"),
    "answer_again": lazy_gettext("お返事：もう一度聞きたい"),
    "answer_stop": lazy_gettext("お返事：止めてほしい"),
    "answer_unclear": lazy_gettext("お返事：意味がわからない"),
}
ENDINGS = {
    "_copy": lazy_gettext("%(purpose)s：ご家族へ"),
    "_class": lazy_gettext("%(purpose)s：教室"),
    "_course": lazy_gettext("%(purpose)s：何回かつづく教室"),
}


@dataclass(frozen=True)
class Part:
    """Plain words, or the name of a place."""

    words: str
    is_place: bool


def purpose_name(key: str) -> str:
    purpose = purpose_of(key)
    name = PURPOSES.get(purpose, purpose)
    ending = key.removeprefix(purpose)
    return str(ENDINGS[ending]) % {"purpose": name} if ending else str(name)


def grouped(slots: Iterable[Slot]) -> list[tuple[str, dict[str, list[Slot]]]]:
    """(to whom, by key): in the order in which we deliver them."""
    groups: dict[str, dict[str, list[Slot]]] = {"learners": {}, "tutors": {}, "staff": {}}
    for one in slots:
        whose = "tutors" if one.key.startswith("staffing_") else "learners"
        groups["staff" if one.key.startswith(FOR_STAFF) else whose].setdefault(one.key, []).append(one)
    names = (gettext("受講者とご家族へ"), gettext("学生講師へ"), gettext("職員が見る文"))
    return list(zip(names, groups.values(), strict=True))


def parts(body: str) -> list[Part]:
    cut = IN_BRACES.split(body)
    return [Part(_shown(words) if n % 2 else words, bool(n % 2)) for n, words in enumerate(cut) if words]


def named(body: str) -> str:
    """As staff edit it: {日にち} where {date} is kept."""
    return IN_BRACES.sub(lambda place: f"{{{_shown(place[1])}}}", body)


def kept(typed: str) -> str:
    """As it is kept, whichever of its names a place was given."""
    known = {str(said): name for name, said in PLACES.items()}
    known |= {say(said): name for name, said in PLACES.items()}
    return IN_BRACES.sub(lambda place: f"{{{known.get(place[1].strip(), place[1])}}}", typed)


def _shown(name: str) -> str:
    return say(PLACES[name]) if name in PLACES else name
