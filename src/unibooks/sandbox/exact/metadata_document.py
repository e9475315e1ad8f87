"""What a service says of itself: its `$metadata` as EDMX, and its list of collections."""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import quoteattr

from unibooks.connectors.exact.target.catalogue import ENTITIES
from unibooks.core.target import Entity, Nav, Prop
from unibooks.sandbox.exact import wire
from unibooks.sandbox.exact.atom import ATOM, HEAD, META
from unibooks.sandbox.exact.wire import Place

_EDMX: Final = "http://schemas.microsoft.com/ado/2007/06/edmx"
_EDM: Final = "http://schemas.microsoft.com/ado/2008/09/edm"
_APP: Final = "http://www.w3.org/2007/app"
#: Not the name of anything in Exact's data; [I] a container has to have one.
_CONTAINER: Final = "Exact.Web.Api"


def _service(entity: type[Entity]) -> str:
    return entity.path.rpartition("/")[0]


#: Services by their address in lower case, with what they hold.
SERVICES: Final[dict[str, tuple[type[Entity], ...]]] = {
    name.lower(): tuple(entity for entity in ENTITIES if _service(entity) == name)
    for name in dict.fromkeys(_service(entity) for entity in ENTITIES)
}


def _set(entity: type[Entity]) -> str:
    return entity.path.rpartition("/")[2]


def _linked(entity: type[Entity], service: tuple[type[Entity], ...]) -> list[tuple[Nav, type[Entity]]]:
    """The collections below an entity that the service has as well."""
    navs = (member for member in entity.members.values() if isinstance(member, Nav))
    return [(nav, nav.target) for nav in navs if nav.target is not None and nav.target in service]


def _property(prop: Prop) -> str:
    nullable = "false" if prop.key or prop.filled else "true"
    return f'<Property Name="{prop.name}" Type="{prop.edm}" Nullable="{nullable}" />'


def _type(entity: type[Entity], service: tuple[type[Entity], ...]) -> str:
    namespace, _, name = entity.type_name.rpartition(".")
    keys = "".join(f'<PropertyRef Name="{prop.name}" />' for prop in entity.keys)
    links = "".join(
        f'<NavigationProperty Name="{nav.name}" Relationship="{namespace}.{name}_{nav.name}"'
        f' FromRole="{name}" ToRole="{nav.name}" />'
        for nav, _ in _linked(entity, service)
    )
    properties = "".join(_property(prop) for prop in entity.props().values())
    return f'<EntityType Name="{name}"><Key>{keys}</Key>{properties}{links}</EntityType>'


def _association(entity: type[Entity], nav: Nav, target: type[Entity]) -> str:
    name = entity.type_name.rpartition(".")[2]
    return (
        f'<Association Name="{name}_{nav.name}">'
        f'<End Role="{name}" Type="{entity.type_name}" Multiplicity="0..1" />'
        f'<End Role="{nav.name}" Type="{target.type_name}" Multiplicity="*" /></Association>'
    )


def _association_set(entity: type[Entity], nav: Nav, target: type[Entity]) -> str:
    namespace, _, name = entity.type_name.rpartition(".")
    return (
        f'<AssociationSet Name="{name}_{nav.name}" Association="{namespace}.{name}_{nav.name}">'
        f'<End Role="{name}" EntitySet="{_set(entity)}" /><End Role="{nav.name}" EntitySet="{_set(target)}" />'
        "</AssociationSet>"
    )


def edmx(name: str) -> bytes:
    """The `$metadata` of a service, in the layout of WCF Data Services [I].

    Args:
        name: a key of `SERVICES`.
    """
    service = SERVICES[name]
    # two collections may hold the same type
    types = tuple({entity.type_name: entity for entity in reversed(service)}.values())[::-1]
    schemas: dict[str, list[str]] = {}
    for entity in types:
        parts = schemas.setdefault(entity.type_name.rpartition(".")[0], [])
        parts.append(_type(entity, service))
        parts += [_association(entity, nav, target) for nav, target in _linked(entity, service)]
    sets = [f'<EntitySet Name="{_set(entity)}" EntityType="{entity.type_name}" />' for entity in service]
    sets += [_association_set(entity, nav, target) for entity in types for nav, target in _linked(entity, service)]
    container = f'<EntityContainer Name="{service[0].path.rpartition("/")[0].replace("/", "_")}"'
    schemas[_CONTAINER] = [f'{container} m:IsDefaultEntityContainer="true">{"".join(sets)}</EntityContainer>']
    written = "".join(
        f'<Schema Namespace="{ns}" xmlns="{_EDM}">{"".join(parts)}</Schema>' for ns, parts in schemas.items()
    )
    return (
        f'{HEAD}<edmx:Edmx Version="1.0" xmlns:edmx="{_EDMX}">'
        f'<edmx:DataServices xmlns:m="{META}" m:DataServiceVersion="1.0">{written}</edmx:DataServices></edmx:Edmx>'
    ).encode()


def service_document(name: str, place: Place) -> bytes:
    """The collections of a service, as Atom's publishing protocol lists them [I]."""
    service = SERVICES[name]
    base = f"{place.root}{_service(service[0])}/"
    listed = "".join(
        f'<collection href="{_set(entity)}"><atom:title>{_set(entity)}</atom:title></collection>' for entity in service
    )
    return (
        f'{HEAD}<service xml:base={quoteattr(base)} xmlns:atom="{ATOM}" xmlns:app="{_APP}" xmlns="{_APP}">'
        f"<workspace><atom:title>Default</atom:title>{listed}</workspace></service>"
    ).encode()


def service_json(name: str) -> bytes:
    """The same in JSON [I]."""
    names = ", ".join(f'"{_set(entity)}"' for entity in SERVICES[name])
    return wire.document(f'{{{wire.NL}"EntitySets": [{wire.NL}{names}{wire.NL}]{wire.NL}}}')
