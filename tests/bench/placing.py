"""Placement by telephone on simulated learners, beside the plain way; prints a table.

`python -m tests.bench.placing [--people 1000]`. The bar: within one stage of the full check in 85 %. Towns
below the line have more holes than the questions reckon with; how far it falls there is for reading.
"""

import argparse

from tests.learning.simulated import Asking, Town, stages, try_out

ELDERLY = (20, 20, 16, 13, 10, 8, 5, 4, 3, 1)
"""Most who ask have not come far."""
TOWNS = (
    Town("a hole in 20 core skills, 5 others"),
    Town("the same, few have come far", far=ELDERLY),
    Town("next stage hardly begun", next_stage=0.1),
    Town("next stage mostly there", next_stage=0.6),
    Town("half as many holes", holes=0.025, holes_in_others=0.1),
    Town("says 'not yet' and 'with words' alike", says_words=0.5),
    Town("slips and guesses 10 %", slips=0.1, guesses=0.1),
)
BEYOND = (
    Town("slips and guesses 20 %", slips=0.2, guesses=0.2),
    Town("twice as many holes", holes=0.1, holes_in_others=0.3),
    Town("a hole in 33, as many in early stages", holes=0.03, holes_in_others=0.15, fewer_below=1),
    Town("a hole in 10, as many in early stages", holes=0.1, holes_in_others=0.2, fewer_below=1),
)
HEAD = ("town", "asked", "within 1", "exact", "one a stage", "..., weighed")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=1000)
    people = parser.parse_args().people
    asking = Asking(stages())
    print(f"placement: {people} simulated learners a town, nine stages of seven skills")
    print(row(HEAD))
    for town in TOWNS:
        print(measured(asking, town, people))
    print("-" * 60)
    for town in BEYOND:
        print(measured(asking, town, people))


def measured(asking: Asking, town: Town, people: int) -> str:
    tally = try_out(asking, town, people, seed=5)
    shares = (tally.near, tally.same, tally.plain_near, tally.plain_weighed)
    return row((town.name, f"{tally.asked / people:.1f}", *(f"{100 * one / people:.1f} %" for one in shares)))


def row(cells: tuple[str, ...]) -> str:
    return f"{cells[0]:40}" + "".join(f"{one:>13}" for one in cells[1:])


if __name__ == "__main__":
    main()
