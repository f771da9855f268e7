"""One unit as the Markdown file that an author edits."""

from collections.abc import Iterator

from tutor.curriculum.content import PHONES, Choice, Page, Question, Survey, Unit, UnitText
from tutor.curriculum.source.unit_body import EXERCISE, OWN_STEPS, PAGE, QUESTION, SURVEY, TUTOR_NOTE
from tutor.curriculum.source.unit_file import FENCE
from tutor.curriculum.source.unit_parts import NARRATION, PAPER, TROUBLE
from tutor.curriculum.toml_text import Value, toml_file, toml_table

PHONE_NAMES = {phone: name for name, phone in PHONES.items()}


def unit_file(unit: Unit) -> str:
    front: dict[str, Value] = {"key": unit.key, "stage": unit.stage, "title": unit.title}
    front |= {"minutes": unit.minutes, "skills": unit.skills, "why": unit.why}
    front |= {"kind": unit.kind} if unit.kind else {}
    front |= {"check_again_by": unit.check_again_by} if unit.check_again_by else {}
    facts: list[dict[str, Value]] = [
        {"text": fact.text, "check_again_by": fact.check_again_by, "source": fact.source}
        for fact in unit.facts
    ]
    return _file([toml_table(front), *(toml_table(fact, "facts") for fact in facts)], unit)


def unit_text_file(text: UnitText) -> str:
    return _file([toml_table({"title": text.title, "why": text.why})], text)


def _file(front: list[str], said: Unit | UnitText) -> str:
    parts = "\n\n".join(_parts(said))
    return f"{FENCE}\n{toml_file(front)}{FENCE}\n\n{parts}\n"


def _parts(said: Unit | UnitText) -> Iterator[str]:
    """Whatever stands under a heading of its own, in the order in which a unit is taught."""
    for page in said.pages:
        yield from _page(page)
    yield _passage(f"# {EXERCISE}：{said.exercise.title}", said.exercise.text)
    for question in said.questions:
        # Which skill it is evidence of, only the unit itself says.
        yield question_text(question, question.skill if isinstance(said, Unit) else "")
    for survey in said.surveys:
        yield _survey(survey)
    yield _passage(f"# {OWN_STEPS}", said.own_steps)
    if said.tutor_note:
        yield _passage(f"# {TUTOR_NOTE}", said.tutor_note)


def _page(page: Page) -> Iterator[str]:
    yield _passage(f"# {PAGE}：{page.title}", page.text)
    for steps in page.steps:
        yield _passage(f"## {PHONE_NAMES[steps.phone]}", steps.text)
    for heading, text in ((TROUBLE, page.trouble), (PAPER, page.paper), (NARRATION, page.narration)):
        if text:
            yield _passage(f"## {heading}", text)


def _passage(heading: str, text: str) -> str:
    return f"{heading}\n\n{text}" if text else heading


def question_text(question: Question, skill: str = "") -> str:
    evidence = [f"できること: {skill}", ""] if skill else []
    return _passage(f"# {QUESTION}：{question.text}", "\n".join([*evidence, *map(_choice, question.choices)]))


def _choice(choice: Choice) -> str:
    because = choice.because.replace("\n", "\n  ")
    return f"- [{'x' if choice.right else ' '}] {choice.text}\n  {because}"


def _survey(survey: Survey) -> str:
    return _passage(f"# {SURVEY}：{survey.text}", "\n".join(f"- {choice}" for choice in survey.choices))
