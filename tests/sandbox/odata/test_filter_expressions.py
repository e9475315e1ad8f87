"""$filter: what it finds, what it refuses, and with which words."""

from __future__ import annotations

import uuid
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unibooks.connectors.exact.target import Account, Me, PurchaseEntry
from unibooks.core.target import Entity
from unibooks.sandbox.exact.odata.errors import ODataError
from unibooks.sandbox.exact.odata.filters import parse_filter
from unibooks.sandbox.exact.odata.literals import literal, tokens, write

KEY = uuid.UUID("454a5d46-ee70-4ed1-9375-9cfedeb138cd")
ROW: dict[str, Any] = dict.fromkeys(Account.props()) | {
    "ID": KEY,
    "Code": "               025",
    "Name": "O'Neill & Zonen",
    "IsSupplier": True,
    "CreditLineSales": Decimal("10.50"),
    "CostPaid": 1,
    "Modified": datetime(2026, 1, 1, 12, 30),
}


def finds(text: str, entity: type[Entity] = Account, row: dict[str, Any] | None = None) -> bool:
    return parse_filter(text, entity).value(row or ROW) is True


@pytest.mark.parametrize(
    "text",
    [
        f"ID eq guid'{KEY}'",
        f"ID eq guid'{str(KEY).upper()}'",
        f"guid'{KEY}' eq ID",
        "Name eq 'O''Neill & Zonen'",
        "Name ne 'x'",
        "trim(Code) eq '025'",
        "Code eq '               025'",
        "tolower(Name) eq 'o''neill & zonen'",
        "startswith(toupper(Name), 'O')",
        "substringof('Neill',Name) eq true",
        "substringof('Neill',Name)",
        "endswith(Name,'Zonen') eq true and IsSupplier",
        "IsSupplier eq true",
        "CreditLineSales gt 10",
        "CreditLineSales eq 10.5m",
        "CreditLineSales le 10.5d",
        "CreditLineSales ge -3",
        "CostPaid eq 1",
        "CostPaid lt 2L",
        "Modified gt datetime'2026-01-01'",
        "Modified eq datetime'2026-01-01T12:30:00'",
        "Modified le datetime'2026-01-01T12:30:00.0000000'",
        "Modified lt datetime'2026-01-01T12:31'",
        "Email eq null",
        "Name ne null",
        "not (Name eq 'x')",
        "not startswith(Name,'x')",
        "Name eq 'x' or Name eq 'y' or IsSupplier",
        "Name eq 'x' and Name eq 'y' or IsSupplier eq true",
        "(((IsSupplier eq true)))",
        "  IsSupplier   eq\ttrue ",
        "(Email eq 'x') eq true or IsSupplier",
    ],
)
def test_finds(text: str) -> None:
    assert finds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Name eq 'o''neill & zonen'",
        "Code eq '025'",
        "Email eq 'x'",
        "Email ne 'x'",
        "not (Email eq 'x')",
        "Email gt null",
        "Email eq 'x' and IsSupplier",
        "IsSupplier and not IsSupplier",
        "startswith(Email,'x')",
        "Modified ge datetime'2026-01-02'",
    ],
)
def test_does_not_find(text: str) -> None:
    assert not finds(text)


