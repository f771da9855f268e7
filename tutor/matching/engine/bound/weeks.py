"""Trips make days, days make weeks: the best week of a tutor with each number of visits."""

import numpy as np

from tutor.matching.engine.bound.network import NEVER, POSSIBLE, Ints, Tours
from tutor.matching.engine.bound.trips import best_trips, room_for
from tutor.matching.engine.compiling import compiled


@compiled
def trips_of(tours: Tours, prices: Ints, first: int, last: int, worth: Ints, stops: Ints) -> None:
    """The best trips of the tutors from `first` up to `last`, by shift and number of stops."""
    begin, end = tours.tutor_shifts[first], tours.tutor_shifts[last]
    layers = room_for(tours, begin, end)
    for shift in range(begin, end):
        best_trips(tours, prices, shift, layers, worth[shift], stops[shift])


@compiled
def weeks_of(tours: Tours, worth: Ints) -> tuple[Ints, Ints, Ints]:
    """`weeks[t, n]`: tutor t's best week with n visits, or NEVER.

    With it how it came about: `of_day[s, n]` of a day's first n visits fall in shift s; `of_week[s, n]`
    of a week's first n visits fall on the day whose last shift is s.
    """
    tutors, most = len(tours.tutor_limit), max(tours.tutor_limit.max(), worth.shape[1] - 1)
    weeks = np.full((tutors, most + 1), NEVER, np.int64)
    of_day = np.zeros((len(tours.shift_limit), most + 1), np.int64)
    of_week = np.zeros((len(tours.shift_limit), most + 1), np.int64)
    day = np.empty(most + 1, np.int64)
    for tutor in range(tutors):
        week = weeks[tutor]
        week[0] = 0
        end = tours.tutor_shifts[tutor + 1]
        for shift in range(tours.tutor_shifts[tutor], end):
            if shift == tours.tutor_shifts[tutor] or tours.shift_day[shift] != tours.shift_day[shift - 1]:
                day[:] = NEVER
                day[0] = 0
            limit = min(tours.day_limit[tours.shift_day[shift]], tours.tutor_limit[tutor])
            _join(day, worth[shift], limit, of_day[shift])
            if shift + 1 == end or tours.shift_day[shift + 1] != tours.shift_day[shift]:
                _join(week, day, tours.tutor_limit[tutor], of_week[shift])
    return weeks, of_day, of_week


@compiled
def _join(total: Ints, part: Ints, limit: int, taken: Ints) -> None:
    """Add the best of `part` to `total`, at most `limit` in all; `taken[n]` of n are of `part`."""
    for number in range(min(limit, len(total) - 1), -1, -1):
        best, of_part = NEVER, 0
        for more in range(min(number, len(part) - 1) + 1):
            if part[more] > POSSIBLE and total[number - more] > POSSIBLE:
                worth = part[more] + total[number - more]
                if worth > best:
                    best, of_part = worth, more
        total[number], taken[number] = best, of_part


@compiled
def stops_of(tours: Tours, stops: Ints, of_day: Ints, of_week: Ints, visits: Ints) -> Ints:
    """The stops of each tutor's best week with the given number of visits."""
    found, count = np.empty(visits.sum(), np.int64), 0
    for tutor in range(len(visits)):
        in_week, in_day = visits[tutor], 0
        end = tours.tutor_shifts[tutor + 1]
        for shift in range(end - 1, tours.tutor_shifts[tutor] - 1, -1):
            if shift + 1 == end or tours.shift_day[shift + 1] != tours.shift_day[shift]:
                in_day = of_week[shift, in_week]
                in_week -= in_day
            here = of_day[shift, in_day]
            in_day -= here
            found[count : count + here] = stops[shift, here, :here]
            count += here
    return found
