"""How the pages look that a tenant's customers see: nine texts, of which nothing reaches a page unchecked."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final
from xml.parsers import expat

from pydantic import Field

from unibooks.accounting.base import Write
from unibooks.core.errors import Fault

COLOUR: Final = re.compile(r"#(?:[0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})")
MOST_SVG: Final = 64 * 1024
MOST_PNG: Final = 256 * 1024
PNG: Final = b"\x89PNG\r\n\x1a\n"
PNG_PREFIX: Final = "data:image/png;base64,"

#: What a drawing consists of: nothing here runs, moves, or brings something from elsewhere.
ELEMENTS: Final = frozenset(
    ("svg", "g", "defs", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text",
     "tspan", "linearGradient", "radialGradient", "stop", "clipPath", "mask")
)  # fmt: skip
_SVG: Final = "http://www.w3.org/2000/svg"
_FOREIGN: Final = re.compile(r"(?i)url\(\s*['\"]?(?!#)|javascript:|data:|@import|expression\(|\\")

Text = Annotated[str, Field(description="Empty for ours.")]
Colour = Annotated[str, Field(description="A CSS colour in hex, `#0a5c8f` for example; empty for ours.")]


class SubmissionPageStyle(Write):
    """How the pages look that your customers see. Colours are CSS colours in hex; what is empty looks as it does by itself."""

    logo_svg: Annotated[str, Field(description="An SVG drawing without scripts, styles and references. Empty: none.")]
    logo_png: Annotated[str, Field(description="A PNG image in base64, at most 256 KiB; used where there is no SVG.")]
    background_color: Colour
    title_color: Colour
    text_color: Colour
    input_background_color: Colour
    submit_button_color: Colour
    cancel_button_color: Colour
    error_text_color: Colour


@dataclass(frozen=True)
class Look:
    """A style as the templates take it.

    Attributes:
        logo: a `data:` address of an image.
        colours: CSS variables and their values.
    """

    logo: str = ""
    colours: tuple[tuple[str, str], ...] = ()


PLAIN: Final = Look()

#: Field -> the CSS variable that it sets.
_VARIABLES: Final = {
    "backgroundColor": "paper",
    "titleColor": "title",
    "textColor": "ink",
    "inputBackgroundColor": "input",
    "submitButtonColor": "submit",
    "cancelButtonColor": "cancel",
    "errorTextColor": "bad",
}
#: Buttons whose text must be readable on the tenant's colour.
_BUTTONS: Final = ("submit", "cancel")


def wrong_style(style: SubmissionPageStyle) -> list[Fault]:
    """Everything in a style that no page may show."""
    texts = style.model_dump(by_alias=True)
    cure = "must be a CSS colour in hex, such as #0a5c8f, or empty"
    faults = [Fault(name, cure, "INVALID") for name in _VARIABLES if texts[name] and not COLOUR.fullmatch(texts[name])]
    for name, reason in (("logoSvg", _wrong_svg(style.logo_svg)), ("logoPng", _wrong_png(style.logo_png))):
        if reason:
            faults.append(Fault(name, reason, "INVALID"))
    return faults


def look_of(style: Mapping[str, str]) -> Look:
    """A stored style as the templates take it. It was checked when it was stored, and is checked again here, since what a
    page shows must not depend on who has written into the database."""
    colours = {
        variable: style[name]
        for name, variable in _VARIABLES.items()
        if style.get(name) and COLOUR.fullmatch(style[name])
    }
    for button in _BUTTONS:
        if button in colours:
            colours[f"on-{button}"] = "#000" if _bright(colours[button]) else "#fff"
    return Look(_logo(style), tuple(colours.items()))


def _logo(style: Mapping[str, str]) -> str:
    svg, png = style.get("logoSvg", ""), style.get("logoPng", "")
    if svg and not _wrong_svg(svg):
        return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
    return f"{PNG_PREFIX}{png.removeprefix(PNG_PREFIX)}" if png and not _wrong_png(png) else ""


def _bright(colour: str) -> bool:
    digits = colour[1:]
    pairs = [d * 2 for d in digits[:3]] if len(digits) < 6 else [digits[i : i + 2] for i in (0, 2, 4)]
    red, green, blue = (int(pair, 16) for pair in pairs)
    # Rec. 709 weights, in whole numbers.
    return 2126 * red + 7152 * green + 722 * blue > 10_000 * 140


def _wrong_png(text: str) -> str:
    if not text:
        return ""
    try:
        content = base64.b64decode(text.removeprefix(PNG_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        return "must be a PNG image in base64; an address is not fetched"
    if not content.startswith(PNG):
        return "must be a PNG image"
    return "" if len(content) <= MOST_PNG else f"must have at most {MOST_PNG // 1024} KiB"


class _Refused(Exception):
    """A drawing has something that a page must not show."""


def _wrong_svg(text: str) -> str:
    if not text:
        return ""
    if len(text.encode(errors="replace")) > MOST_SVG:
        return f"must have at most {MOST_SVG // 1024} KiB"
    parser = expat.ParserCreate(namespace_separator=" ")
    seen: list[str] = []

    def begun(name: str, attributes: dict[str, str]) -> None:
        _check_element(name, attributes, first=not seen)
        seen.append(name)

    def refused(*_: Any) -> None:
        raise _Refused("must not have a document type, entities or processing instructions")

    parser.StartElementHandler = begun
    parser.StartDoctypeDeclHandler = refused
    parser.EntityDeclHandler = refused
    parser.ProcessingInstructionHandler = refused
    try:
        parser.Parse(text.encode(), True)
    except expat.ExpatError:
        return "must be a well-formed SVG drawing"
    except UnicodeEncodeError:
        return "must be text"
    except _Refused as problem:
        return str(problem)
    return ""


def _check_element(name: str, attributes: Mapping[str, str], *, first: bool) -> None:
    space, _, local = name.rpartition(" ")
    if space != _SVG or (first and local != "svg"):
        raise _Refused(f"must be a drawing whose elements are SVG's; {local[:30]} is none")
    if local not in ELEMENTS:
        raise _Refused(f"must not have the element {local[:30]}; draw it with paths")
    for written, value in attributes.items():
        attribute = written.rpartition(" ")[2].lower()
        foreign = not value.strip().startswith("#") if attribute in ("href", "src") else _FOREIGN.search(value)
        if attribute.startswith("on") or foreign:
            raise _Refused(f"must not have the attribute {attribute[:30]} with what it says")
