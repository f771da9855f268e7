"""Whatever an author types, it is read or named; whatever is read, the page can do no harm."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.curriculum.small_curriculum import MAIN_TEXT, UNIT_TEXT, write_curriculum
from tests.curriculum.test_courses import COURSE
from tests.curriculum.test_unit_asks import FACT, SURVEY
from tutor.curriculum.content import Picture
from tutor.curriculum.page_html import page_html
from tutor.curriculum.reader import CurriculumError, read_curriculum

MAIN = MAIN_TEXT + COURSE
UNIT = UNIT_TEXT.replace("+++\n\n", f"\n{FACT}+++\n\n").replace("# じぶん", f"{SURVEY}# じぶん")
TYPED = st.sampled_from([
    "", "\n", "+++", "# ", "## ", "- [x] ", "- ", "「", "：", ":", "=", '"', "'", "[", "]", "[[",
    "{", "}", "1", "\0", "\u2028", "![a](pictures/x.svg)", "{漢|か}", "<b>", "**", "[[facts]]\n", "[facts]\n",
    "できること: tap\n", "key = 1\n", "skills = 3\n", "lessons = [[[]]]\n", "a.b.c = 1\n",
    "[" * 3000, "9" * 5000, "あ" * 40,
])  # fmt: skip
PLACE = st.tuples(st.integers(0, 2000), st.sampled_from([0, 0, 1, 5, 40]), TYPED)
HOME = Picture("pictures/x.svg", "a" * 64, "image/svg+xml", 320, 200)
ALLOWED = {"p", "br", "ol", "ul", "li", "strong", "em", "a", "ruby", "rp", "rt", "img"}


def put(text: str, place: tuple[int, int, str]) -> str:
    at, gone, typed = place
    at %= len(text)
    return text[:at] + typed + text[at + gone :]


@given(st.booleans(), PLACE)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_slip_of_the_hand_is_read_or_named_with_file_and_line(
    tmp_path: Path, in_main: bool, place: tuple[int, int, str]
) -> None:
    files = {"main": put(MAIN, place)} if in_main else {"main": MAIN, "unit": put(UNIT, place)}
    write_curriculum(tmp_path, **{"unit": UNIT, **files})
    named = []
    try:
        read_curriculum(tmp_path)
    except CurriculumError as error:
        named = error.problems

    assert all(problem.file and problem.line >= 1 and problem.sentence for problem in named)


@given(st.text("<>!{}|[]()*#&\"'\\/.-1 \nabxjs:", max_size=80))
@settings(max_examples=100, deadline=None)
def test_no_markdown_makes_an_element_that_is_not_named(text: str) -> None:
    html = page_html(text + "![x](pictures/x.svg)", [HOME])

    tags = {part.split(">")[0].split()[0].strip("/") for part in html.split("<")[1:]}
    assert tags <= ALLOWED
