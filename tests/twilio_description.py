"""Twilio's own description of its REST API, to hold requests and answers against."""

import json
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from config import ROOT

FILE = ROOT.parent / "shared/twilio/twilio_api_v2010.json"
FORM = "application/x-www-form-urlencoded"
FORMATS = FormatChecker(formats=())


@cache
def description() -> dict[str, Any]:
    if not FILE.exists():
        pytest.skip(f"Twilio's description is not here ({FILE}): nothing was held against it")
    return json.loads(FILE.read_text(encoding="utf-8"))


@FORMATS.checks("date-time-rfc-2822", raises=ValueError)
def is_rfc_2822(value: object) -> bool:
    return value is None or isinstance(parsedate_to_datetime(str(value)), datetime)


@FORMATS.checks("phone-number")
def is_phone_number(value: object) -> bool:
    return value is None or (str(value).startswith("+") and str(value)[1:].isdigit())


@FORMATS.checks("currency")
def is_currency(value: object) -> bool:
    return value is None or (str(value).isalpha() and len(str(value)) == 3)


@cache
def operation(method: str, path: str) -> dict[str, Any]:
    return description()["paths"][f"/2010-04-01/Accounts/{{AccountSid}}{path}"][method]


def faults_of_form(method: str, path: str, form: dict[str, list[str]]) -> list[str]:
    """A form's values are text; they are read as the kinds that the description names."""
    schema = operation(method, path)["requestBody"]["content"][FORM]["schema"]
    unknown = [f"{name} is unknown" for name in form if name not in schema["properties"]]
    given = {
        name: typed(values, schema["properties"][name])
        for name, values in form.items()
        if name in schema["properties"]
    }
    return unknown + faults(given, schema)


def faults_of_query(method: str, path: str, query: dict[str, list[str]]) -> list[str]:
    known = {
        one["name"]: one["schema"] for one in operation(method, path)["parameters"] if one["in"] == "query"
    }
    unknown = [f"{name} is unknown" for name in query if name not in known]
    return unknown + [
        fault
        for name, values in query.items()
        if name in known
        for fault in faults(typed(values, known[name]), known[name])
    ]


def faults_of_answer(method: str, path: str, status: int, body: object) -> list[str]:
    answers = operation(method, path)["responses"]
    if str(status) not in answers:
        return [f"status {status} is unknown"]
    return faults(body, answers[str(status)]["content"]["application/json"]["schema"])


def typed(values: list[str], schema: dict[str, Any]) -> object:
    kind = schema.get("type")
    if kind == "array":
        return values
    if len(values) != 1:
        return values
    if kind == "integer":
        return int(values[0]) if values[0].isdigit() else values[0]
    if kind == "boolean":
        return {"true": True, "false": False}.get(values[0], values[0])
    return values[0]


def faults(value: object, schema: dict[str, Any]) -> list[str]:
    whole = plain({**schema, "components": description()["components"]})
    found = Draft202012Validator(whole, format_checker=FORMATS).iter_errors(value)
    return [f"{'/'.join(map(str, one.path))}: {one.message}" for one in found]


def plain(schema: Any) -> Any:
    """OpenAPI 3.0 says "nullable" where JSON Schema says a second type. What is not named is not there."""
    if isinstance(schema, list):
        return [plain(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: plain(value) for name, value in schema.items()}
    if made.get("nullable") is True and isinstance(made.get("type"), str):
        made["type"] = [made["type"], "null"]
    if isinstance(schema.get("properties"), dict) and made.get("type") in ("object", ["object", "null"]):
        made.setdefault("additionalProperties", False)
    return made
