"""Curricula as plain values, without files: only what a test says matters."""

from tutor.curriculum.content import Curriculum, Exercise, Page, Skill, Stage, Unit


def skill(key: str, stage: int = 0, *, core: bool = False) -> Skill:
    return Skill(key, stage, f"{key}ができる", core, ("手を添えて", "ことばで", "ひとりで", "見せられる"), ())


def stage(number: int, *needed_before: int) -> Stage:
    return Stage(number, f"段階{number}", "題", needed_before)


def unit(key: str, number: int, *skills: str, stage: int = 0, pages: int = 3) -> Unit:
    return Unit(
        key=key,
        number=number,
        stage=stage,
        title=f"単元{key}",
        minutes=30,
        skills=skills,
        why="わけ",
        check_again_by=None,
        pages=tuple(Page(f"ページ{n}", "文", (), "") for n in range(pages)),
        exercise=Exercise("れんしゅう", "文"),
        own_steps="",
        questions=(),
        tutor_note="",
    )


def curriculum(
    skills: tuple[Skill, ...],
    *,
    stages: tuple[Stage, ...] = (stage(0),),
    units: tuple[Unit, ...] = (),
    key: str = "small",
    title: str = "小さな教材",
) -> Curriculum:
    return Curriculum(key=key, title=title, language="ja", stages=stages, skills=skills, units=units)


def two_stages() -> Curriculum:
    """Stage 0: tap and home, both core. Stage 1 needs it: call is core, photo is not. Stage 2 is empty."""
    return curriculum(
        (skill("tap", core=True), skill("home", core=True), skill("call", 1, core=True), skill("photo", 1)),
        stages=(stage(0), stage(1, 0), stage(2, 0, 1)),
        units=(
            unit("touch", 1, "tap", "home"),
            unit("talk", 2, "call", stage=1),
            unit("see", 3, "photo", stage=1),
        ),
    )
