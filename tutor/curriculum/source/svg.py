"""An SVG drawing that can only draw: known elements and attributes, nothing from outside, no script."""

import re
from xml.parsers import expat

from tutor.curriculum.source.problems import Wrong

SVG = "http://www.w3.org/2000/svg"
LARGEST = 100_000
MOST_ELEMENTS = 2_000
LONGEST_SIDE = 4_000
ELEMENTS = {
    "svg", "g", "defs", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline",
    "polygon", "text", "tspan", "marker",
}  # fmt: skip
ATTRIBUTES = {
    "id", "role", "version", "d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry",
    "dx", "dy", "width", "height", "viewBox", "points", "transform", "preserveAspectRatio", "fill",
    "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin",
    "stroke-dasharray", "stroke-opacity", "opacity", "font-family", "font-size", "font-weight",
    "text-anchor", "dominant-baseline", "marker-start", "marker-mid", "marker-end", "markerWidth",
    "markerHeight", "markerUnits", "refX", "refY", "orient", "aria-label", "aria-labelledby",
}  # fmt: skip
_INSIDE = re.compile(r"url\(#[\w-]+\)")
_VIEW = re.compile(r"0[ ,]+0[ ,]+(\d{1,4})[ ,]+(\d{1,4})")


def measure_svg(data: bytes) -> tuple[int, int]:
    """Width and height; raises Wrong with the sentence for its author."""
    if len(data) > LARGEST:
        raise Wrong(f"絵が大きすぎます。SVGは{LARGEST // 1000}KBまでです。")
    drawing = _Drawing()
    parser = expat.ParserCreate(namespace_separator=" ")
    # Without a DTD there are no entities, so none can grow or fetch anything.
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.ProcessingInstructionHandler = _refuse_instruction
    parser.StartElementHandler = drawing.begin
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Wrong(
            f"SVGの{error.lineno}行目で、書き方がこわれています。書き出しなおしてください。"
        ) from error
    return drawing.size


def _refuse_doctype(*_declared: object) -> None:
    raise Wrong("SVGに「<!DOCTYPE」は使えません。その行を消してください。")


def _refuse_instruction(*_said: object) -> None:
    raise Wrong("SVGに「<?...?>」の指示は使えません。その行を消してください。")


class _Drawing:
    def __init__(self) -> None:
        self._count = 0
        self.size = (0, 0)

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        space, _, element = name.rpartition(" ")
        if space != SVG or element not in ELEMENTS:
            raise Wrong(f"SVGに「<{element}>」は使えません。形と文字だけの絵にしてください。")
        for attribute, value in attributes.items():
            _check_attribute(attribute, value)
        if self._count == 0:
            self.size = _size(element, attributes)
        self._count += 1
        if self._count > MOST_ELEMENTS:
            raise Wrong(f"SVGの部品が多すぎます。{MOST_ELEMENTS}個までにしてください。")


def _check_attribute(name: str, value: str) -> None:
    if name not in ATTRIBUTES:
        raise Wrong(f"SVGに「{name.rpartition(' ')[2]}」は使えません。消してください。")
    if "url" in value.lower() and not _INSIDE.fullmatch(value.strip()):
        raise Wrong(f"SVGの「{name}」から、外のものは呼べません。消してください。")


def _size(element: str, attributes: dict[str, str]) -> tuple[int, int]:
    found = _VIEW.fullmatch(attributes.get("viewBox", "").strip())
    width, height = (int(found[1]), int(found[2])) if found and element == "svg" else (0, 0)
    if not (0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE):
        raise Wrong('SVGの始めに、viewBox="0 0 幅 高さ" がありません。書きたしてください。')
    return width, height
