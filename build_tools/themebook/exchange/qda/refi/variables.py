"""What a project knows of cases and sources: the values of variables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity
from themebook.exchange.qda.refi.elements import below, children, id_of, name_of, targets
from themebook.exchange.safe_xml import local_name, place_of

VARIABLE_CARRIED = Rule(
    "variable-carried",
    "A value must be of a known type, and of a variable that the project defines. It must not be the name of a user.",
    Severity.NOTE,
)

_VALUES = ("TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue", "DateTimeValue")
_DATES = ("DateValue", "DateTimeValue")
_YES = {"true": "yes", "1": "yes", "false": "no", "0": "no"}


@dataclass(frozen=True, slots=True)
class VariableValue:
    label: str
    value: str
    is_date: bool = False


@dataclass(frozen=True, slots=True)
class Variables:
    """The names of variables by id, and what may not be published: the names of users."""

    names: Mapping[str, str]
    users: frozenset[str]

    def values_of(self, element: etree._Element, file: str) -> Loaded[tuple[VariableValue, ...]]:
        """The values that a case or source has. Empty ones are left out."""
        found: list[Diagnostic] = []
        values = []
        for one in children(element, "VariableValue"):
            content = next((child for child in children(one) if local_name(child) != "VariableRef"), None)
            text = "" if content is None else " ".join("".join(content.itertext()).split())
            if content is None or not text:
                continue
            variable = next(iter(targets(one, "VariableRef")), "")
            kind = local_name(content)
            if reason := self._reason_against(variable, kind, text):
                message = f"a value of {_what(element)} is not carried over: {reason}"
                found.append(VARIABLE_CARRIED.at(place_of(one, file), message, "add it by hand if you need it"))
                continue
            text = _YES.get(text.lower(), text) if kind == "BooleanValue" else text
            values.append(VariableValue(self.names[variable], text, kind in _DATES))
        return Loaded(tuple(values), tuple(found))

    def _reason_against(self, variable: str, kind: str, text: str) -> str:
        if kind not in _VALUES:
            return f"its type is unknown ({kind})"
        if variable not in self.names:
            return f"the project has no variable '{variable}'"
        return "it is the name of a user" if text.casefold() in self.users else ""


def read_variables(root: etree._Element) -> Variables:
    users = (user.get(key) for user in below(root, "User") for key in ("name", "id"))
    names = {id_of(one): name_of(one) or "Variable without a name" for one in below(root, "Variable")}
    return Variables(names, frozenset(user.strip().casefold() for user in users if user and user.strip()))


def _what(element: etree._Element) -> str:
    return f"'{name_of(element)}'" if name_of(element) else "a case without a name"
