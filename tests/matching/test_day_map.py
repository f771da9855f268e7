"""The sketch of a day: true distances, marks apart, nobody who stays at home."""

from datetime import timedelta
from math import hypot

from tests.make import NOW
from tutor.matching.day_map import APART, HEIGHT, WIDTH, Stop, letter, sketch
from tutor.places.travel import Point, crow_km

HOME, FAR = Point(38.90, 141.10), Point(38.95, 141.20)
HOMES = {"佐藤": HOME, "高橋": FAR, "小野寺": HOME}


def stop(n: int, point: Point, hours: int = 0) -> Stop:
    return Stop(n, f"CODE{n}", NOW + timedelta(hours=hours), "川岸", ("千葉 花子",), point)


def test_nobody_out_is_nothing_to_draw():
    assert sketch(HOMES, {"佐藤": []}) is None


def test_only_who_goes_out_is_drawn_each_with_a_line_of_her_own():
    one = stop(1, FAR)

    drawn = sketch(HOMES, {"佐藤": [one], "高橋": [one], "小野寺": []})

    assert [(route.letter, route.name, route.pattern) for route in drawn.routes] == [
        ("A", "佐藤", 0),
        ("B", "高橋", 1),
    ]
    assert [mark.number for mark in drawn.marks] == [1]


def test_way_goes_home_through_the_stops_in_order_of_time_and_home():
    first, second = stop(1, FAR), stop(2, Point(38.93, 141.12), hours=2)

    (route,) = sketch(HOMES, {"佐藤": [second, first]}).routes
    points = route.path.split()

    assert route.stops == (first, second)
    assert len(points) == 4
    assert points[0] == points[-1] == f"{route.home[0]},{route.home[1]}"


def test_distances_in_the_picture_follow_the_scale_bar():
    drawn = sketch(HOMES, {"佐藤": [stop(1, FAR)]})
    (mark,), (route,) = drawn.marks, drawn.routes

    drawn_km = hypot(mark.x - route.home[0], mark.y - route.home[1]) / drawn.bar_px * drawn.bar_km

    assert abs(drawn_km - crow_km(HOME, FAR)) < 0.02 * drawn_km
    assert drawn.bar_px <= WIDTH / 4
    assert 0 < mark.x < WIDTH
    assert 0 < mark.y < HEIGHT
    assert mark.y < route.home[1], "north is up"


def test_two_houses_at_one_town_point_stand_apart():
    drawn = sketch(HOMES, {"佐藤": [stop(1, FAR), stop(2, FAR, hours=2)]})

    first, second = drawn.marks
    assert abs(first.x - second.x) >= APART / 2
    assert (first.place, second.place) == ("川岸", "")


def test_everything_at_one_point_can_be_drawn():
    assert sketch(HOMES, {"佐藤": [stop(1, HOME)]}).bar_km > 0


def test_letters_go_on_after_z():
    assert [letter(n) for n in (0, 25, 26, 27)] == ["A", "Z", "AA", "AB"]