SYNTAX = "Bad Request - Error in query syntax."
UNSUPPORTED = "This $filter parameter is not supported for this resource"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ID eq guid'dsadsds'", "Unrecognized 'Edm.Guid' literal 'guid'dsadsds'' in '6'."),
        ("Name eq 'x' and ID eq guid''", "Unrecognized 'Edm.Guid' literal 'guid''' in '22'."),
        ("Modified gt datetime'2026-02-30'", "Unrecognized 'Edm.DateTime' literal 'datetime'2026-02-30'' in '12'."),
        ("Name eq", SYNTAX),
        ("Name eq 'x", SYNTAX),
        ("Name", SYNTAX),
        ("'x'", SYNTAX),
        ("eq eq eq", "No property 'eq' exists in type 'Exact.Web.Api.Models.Account' at position 0."),
        ("(Name eq 'x'", SYNTAX),
        ("Name eq 'x')", SYNTAX),
        ("Name eq 'x' Name eq 'y'", SYNTAX),
        ("startswith(Name)", SYNTAX),
        ("startswith(Name,'x','y')", SYNTAX),
        ("startswith(CostPaid,'x')", SYNTAX),
        ("Name = 'x'", SYNTAX),
        ("CostPaid eq " + "9" * 5000, SYNTAX),
        ("CostPaid eq 1e" + "9" * 30, SYNTAX),
        ("CostPaid eq 1.5L", SYNTAX),
        ("CostPaid eq 5x", SYNTAX),
        ("Nmae eq 'x'", "No property 'Nmae' exists in type 'Exact.Web.Api.Models.Account' at position 0."),
        ("name eq 'x'", "No property 'name' exists in type 'Exact.Web.Api.Models.Account' at position 0."),
        ("length(Name) eq 5", "Unknown function 'length' at position 0."),
        (
            "Name eq 5",
            "Operator 'eq' incompatible with operand types 'System.String' and 'System.Int32' at position 5.",
        ),
        (
            f"ID gt guid'{KEY}'",
            "Operator 'gt' incompatible with operand types 'System.Guid' and 'System.Guid' at position 3.",
        ),
        ("BankAccounts/ID eq 5", UNSUPPORTED),
        ("Name/Length eq 5", UNSUPPORTED),
        ("Name eq Code", UNSUPPORTED),
        ("substringof(Code,Name)", UNSUPPORTED),
        ("CostPaid add 1 eq 2", UNSUPPORTED),
    ],
)
def test_refuses_in_exact_words(text: str, message: str) -> None:
    with pytest.raises(ODataError) as refused:
        parse_filter(text, Account)
    assert (refused.value.status, refused.value.message) == (400, message)


def test_binary_and_lines_are_not_filtered_on() -> None:
    for text, entity in (("ThumbnailPicture eq null", Me), ("PurchaseEntryLines/AmountFC gt 5", PurchaseEntry)):
        with pytest.raises(ODataError) as refused:
            parse_filter(text, entity)
        assert refused.value.message == UNSUPPORTED


@pytest.mark.parametrize("text", ["(" * 5000 + "IsSupplier" + ")" * 5000, "trim(" * 5000 + "Name" + ")" * 5000])
def test_depth_is_bounded(text: str) -> None:
    with pytest.raises(ODataError):
        parse_filter(text, Account)


def test_long_chains_are_not_deep() -> None:
    keys = [uuid.UUID(int=n) for n in range(2000)]
    test = parse_filter(" or ".join(f"ID eq guid'{key}'" for key in [*keys, KEY]), Account)
    assert test.value(ROW) is True
    assert [hits.values for hits in test.hits] == [{*keys, KEY}]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Name eq 'a'", {"a"}),
        ("Name eq 'a' and CostPaid gt 1", {"a"}),
        ("CostPaid gt 1 and Name eq 'a'", {"a"}),
        ("Name eq 'a' or Name eq 'b'", {"a", "b"}),
        ("Name eq 'a' or CostPaid eq 1", None),
        ("Name eq 'a' or Name gt 'b'", None),
        ("not (Name eq 'a')", None),
        ("Name ne 'a'", None),
        ("tolower(Name) eq 'a'", None),
    ],
)
def test_index_hints_never_promise_too_much(text: str, values: set[str] | None) -> None:
    hits = parse_filter(text, Account).hits
    assert [set(each.values) for each in hits] == ([] if values is None else [values])


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("CostPaid gt 1", [("CostPaid", 1, None)]),
        ("1 gt CostPaid", [("CostPaid", None, 1)]),
        ("CostPaid ge 1 and CostPaid lt 5 and CostPaid le 9", [("CostPaid", 1, 5)]),
        ("Name eq 'a' and CostPaid ge 1", [("CostPaid", 1, None)]),
        ("CostPaid ge 1 or CostPaid lt 0", []),
        ("not (CostPaid ge 1)", []),
        ("CostPaid ne 1", []),
    ],
)
def test_spans_never_promise_too_much(text: str, spans: list[tuple[str, int | None, int | None]]) -> None:
    found = parse_filter(text, Account).spans
    assert [(span.name, span.low, span.high) for span in found] == spans


