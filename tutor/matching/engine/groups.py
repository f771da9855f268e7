"""The cheapest group of tutors who can all come at one start and together meet the needs."""

from collections.abc import Sequence

from tutor.matching.engine.indexed import IndexedVisit

Option = tuple[int, int, int, int]
"""(cost, shift number, bits of the starts, bits of the skills); a tutor's options share no start."""
Group = tuple[int, int, tuple[int, ...]]
"""(cost, bits of the starts that all share, shift numbers)"""

_State = tuple[int, tuple[int, ...]]
_Way = tuple[int, tuple[int, ...]]


def cheapest_group(options: list[Option], visit: IndexedVisit) -> Group | None:
    """Exact: no other group of `visit.tutors` options that share a start and meet the needs costs less."""
    if any(least > visit.tutors or not bit for bit, least in visit.needs):
        return None
    crowded = crowded_starts(options, visit.tutors)
    if not crowded:
        return None
    everybody = sum(bit for bit, least in visit.needs if least == visit.tutors)
    able = sorted(o for o in options if o[2] & crowded and o[3] & everybody == everybody)
    if visit.tutors == 1:
        return (able[0][0], able[0][2], (able[0][1],)) if able else None
    if visit.tutors == 2:
        return _cheapest_pair(able, sum(bit for bit, _ in visit.needs))
    return _cheapest_crowd(able, visit, crowded)


def crowded_starts(options: list[Option], size: int) -> int:
    """Bits of the starts at which at least `size` of the options can come."""
    levels = [-1] + [0] * size
    for _, _, starts, _ in options:
        for level in range(size, 0, -1):
            levels[level] |= levels[level - 1] & starts
    return levels[size]


def meets(group: Sequence[Option], visit: IndexedVisit) -> bool:
    return all(sum(option[3] & bit > 0 for option in group) >= least for bit, least in visit.needs)


def _cheapest_pair(able: list[Option], tags: int) -> Group | None:
    best: Group | None = None
    for index, (cost, shift, starts, skills) in enumerate(able):
        for other in range(index + 1, len(able)):
            other_cost, other_shift, other_starts, other_skills = able[other]
            if best and cost + other_cost >= best[0]:
                if other == index + 1:
                    return best
                break
            if starts & other_starts and (skills | other_skills) & tags == tags:
                best = (cost + other_cost, starts & other_starts, (shift, other_shift))
                break
    return best


def _cheapest_crowd(able: list[Option], visit: IndexedVisit, crowded: int) -> Group | None:
    best: Group | None = None
    while crowded:
        start = crowded & -crowded
        crowded ^= start
        found = _cheapest_at([option for option in able if option[2] & start], visit)
        if found and (best is None or found[0] < best[0]):
            best = (found[0], start, found[1])
    return best


def _cheapest_at(able: list[Option], visit: IndexedVisit) -> _Way | None:
    """Dynamic programme over the options: the cheapest way to each (places filled, needs still open)."""
    if not visit.needs:
        chosen = able[: visit.tutors]
        if len(chosen) < visit.tutors:
            return None
        return sum(option[0] for option in chosen), tuple(option[1] for option in chosen)
    bits = [bit for bit, _ in visit.needs]
    ways: dict[_State, _Way] = {(visit.tutors, tuple(least for _, least in visit.needs)): (0, ())}
    for option in able:
        for (places, open_needs), way in list(ways.items()):
            left = tuple(
                n - 1 if n and option[3] & bit else n for n, bit in zip(open_needs, bits, strict=True)
            )
            key, total = (places - 1, left), way[0] + option[0]
            if max(left) < places and (key not in ways or total < ways[key][0]):
                ways[key] = (total, (*way[1], option[1]))
    return ways.get((0, (0,) * len(bits)))
