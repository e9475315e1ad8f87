"""The judge of the coverage can say no: what nobody has seen, and what is only said in the committed file, fails a run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests import evidence
from tests.evidence import judge, note


@pytest.fixture(autouse=True)
def apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """What is noted here is no evidence of anything."""
    file = tmp_path / "evidence.json"
    file.write_text("{}", encoding="utf-8")
    monkeypatch.setattr(evidence, "SEEN", {})
    monkeypatch.setattr(evidence, "FILE", file)
    monkeypatch.setattr(evidence, "NAMED", frozenset[str]())
    monkeypatch.delenv("UNIBOOKS_WRITE_EVIDENCE", raising=False)
    return file


def test_an_answer_shows_its_operation_its_fields_and_its_filters() -> None:
    body = {"data": [{"id": "1", "lineItems": [{"quantity": 2, "taxCode": None}]}], "meta": {}}
    note("GET", "/accounting/bills", {"status": "OPEN", "orderField": "billDate"}, None, body)
    assert set(evidence.SEEN) == {
        "bills list",
        "bills read id",
        "bills read lineItems",
        "bills read lineItems[].quantity",
        "bills filter status",
        "bills order billDate",
    }


def test_a_body_shows_what_was_not_warned_of() -> None:
    sent = {"name": "Paper", "taxText": "VAT", "lineItems": [{"quantity": 1, "itemId": "7"}]}
    body = {"data": {"id": "1"}, "meta": {"warnings": ["taxText: no", "lineItems[0].itemId: no"]}}
    note("POST", "/accounting/bills", {}, sent, body)
    created = {mark for mark in evidence.SEEN if mark.startswith("bills create ")}
    assert created == {"bills create name", "bills create lineItems", "bills create lineItems[].quantity"}


def test_what_is_claimed_and_was_never_seen_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "claimed", lambda: {"bills list", "bills get"})
    note("GET", "/accounting/bills", {}, None, {"data": [], "meta": {}})
    assert "  nobody has seen: bills get" in list(judge())


def test_an_operation_that_was_never_called_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "claimed", set[str])
    monkeypatch.setattr(evidence, "NAMED", frozenset({"getBills", "getBill"}))
    monkeypatch.setattr(evidence, "CALLED", {"getBills"})
    assert list(judge()) == ["  nobody has called: getBill"]


def test_evidence_that_no_longer_shows_it_is_a_fault(monkeypatch: pytest.MonkeyPatch, apart: Path) -> None:
    monkeypatch.setattr(evidence, "claimed", lambda: {"bills list"})
    note("GET", "/accounting/bills", {}, None, {"data": [], "meta": {}})
    apart.write_text(json.dumps({"bills list": "tests/gone.py::test_gone"}), encoding="utf-8")
    (fault,) = judge()
    assert "tests/gone.py::test_gone no longer shows bills list" in fault


def test_the_file_is_written_when_that_is_asked_for(monkeypatch: pytest.MonkeyPatch, apart: Path) -> None:
    monkeypatch.setattr(evidence, "claimed", lambda: {"bills list"})
    monkeypatch.setenv("UNIBOOKS_WRITE_EVIDENCE", "1")
    note("GET", "/accounting/bills", {}, None, {"data": [], "meta": {}})
    assert list(judge()) == []
    (test,) = json.loads(apart.read_text(encoding="utf-8")).values()
    assert test.startswith("tests/test_evidence.py::test_the_file_is_written")
