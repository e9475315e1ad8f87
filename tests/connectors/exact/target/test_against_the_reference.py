"""The generated entities against a machine-readable copy of Exact's reference, where one lies beside the project."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from unibooks.connectors.exact.target.catalogue import ENTITIES
from unibooks.core.target import Entity, Nav, Prop

ROOT = Path(__file__).parents[4]
REFERENCE = ROOT / "../shared/spec/exact-metadata.json"
TARGET = ROOT / "src/unibooks/connectors/exact/target"
FACTS = ("path", "type_name", "methods", "scope", "page_size", "selected", "filterable", "topic", "company")
OF_PROPS = ("edm", "key", "post", "put", "mandatory", "webhook")
OF_NAVS = ("_target", "many", "post", "mandatory")

pytestmark = pytest.mark.skipif(not REFERENCE.exists(), reason="no reference here")


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_exact_target", ROOT / "scripts/generate_exact_target.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _classes(name: str, source: str) -> dict[str, Any]:
    """What a module's text describes, before any correction."""
    module = ModuleType(f"described_{name}")
    sys.modules[module.__name__] = module
    try:
        exec(source, module.__dict__)
        return {
            kind.__name__: (
                {fact: getattr(kind, fact) for fact in FACTS},
                [(member, _member(value)) for member, value in kind.members.items()],
            )
            for kind in vars(module).values()
            if isinstance(kind, type) and issubclass(kind, Entity) and kind is not Entity
        }
    finally:
        del sys.modules[module.__name__]


def _member(value: Prop | Nav) -> dict[str, Any]:
    return {name: getattr(value, name) for name in (OF_PROPS if isinstance(value, Prop) else OF_NAVS)}


def test_every_entity_is_what_the_reference_says() -> None:
    described = _generator().modules(REFERENCE)
    assert len(described) > 20
    for name, source in described.items():
        kept = (TARGET / f"{name}.py").read_text(encoding="utf-8")
        assert _classes(name, kept) == _classes(name, source), name


def test_the_list_of_entities_is_whole() -> None:
    described = _generator().ENTITIES
    assert [entity.__name__ for entity in ENTITIES] == [name for _, name in described.values()]
