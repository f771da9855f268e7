"""The problem, and a plan in the making, as arrays for loops that are compiled.

Minutes count from the horizon's start. Everything goes by its number in `IndexedProblem`. There are few
arrays, because each one makes every compiled function longer.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Int = Any
"""A whole number of 64 bits: what arrays hold and compiled loops reckon with."""

NEVER = 1 << 40
NOBODY = -1
FREE = -1
"""The pin of a visit that may start whenever its windows allow."""

LENGTH, VERSION, STOPS = range(3)
"""Columns of a plan's shifts; the visits in order stand from STOPS on."""
EARLIEST, LATEST, PIN, WINDOW, GROUP = range(5)
"""Columns of a plan's visits; the group's shifts stand from GROUP on, NOBODY if it is not served."""
WORK, POINTS, COUNTS = range(3)
"""Places of a plan's sums; each tutor's visits stand from COUNTS on, then each day slot's."""

SHIFT = np.dtype(
    [(name, np.int64) for name in ("tutor", "since", "to", "home", "mode", "day_slot", "date", "skills")]
    + [(name, np.int64) for name in ("first_visit", "last_visit", "first_of_tutor", "last_of_tutor")]
)
"""In the lists: visits the shift may hold, and those that any shift of its tutor may hold."""
VISIT = np.dtype(
    [(name, np.int64) for name in ("place", "duration", "tutors", "prize", "published", "fixed")]
    + [(name, np.int64) for name in ("one_has",)]
    + [(name, np.int64) for name in ("first_window", "last_window", "first_need", "last_need")]
)
"""`one_has`: the skills that anybody of the group may bring. Who lacks one that all need is no candidate."""
WINDOW_OF_VISIT = np.dtype(
    [(name, np.int64) for name in ("since", "to", "first_candidate", "last_candidate")]
)
"""Starts from `since` to `to`, both on the grid, without a hole."""
CANDIDATE = np.dtype([(name, np.int64) for name in ("shift", "since", "to", "bias")])
"""A shift that may hold the visit in this window; its starts; what its tutor costs apart from the way."""
NEED = np.dtype([("bit", np.int64), ("least", np.int64)])


class ProblemArrays(NamedTuple):
    """What does not change during a search. Records in a row lie between their `first_` and `last_`."""

    visits: Array
    windows: Array
    needs: Array
    candidates: Array
    shifts: Array
    ways: Array
    """[mode, from, to] in minutes"""
    limits: Array
    """of tutors, then of day slots"""
    fair: Array
    """[tutor places filled in all, tutor]"""
    dates: Array
    """[date, first | last] of the numbers of its shifts in `lists`"""
    lists: Array
    """Numbers of shifts by date, and of visits by shift and by tutor"""
    weights: Array
    """[GRID, TRAVEL, OVER_SHARE, MOVE]"""


GRID, TRAVEL, OVER_SHARE, MOVE = range(4)


class PlanArrays(NamedTuple):
    """Who is where in which order; starts are not chosen, only how early and how late they may be."""

    shifts: Array
    visits: Array
    sums: Array


class Room(NamedTuple):
    """Where the loops write what they need for a moment, one for each search."""

    options: Array
    lists: Array
    """[POOL | KEYS | STACK | ORDER | TRAIL..., place]"""
    group: Array
    """[TRIAL | PICKED | AT_SHIFT | AT_POSITION, member]"""
    marked: Array
    """[row, number] of visits, tutors, dates"""
    words: Array
    """[TRAILED | CLOCK | AGREED_SINCE | AGREED_TO | AGREED_PIN | AGREED_WINDOW | WANTED]"""
    known: Array
    """[candidate, version, number, then four columns a gap]"""
    chance: Array


POOL, KEYS, STACK, ORDER, TRAIL_VISIT, TRAIL_COLUMN, TRAIL_OLD, TOUCHED = range(8)
TRIAL, PICKED, AT_SHIFT, AT_POSITION = range(4)
INVITED, MARKED, DATES = range(3)
TRAILED, CLOCK, AGREED_SINCE, AGREED_TO, AGREED_PIN, AGREED_WINDOW, WANTED = range(7)
