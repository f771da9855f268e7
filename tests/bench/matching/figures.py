"""What the runs of a benchmark say together: medians, ratios, gaps. None where something was not run."""

from collections.abc import Iterable
from statistics import mean, median

from tests.bench.matching import instances
from tests.bench.matching.results import Results
from tests.bench.matching.running import Outcome
from tests.bench.matching.schedule import Job


class Figures:
    def __init__(self, results: Results) -> None:
        self.results = results
        self.weeks, self.br = instances.known_weeks(), instances.known_br()

    def runs(self, name: str, solver: str) -> dict[Job, Outcome]:
        """The full runs of a solver on a problem, by job; not the first plan at time 0."""
        return {
            job: found
            for job, found in self.results.items()
            if (job.problem, job.solver) == (name, solver) and job.seconds
        }

    def objectives(self, name: str, solver: str) -> list[int]:
        found = self.runs(name, solver).values()
        return sorted(one.objective for one in found if one.objective is not None)

    def objective(self, name: str, solver: str) -> float | None:
        found = self.objectives(name, solver)
        return median(found) if found else None

    def served(self, name: str, solver: str) -> float | None:
        found = [one.served for one in self.runs(name, solver).values() if one.objective is not None]
        return median(found) if found else None

    def of_greedy(self, name: str, solver: str) -> float | None:
        return ratio(self.objective(name, solver), self.objective(name, "greedy"))

    def of_best(self, name: str, solver: str) -> float | None:
        return ratio(self.objective(name, solver), self.best(name))

    def best(self, name: str) -> int | None:
        return int(self.weeks[name]["best"]) if name in self.weeks else None

    def gap(self, name: str) -> float | None:
        """Per cent from our plan to the bound that was proven with it."""
        found = [one for one in self.runs(name, "ours").values() if one.objective and one.bound is not None]
        return min((100 * (one.bound / one.objective - 1) for one in found), default=None)

    def minutes(self, name: str, solver: str) -> int | None:
        """Minutes on the way of a plan for a published instance that serves all."""
        visits = int(self.br[name.removeprefix("br-")]["visits"])
        found = self.objective(name, solver)
        if found is None or self.served(name, solver) != visits:
            return None
        return 100_000 * visits - int(found)

    def br_gap(self, name: str, solver: str) -> float | None:
        """Per cent above the best verified minutes."""
        found = self.minutes(name, solver)
        best = int(self.br[name.removeprefix("br-")]["best_verified_minutes"])
        return None if found is None else 100 * (found / best - 1)

    def first_plan(self, name: str) -> Outcome | None:
        return self.results.get(Job(name, "ours", 0))

    def megabytes(self, name: str, solver: str = "ours") -> float | None:
        return max((one.megabytes for one in self.runs(name, solver).values()), default=None)


def ratio(value: float | None, other: float | None) -> float | None:
    return value / other if value is not None and other else None


def average(values: Iterable[float | None]) -> float | None:
    """None as soon as one is missing: half an average is none."""
    found = list(values)
    known = [value for value in found if value is not None]
    return mean(known) if known and len(known) == len(found) else None
