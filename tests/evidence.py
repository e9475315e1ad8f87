"""What the tests have seen work: the marks of the coverage, each with the test that saw it on the sandbox.

Every answer that passes through the running installation is noted here. When the whole suite has run, each mark that the
tables claim must have been seen; with `UNIBOOKS_WRITE_EVIDENCE=1` the file that installations show is written anew. Workers
hand what they saw to the process that started them.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from unibooks.accounting.base import Operation, Resource
from unibooks.accounting.registry import RESOURCES
from unibooks.connectors.registry import CONNECTORS
from unibooks.core.coverage import coverage_of

FILE = Path(__file__).parents[1] / "src/unibooks/connectors/exact/evidence.json"
READING = ("list", "get")

_NAMED = """
addCallbackUrl check countEndUsersBySystem createBill createBillLineItem createCustomer createEndUserAccount createExpense
createPassThroughRequest createPayment createSupplier createVendorCredit deleteBill deleteEndUser deletePayment
deleteRegisteredSystem deleteVendorCredit generateTenantSigningSecret getAccount getAccounts getBankAccount getBankAccounts
getBill getBillDocument getBillLineItems getBills getCallbackUrl getCompanies getCustomer getCustomers getDimensions
getDimensionsByDimension getDimensionsV2 getDocumentExtensions getDocumentTypes getEndUserList getEnvironments getExpense
getExpenses getFiscalYear getFiscalYears getJournals getPayment getPaymentTerm getPaymentTerms getPayments getProfile
getRegisteredSystems getRegisteredSystemsMasked getSubmissionPageStyleByKey getSupplier getSuppliers
getTargetSystemRequirements getTargetSystemValues getTaxRate getTaxRates getUserInfo getVendorCredits patchCustomers
patchSupplier postFile systemLoginUrl systemRegistration updateBill updateBillLineItem updateCustomer
updateSubmissionPageStyle updateSupplier updateVendorCredit
"""
#: Operations of the contract that the tests must have called and had answered well, by the names it gives them.
NAMED = frozenset(_NAMED.split())

#: Mark -> the tests that have seen it, in this process.
SEEN: dict[str, set[str]] = {}
#: Operations of the contract that were answered well.
CALLED: set[str] = set()


def note(method: str, path: str, params: Mapping[str, Any], sent: Any, body: Any) -> None:
    """Note what an answer that went well shows."""
    found = _operation(method, path)
    if found is None:
        return
    resource, operation = found
    name = resource.name
    _see(f"{name} {operation.verb}")
    data = body.get("data") if isinstance(body, dict) else None
    for record in data if isinstance(data, list) else [data]:
        for place in _places(record, ""):
            _see(f"{name} read {place}")
    if operation.verb == "list":
        for word, value in params.items():
            _see(f"{name} order {value}" if word == "orderField" else f"{name} filter {word}")
    elif operation.verb not in READING and isinstance(sent, dict):
        warned = {re.sub(r"\[\d+\]", "[]", w.partition(":")[0]) for w in body["meta"].get("warnings") or ()}
        way = "create" if operation.verb == "create" else "update"
        for place in _places(sent, ""):
            if place not in warned:
                _see(f"{name} {way} {place}")


def _see(mark: str) -> None:
    test = re.sub(r"\[.*", "", os.environ.get("PYTEST_CURRENT_TEST", "").partition(" ")[0])
    SEEN.setdefault(mark, set()).add(test)


def _operation(method: str, path: str) -> tuple[Resource, Operation] | None:
    found: list[tuple[int, Resource, Operation]] = []
    for resource in RESOURCES:
        for operation in resource.operations:
            template = resource.path_of(operation)
            pattern = re.sub(r"\\{[^}]*\\}", "[^/]+", re.escape(template))
            if operation.method == method and re.fullmatch(pattern, path):
                found.append((template.count("{"), resource, operation))
    best = min(found, key=lambda one: one[0], default=None)
    return best[1:] if best else None


def _places(value: Any, at: str) -> Iterator[str]:
    """Where a JSON value has something in it: every path that leads to one, lists without their index."""
    if isinstance(value, dict):
        for name, inner in value.items():
            place = f"{at}.{name}" if at else name
            if inner not in (None, [], {}):
                yield place
            yield from _places(inner, place)
    elif isinstance(value, list):
        for inner in value:
            yield from _places(inner, f"{at}[]")


def claimed() -> set[str]:
    """Every mark that the tables of any connector claim."""
    return {mark for c in CONNECTORS for one in coverage_of(c, RESOURCES).resources for mark in one.marks()}


def whole_run(config: pytest.Config) -> bool:
    """Whether the run is of the whole suite, so that what nobody saw was seen by no test."""
    options = config.option
    chosen = [Path(arg).resolve() for arg in config.args]
    everything = {config.rootpath.resolve(), (config.rootpath / "tests").resolve()}
    narrowed = options.keyword or options.markexpr or getattr(options, "lf", False) or options.maxfail == 1
    return not narrowed and all(path in everything for path in chosen)


class Evidence:
    """The part of pytest that gathers what the workers saw and judges it at the end."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def pytest_testnodedown(self, node: Any, error: object) -> None:
        """Take what a worker saw."""
        output = getattr(node, "workeroutput", {})
        for mark, tests in output.get("seen", {}).items():
            SEEN.setdefault(mark, set()).update(tests)
        CALLED.update(output.get("called", ()))

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """In a worker hand over what was seen; otherwise fail the run when a mark was seen by nobody."""
        config: Any = session.config
        if hasattr(config, "workeroutput"):
            config.workeroutput["seen"] = {mark: sorted(tests) for mark, tests in SEEN.items()}
            config.workeroutput["called"] = sorted(CALLED)
            return
        failed = exitstatus != 0 and not os.environ.get("UNIBOOKS_WRITE_EVIDENCE")
        if failed or config.option.collectonly or not whole_run(config):
            return
        self.faults = list(judge())
        if self.faults:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Say what is wrong."""
        if self.faults:
            terminalreporter.section("coverage")
            terminalreporter.write_line("The coverage claims what no test has seen, or the evidence is stale:")
            for fault in self.faults:
                terminalreporter.write_line(fault)


def judge() -> Iterator[str]:
    """What is claimed and was not seen, and what the committed file says otherwise."""
    marks = claimed()
    yield from (f"  nobody has seen: {mark}" for mark in sorted(marks - set(SEEN)))
    yield from (f"  nobody has called: {name}" for name in sorted(NAMED - CALLED))
    if os.environ.get("UNIBOOKS_WRITE_EVIDENCE"):
        kept = {mark: min(SEEN[mark]) for mark in sorted(marks & set(SEEN))}
        FILE.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
        return
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    cure = "run `make evidence` and commit src/unibooks/connectors/exact/evidence.json"
    if set(kept) != marks:
        yield f"  the committed evidence lacks or exceeds {len(set(kept) ^ marks)} marks: {cure}"
    for mark in sorted(marks & set(kept) & set(SEEN)):
        if kept[mark] not in SEEN[mark]:
            yield f"  {kept[mark]} no longer shows {mark}: {cure}"