def outcome(text: str) -> Any:
    """What a filter says about the row, or the status of its refusal."""
    try:
        return parse_filter(text, Account).value(ROW)
    except ODataError as refused:
        return refused.status


@given(st.text(max_size=60))
def test_any_text_parses_or_is_refused(text: str) -> None:
    assert outcome(text) in (True, False, None, 400)


WORDS = "Name ID CostPaid IsSupplier Modified eq gt and or not ( ) , null true 'a' 1 5L 1.5m startswith(Name,'a')"
PIECES = st.sampled_from([*WORDS.split(), f"guid'{KEY}'", "datetime'2026-01-01'"])


@given(st.lists(PIECES, max_size=12))
def test_any_pieces_parse_or_are_refused(pieces: list[str]) -> None:
    assert outcome(" ".join(pieces)) in (True, False, None, 400)


ATOMS = {"IsSupplier": True, "Email eq 'x'": None, "Name eq 'x'": False, "CostPaid eq 1": True, "Email eq null": True}
EXPRESSIONS = st.recursive(
    st.sampled_from(sorted(ATOMS)),
    lambda inner: st.one_of(
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("not ({})".format, inner),
    ),
    max_leaves=12,
)


@given(EXPRESSIONS)
def test_logic_agrees_with_three_valued_python(text: str) -> None:
    known = {
        "IsSupplier": True,
        "Email eq 'x'": None,
        "Name eq 'x'": False,
        "CostPaid eq 1": True,
        "Email eq null": True,
    }
    code = text
    for atom, value in known.items():
        code = code.replace(atom, f"V({value})")
    code = code.replace(" and ", " & ").replace(" or ", " | ").replace("not (", "~(")
    assert parse_filter(text, Account).value(ROW) is eval(code, {"V": V}).value


class V:
    """Kleene's logic, the slow and obvious way."""

    def __init__(self, value: bool | None) -> None:
        self.value = value

    def __and__(self, other: V) -> V:
        both = {self.value, other.value}
        return V(False if False in both else None if None in both else True)

    def __or__(self, other: V) -> V:
        both = {self.value, other.value}
        return V(True if True in both else None if None in both else False)

    def __invert__(self) -> V:
        return V(None if self.value is None else not self.value)


@given(
    st.one_of(
        st.tuples(st.just("Edm.Guid"), st.uuids()),
        st.tuples(st.just("Edm.String"), st.text(st.characters(codec="utf-8"))),
        st.tuples(st.just("Edm.DateTime"), st.datetimes(min_value=datetime(1753, 1, 1))),
        st.tuples(st.just("Edm.Int32"), st.integers(-(2**31), 2**31 - 1)),
        st.tuples(st.just("Edm.Int64"), st.integers(-(2**63), 2**63 - 1)),
        st.tuples(st.just("Edm.Boolean"), st.booleans()),
        st.tuples(st.just("Edm.Double"), st.decimals(-(10**9), 10**9, places=4)),
    )
)
def test_literals_survive_writing_and_reading(typed: tuple[str, Any]) -> None:
    edm, value = typed
    pieces = tokens(write(edm, value))
    assert len(pieces) == 2
    found = literal(pieces[0])
    assert found is not None
    assert found.value == value
    assert found.edm == edm


VALUES = st.sampled_from([None, "a", "b", "c"])


@given(row=VALUES, wanted=st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=4), turned=st.booleans())
def test_a_list_of_equalities_finds_what_each_of_them_finds(row: str | None, wanted: list[str], turned: bool) -> None:
    chain = " or ".join(f"'{value}' eq Name" if turned else f"Name eq '{value}'" for value in wanted)
    here = ROW | {"Name": row}
    assert finds(chain, row=here) is any(finds(f"Name eq '{value}'", row=here) for value in wanted)
    assert finds(f"not ({chain})", row=here) is (row is not None and row not in wanted)
    assert finds(f"({chain}) and IsSupplier", row=here) is finds(chain, row=here)
    assert finds(f"({chain}) or IsSupplier", row=here)
    assert finds(f"({chain}) and Name eq 'a' or Code eq 'x'", row=here) is (row == "a" and "a" in wanted)
