"""The real files of Ichinoseki and Ehime, when they lie beside this checkout: no figure may get worse."""

import statistics

import pytest

from tests.bench.real_places import EHIME, FOLDER, ICHINOSEKI, cities_of, measure
from tutor.places.models import Precision

pytestmark = pytest.mark.skipif(
    not FOLDER.exists(), reason=f"REAL PLACES ARE NOT MEASURED: no folder {FOLDER}; set REAL_PLACES"
)


def off(halls):
    return sorted(one.off for one in halls)


def test_postcodes_and_halls_of_ichinoseki_are_placed(database):
    found = measure(ICHINOSEKI, cities_of(["一関市"]))
    by_koaza = [one for one in found.halls if one.located.precision is Precision.KOAZA]

    assert (found.placed_postcodes, found.postcodes) == (133, 134)
    assert found.unknown == []
    assert len(found.halls) == len([one for one in found.halls if one.off is not None]) == 41
    assert len(by_koaza) >= 10
    assert statistics.median(off(by_koaza)) < 0.4
    assert off(found.halls)[20] < 1.1
    assert sum(one.off <= one.within for one in found.halls) >= 39


def test_halls_of_ehime_are_placed(database):
    """Only 松山市 and 愛南町: the whole prefecture is measured by the script."""
    found = measure(EHIME, cities_of(["松山市", "愛南町"]))

    assert found.placed_postcodes >= 0.98 * found.postcodes
    assert [one.name for one in found.halls if one.off is None] == []
    assert len(found.halls) == 16
    assert off(found.halls)[8] < 0.7
    assert sum(one.off <= one.within for one in found.halls) >= 15
