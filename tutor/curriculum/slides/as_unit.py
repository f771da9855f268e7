"""A deck as the unit that its author goes on writing."""

import re

from tutor.curriculum.content import SLIDES, Exercise, Page, Picture, Unit
from tutor.curriculum.slides.deck import Deck, DeckPage
from tutor.curriculum.slides.lines import page_text, wrapped
from tutor.curriculum.slides.plain_words import plain

PICTURES = "pictures"
# What every unit has and no slide says; it stands there until its author writes something better.
WHY = "聞いた話を、あとでもう一度読めます。"
EXERCISE = Exercise("ためしてみましょう", "今日見たことを一つ、\n自分のスマートフォンでためします。")
OWN_STEPS = "わたしの電話では、（　　　　　　　　　　　）"
TUTOR_NOTE = "スライドから作った単元です。"


def unit_of(deck: Deck, *, key: str, number: int) -> Unit:
    """Which skills it teaches, only its author knows: until then the reader says so."""
    pages = tuple(_page(at, page) for at, page in enumerate(deck.pages, 1))
    return Unit(
        key=key,
        number=number,
        stage=0,
        title=pages[0].title,
        minutes=max(5, min(90, len(pages))),
        skills=(),
        why=WHY,
        check_again_by=None,
        pages=pages,
        exercise=EXERCISE,
        own_steps=OWN_STEPS,
        questions=(),
        tutor_note="\n".join([TUTOR_NOTE, *_left_out(deck)]),
        kind=SLIDES,
    )


LEFT_OUT = {
    "chart": "図かグラフ",
    "drawing": "スマートフォンでは見えない形の絵",
    "video": "動画か音",
    "link": "使えないリンク",
}


def _left_out(deck: Deck) -> list[str]:
    """For whoever teaches with it: learners do not see the note, and would not miss what they never saw."""
    return [
        f"- {at}枚目の{LEFT_OUT[what]}は、入っていません。"
        for at, page in enumerate(deck.pages, 1)
        for what in page.left_out
    ]


def pictures_of(deck: Deck, hashes: dict[str, str]) -> dict[str, Picture]:
    """By the names that texts call them; `hashes` are those of their bytes, by the deck's own names."""
    return {
        path: Picture(path, hashes[one.name], "image/webp", one.width, one.height)
        for page in deck.pages
        for one in page.pictures
        for path in [f"{PICTURES}/{one.name}"]
    }


def _page(number: int, page: DeckPage) -> Page:
    lines = list(page.lines)
    said = page.title or _first_words(lines) or f"{number}枚目"
    title, *rest = wrapped(said) or [said]
    pictures = [f"![{one.seen}]({PICTURES}/{one.name})" for one in page.pictures]
    # A slide that is a heading only has its words once more: a page without any is none.
    text = page_text([*rest, *lines]) or ("" if pictures else title)
    return Page(title, "\n\n".join(filter(None, [text, *pictures])), (), "", narration=_narration(page.notes))


def _first_words(lines: list[str]) -> str:
    """Of a slide without a title; taken out, so that they do not stand there twice."""
    plain = not lines or "](" in lines[0]
    return "" if plain else lines.pop(0).removeprefix("- ")


def _narration(notes: str) -> str:
    """Each line of the notes by itself; what would be markup is not."""
    lines = (re.sub(r"^[#＃\s]+", "", plain(line)) for line in notes.splitlines())
    return "\n".join(line.strip() for line in lines if line.strip())
