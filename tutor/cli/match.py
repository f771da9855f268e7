"""`flask match`: problems and plans as files, and the week of a municipality from the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click
from flask.cli import with_appcontext

from tutor import clock
from tutor.actor import Actor, ActorKind, Grant, Role
from tutor.database import begin_reading, db
from tutor.errors import Refused
from tutor.local_time import local_date
from tutor.matching import exchange, rules, solving
from tutor.matching.engine.fingerprint import problem_hash
from tutor.matching.engine.plan import Plan
from tutor.matching.engine.plan_file import write_plan
from tutor.matching.engine.problem import DAY
from tutor.matching.engine.problem_file import read_problem
from tutor.matching.engine.repair.absence import absent, published
from tutor.matching.engine.repair.file import write_repair
from tutor.matching.engine.repair.repairs import Repair, repairs
from tutor.matching.engine.verify import objective, violations
from tutor.matching.week_problem import week_problem
from tutor.office.queries import municipality
from tutor.sentences import Said

COMMAND_LINE = Actor(ActorKind.WORKER, grants=frozenset({Grant(Role.COORDINATOR)}))
FILE = click.Path(path_type=Path)
SECONDS = click.FloatRange(0, 3600)


@click.group()
def match() -> None:
    """Plan visits: who goes where, when."""


@match.command()
@click.argument("problem", type=FILE)
@click.option("--seconds", default=30.0, show_default=True, type=SECONDS, help="Wall time to search.")
@click.option("--seed", default=1, show_default=True, type=click.IntRange(0))
@click.option(
    "--bound-seconds", default=0.0, type=SECONDS, help="Before that, time to prove what no plan can exceed."
)
@click.option(
    "--effort",
    type=click.IntRange(0),
    help="Steps to search, instead of seconds: the same plan on any machine.",
)
@click.option("--out", required=True, type=FILE, help="Where the plan goes.")
def solve(
    problem: Path, seconds: float, seed: int, bound_seconds: float, effort: int | None, out: Path
) -> None:
    """Solve a PROBLEM file (tutor-match-problem/1). Needs no database."""
    with sentences():
        given = read_problem(problem)
        plan = (
            solving.search(
                given, seconds=seconds, report=say, stop=lambda: False, seed=seed, bound_seconds=bound_seconds
            )
            if effort is None
            else solving.by_effort(given, effort=effort, seed=seed)
        )
        write_plan(plan, out, {"x_engine": plan.engine, "x_problem_hash": problem_hash(given)})
    click.echo(summary(plan))


@match.command()
def prepare() -> None:
    """Compile the search, once after installing: half a minute that no plan must wait for."""
    click.echo(solving.prepared())


@match.command()
@click.argument("problem", type=FILE)
@click.argument("plan", type=FILE)
def check(problem: Path, plan: Path) -> None:
    """Judge a PLAN file for a PROBLEM file, rule by rule."""
    with sentences():
        given, stated = read_problem(problem), exchange.read_plan(plan)
    found = violations(given, stated)
    for violation in found:
        click.echo(f"{violation.code}: {violation}")
    if found:
        raise click.ClickException(f"rules broken: {len(found)}; objective {objective(given, stated)}")
    click.echo(f"feasible; {summary(stated)}")


@match.command()
@click.argument("problem", type=FILE)
@click.option("--seconds", default=4.5, show_default=True, type=SECONDS, help="Wall time to search.")
@click.option("--seed", default=1, show_default=True, type=click.IntRange(0))
@click.option("--plan", type=FILE, help="What was published, if not the problem's own current.")
@click.option(
    "--ill", type=(str, click.IntRange(0)), metavar="TUTOR DAY", help="Who cannot come; day from 0."
)
@click.option("--out", required=True, type=FILE, help="Folder for repair-1.json (the best) to repair-3.json.")
def repair(
    problem: Path, seconds: float, seed: int, plan: Path | None, ill: tuple[str, int] | None, out: Path
) -> None:
    """Repair a published plan in up to three ways; PROBLEM's current, or --plan, is what was published."""
    with sentences():
        given = read_problem(problem)
        given = published(given, exchange.read_plan(plan)) if plan else given
        given = absent(given, ill[0], since=ill[1] * DAY, to=(ill[1] + 1) * DAY) if ill else given
        limit = solving.Limit(seconds, lambda: False)
        found = repairs(given, seed=seed, deadline=limit.over, elapsed=limit.elapsed, gone=limit.gone)
        out.mkdir(parents=True, exist_ok=True)
        for number, one in enumerate(found, start=1):
            write_repair(one, out / f"repair-{number}.json")
            click.echo(f"{number}: {repaired(one)}")


@match.command()
@click.argument("code5")
@click.argument("monday", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--seconds", default=30.0, show_default=True, type=SECONDS, help="Wall time to search.")
@click.option("--out", type=FILE, help="Write the problem there instead; solve and keep nothing.")
@with_appcontext
def week(code5: str, monday: datetime, seconds: float, out: Path | None) -> None:
    """Plan the week from MONDAY of the municipality CODE5, from the database."""
    day = monday.date()
    begin_reading(True)
    with sentences():
        rules.check_week(day, today=local_date(clock.now()))
        place = municipality(code5, actor=COMMAND_LINE)
        if out is not None:
            exchange.write_problem(week_problem(place, day, now=clock.now()).problem, out)
            return
        asked = {"municipality": place.id, "monday": day.toordinal(), "seconds": seconds}
        db.session.remove()
        click.echo(solving.solve_week(asked, say, lambda: False))


@contextmanager
def sentences() -> Iterator[None]:
    """What a rule refuses is one line on the terminal and exit code 1, never a traceback."""
    try:
        yield
    except (Refused, OSError) as refused:
        raise click.ClickException(str(refused)) from refused


def say(done: int, total: int, sentence: Said) -> None:
    click.echo(f"{done:>4}/{total} s  {sentence}", err=True)


def repaired(one: Repair) -> str:
    moved = sum(change.is_moved for change in one.changes)
    left = sum(change.after is None for change in one.changes)
    swapped = len(one.changes) - moved - left
    return (
        f"{one.reach.value}: objective {one.plan.objective}, others come to {swapped}, moved {moved}, "
        f"left out {left}, added {len(one.added)}"
    )


def summary(plan: Plan) -> str:
    served, left = len(plan.visits), len(plan.unserved)
    fallen = [one.id for one in plan.unserved if any(why.code == "pin_impossible" for why in one.reasons)]
    bound = "" if plan.bound is None else f", no plan exceeds {plan.bound}"
    pins = f", pins that cannot be kept: {' '.join(fallen)}" if fallen else ""
    return f"objective {plan.objective}, served {served} of {served + left}, {plan.seconds} s{bound}{pins}"
