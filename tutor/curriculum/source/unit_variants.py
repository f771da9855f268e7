"""`01-touch.en.md` beside `01-touch.md`: the same unit in another language, in the same shape."""

from dataclasses import replace

from tutor.curriculum.content import LANGUAGES, Unit, UnitText
from tutor.curriculum.source.files import Files, stem
from tutor.curriculum.source.pictures import Pictures
from tutor.curriculum.source.problems import Complain
from tutor.curriculum.source.unit_body import PAGE, QUESTION, SURVEY
from tutor.curriculum.source.unit_file import UnitFile, open_unit

SENTENCES = {
    PAGE: "小見出しを、日本語のファイルのこのページと同じにしてください。",
    QUESTION: "答えの数と「- [x]」の場所を、日本語のファイルと同じにしてください。",
    SURVEY: "答えの数を、日本語のファイルと同じにしてください。",
}


def language_of(name: str, complain: Complain) -> str | None:
    """The language in the file's name, if it is one that may stand beside Japanese."""
    language = stem(name).partition(".")[2]
    if language in LANGUAGES[1:]:
        return language
    known = "と".join(LANGUAGES[1:])
    complain(1, f"言語「{language}」はわかりません。名前に使えるのは{known}です。")
    return None


def read_unit_text(
    unit: Unit, pictures: Pictures, files: Files, name: str, language: str, complain: Complain
) -> UnitText | None:
    file = open_unit(files, name, complain, pictures)
    if file is None:
        return None
    body = file.body
    text = UnitText(
        language=language,
        title=file.short("title"),
        why=file.short("why"),
        pages=body.pages(unit.kind),
        exercise=body.exercise(),
        own_steps=body.own_steps(),
        questions=body.questions(unit.kind, unit.skills),
        tutor_note=body.tutor_note_or_none(),
        surveys=body.surveys(),
    )
    file.table.finish()
    _check_shape(file, text, unit)
    _check_skills(file, text, unit)
    both = zip(text.questions, unit.questions, strict=False)
    return replace(text, questions=tuple(replace(said, skill=meant.skill) for said, meant in both))


def _check_shape(file: UnitFile, text: UnitText, unit: Unit) -> None:
    theirs = _shapes(unit)
    for kind, ours in _shapes(text).items():
        sections, meant = file.body.sections(kind), theirs[kind]
        if len(ours) != len(meant):
            line = sections[len(meant)].line if len(ours) > len(meant) else 1
            count = f"「# {kind}」が{len(ours)}個あります。"
            file.complain(line, f"{count}日本語のファイルと同じ{len(meant)}個にしてください。")
            continue
        for section, one, other in zip(sections, ours, meant, strict=True):
            if one != other:
                file.complain(section.line, SENTENCES[kind])


def _shapes(said: Unit | UnitText) -> dict[str, list[object]]:
    return {
        PAGE: [
            ({steps.phone for steps in page.steps}, bool(page.trouble), bool(page.paper))
            for page in said.pages
        ],
        QUESTION: [[choice.right for choice in question.choices] for question in said.questions],
        SURVEY: [len(survey.choices) for survey in said.surveys],
    }


def _check_skills(file: UnitFile, text: UnitText, unit: Unit) -> None:
    sections = file.body.sections(QUESTION)
    for section, said, meant in zip(sections, text.questions, unit.questions, strict=False):
        if said.skill not in {"", meant.skill}:
            sentence = "「できること」の行は、日本語のファイルと同じにするか、消してください。"
            file.complain(section.line, sentence)
