"""Why a unit is proposed for the next lesson, in sentences for its tutors."""

from collections.abc import Sequence

from tutor.learning.next_lesson import Pupil, Reason, Why
from tutor.sentences import Counted, Said

MOST_THINGS, MOST_NAMES = 2, 2
ALL = Said("みなさん")
PHONES = {"iphone": Said("iPhone"), "android": Said("Android"), "rakuraku": Said("らくらくスマートフォン")}


def sentence(reason: Reason, *, of: int) -> Said:
    """`of` so many learners: whom it is about is said only where somebody else is there too."""
    what = _what(reason)
    if of == 1:
        return what
    return Said("%(whom)s：%(what)s", whom=_whom(reason.whom, of), what=what)


def _whom(names: Sequence[str], of: int) -> Said | list[Said]:
    if len(names) == of:
        return ALL
    if len(names) > MOST_NAMES:
        return Counted("%(num)d人", len(names))
    return [Said("%(name)sさん", name=name) for name in names]


def _what(reason: Reason) -> Said:
    things = [Said("「%(thing)s」", thing=one) for one in reason.things[:MOST_THINGS]]
    match reason.why:
        case Why.HARD:
            return Said("%(things)sが、まだむずかしいようです。", things=things)
        case Why.WRONG:
            return Said("%(things)sのしつもんで、まよいました。", things=things)
        case Why.DUE:
            return Said("%(things)sを、おさらいする時です。", things=things)
        case Why.TOWARDS:
            return Said("願いの%(things)sの前に、できるとよいことです。", things=things)
        case Why.AHEAD:
            return Said("先に%(things)sの段階をすすめます。", things=things)
    return _ALONE[reason.why]


_ALONE = {
    Why.GOAL: Said("ご本人の願いに合っています。"),
    Why.NEXT: Said("順番では、つぎの単元です。"),
    Why.READY: Said("前の段階ができているので、始められます。"),
    Why.HELD: Said("もう、ひとりでできます。"),
}


def phones(pupils: Sequence[Pupil]) -> Said:
    """With which telephone's steps one teaches, and what has to be asked first."""
    known = list(dict.fromkeys(one.phone for one in pupils if one.phone in PHONES))
    if len(known) > 1 or len({one.phone for one in pupils}) > len(known) > 0:
        return Said("電話機は、人によってちがいます（%(phones)s）。", phones=[PHONES[one] for one in known])
    if known:
        return Said("手順は、%(phone)sのものを使います。", phone=PHONES[known[0]])
    if pupils and all(one.phone == "none" for one in pupils):
        return Said("ご自分の電話機は、まだありません。貸し出すものを持っていきます。")
    return Said("電話機の種類を、はじめに確かめてください。")
