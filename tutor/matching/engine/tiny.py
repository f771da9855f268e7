"""The smallest problem that has all a week has: what the search is compiled with ahead of time."""

from tutor.matching.engine.problem import Place, Problem, Tutor, Visit, Weights


def tiny_problem() -> Problem:
    """Two tutors, one visit for both."""
    tutors = tuple(Tutor(name, 0, "car", ((540, 720),), frozenset({"line"}), 1, 1) for name in ("A", "B"))
    visit = Visit("v", 0, 60, ((540, 600),), 2, {"line": 1}, 1, {}, frozenset(), None)
    return Problem(
        name="tiny",
        grid=15,
        horizon_days=1,
        places=(Place("here", None, None),),
        travel={"car": ((5,),)},
        tutors=tutors,
        visits=(visit,),
        current={},
        weights=Weights(serve=300, travel=1, prefer=10, over_share=30, move=0, swap=0),
    )
