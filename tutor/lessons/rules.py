"""What may be done with a lesson, and when."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from tutor.errors import Refused
from tutor.lessons.models import Came, LessonKind, LessonState

MOST_LEARNERS_AT_HOME = 5
TUTORS_AT_A_DOOR = 2
OPEN_BEFORE = timedelta(minutes=30)
"""Attendance may be ticked when the first learners come in."""
ADDED_UNTIL = timedelta(days=2)
"""After the end the second tutor may still say what he or she saw, and the first may correct."""
ADDRESS_BEFORE = timedelta(hours=24)
ADDRESS_AFTER = timedelta(hours=2)
AGE_BANDS = ((65, "64歳以下"), (75, "65から74歳"), (85, "75から84歳"), (200, "85歳以上"))


def check_people(
    kind: LessonKind, *, tutors: Sequence[object], learners: Sequence[object], wanted: int
) -> None:
    """Two go to every door; up to five learn there; a class may be booked before anybody is found."""
    if len(tutors) != wanted if kind is LessonKind.VISIT else len(tutors) > wanted:
        raise Refused("学生講師は%(wanted)d人必要です。今は%(have)d人です。", wanted=wanted, have=len(tutors))
    if len(set(tutors)) != len(tutors) or len(set(learners)) != len(learners):
        raise Refused("同じ人が二度えらばれています。")
    if kind is LessonKind.VISIT and wanted < TUTORS_AT_A_DOOR:
        raise Refused("訪問には、学生講師が2人必要です。")
    if not learners and kind is LessonKind.VISIT:
        raise Refused("受講者を一人以上えらんでください。")
    if kind is LessonKind.VISIT and len(learners) > MOST_LEARNERS_AT_HOME:
        raise Refused("訪問で一度に学べるのは%(most)d人までです。", most=MOST_LEARNERS_AT_HOME)


def check_seats(seats: int, *, in_the_hall: int, learners: int) -> None:
    if not 1 <= seats <= in_the_hall:
        raise Refused("席の数は、1から%(most)dまでにしてください。会場に入れる人数です。", most=in_the_hall)
    if learners > seats:
        raise Refused("受講者は%(learners)d人、席は%(seats)dです。", learners=learners, seats=seats)


def check_time(starts_at: datetime, ends_at: datetime, *, now: datetime) -> None:
    if starts_at <= now:
        raise Refused("レッスンの始まりは、これからの日時にしてください。")
    if not timedelta(minutes=15) <= ends_at - starts_at <= timedelta(hours=6):
        raise Refused("レッスンの長さは、15分から6時間のあいだにしてください。")


def check_movable(state: LessonState) -> None:
    if state is LessonState.CANCELLED:
        raise Refused("このレッスンは、取りやめになっています。")
    if state is LessonState.FINISHED:
        raise Refused("このレッスンは、もう終わっています。")


def check_shown(version: int, shown: int) -> None:
    """The page showed the lesson as it was then."""
    if version != shown:
        raise Refused(
            "この画面を開いたあとに、レッスンが変わりました。まだ何も変えていません。"
            "画面を開き直して、今の内容をお確かめください。"
        )


def check_room(*, have: int, more: int, wanted: int) -> None:
    if have >= wanted:
        raise Refused("このレッスンの学生講師は、もうそろっています。画面を開き直してください。")
    if have + more > wanted:
        raise Refused("あと%(lacking)d人までえらべます。", lacking=wanted - have)


def check_staffable(state: LessonState, ends_at: datetime, *, now: datetime) -> None:
    check_movable(state)
    if ends_at <= now:
        raise Refused("このレッスンの時間は、もう過ぎました。担当は変えられません。")


def check_open(state: LessonState, *, starts_at: datetime, now: datetime) -> None:
    """May the tutors tick and mark? From half an hour before, and until it is finished."""
    if state is LessonState.CANCELLED:
        raise Refused("このレッスンは、取りやめになっています。")
    if state is LessonState.FINISHED:
        raise Refused("このレッスンの記録は、もう閉じています。直すときは調整担当に電話してください。")
    if now < starts_at - OPEN_BEFORE:
        raise Refused("出欠は、レッスンが始まる30分前から付けられます。")


def may_add(state: LessonState, *, starts_at: datetime, ends_at: datetime, now: datetime) -> bool:
    """May marks and a sentence be written? While the record is open, and for two days after the lesson."""
    opened = starts_at - OPEN_BEFORE <= now
    if state is LessonState.FINISHED:
        return opened and now <= ends_at + ADDED_UNTIL
    return opened and state is LessonState.PLANNED


def check_may_add(state: LessonState, *, starts_at: datetime, ends_at: datetime, now: datetime) -> None:
    if not may_add(state, starts_at=starts_at, ends_at=ends_at, now=now):
        check_open(state, starts_at=starts_at, now=now)


def check_finishable(came: Sequence[Came]) -> None:
    if any(one in {Came.EXPECTED, Came.SAYS_NO} for one in came):
        raise Refused("まだ出欠を付けていない方がいます。全員の出欠を付けてから終えてください。")


def shows_address(starts_at: datetime, ends_at: datetime, *, now: datetime) -> bool:
    """A tutor sees where somebody lives from a day before until two hours after."""
    return starts_at - ADDRESS_BEFORE <= now <= ends_at + ADDRESS_AFTER


def age_band(born_year: int | None, *, on: date) -> str | None:
    if born_year is None:
        return None
    return next(band for below, band in AGE_BANDS if on.year - born_year < below)
