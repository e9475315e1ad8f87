"""Settings: read from the environment, then from a `.env` file, then the defaults below.

Each field's description is its documentation; `describe` lists them all with value and source.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX: Final = "UNIBOOKS_"
ENV_FILE: Final = ".env"
MASK: Final = "***"

Source = Literal["environment", ".env", "file", "argument", "default"]


class SettingsError(Exception):
    """A setting has a value that cannot be used; the message names each with its cure, and quotes no
    secret."""


def _base_url(url: str) -> str:
    parts = urlsplit(url.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("write an absolute address, for example https://books.example.com")
    if parts.query or parts.fragment or parts.username or parts.password:
        raise ValueError("leave out user, query and fragment; only scheme, host, port and path belong here")
    return url.strip().rstrip("/")


def _database_url(url: str) -> str:
    if url.partition("://")[0].partition("+")[0] not in ("sqlite", "postgres", "postgresql"):
        raise ValueError("write sqlite:///path/to/file.db or postgresql://user:password@host/name")
    return url


BaseUrl = Annotated[str, AfterValidator(_base_url)]


class Settings(BaseSettings):
    """What one installation can be told. Make it with `load()`, which explains what is wrong."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    database_url: Annotated[str, AfterValidator(_database_url)] = Field(
        "sqlite:///.unibooks/unibooks.db",
        repr=False,  # it may hold a password
        description="Where everything is kept: sqlite:///path/to/file.db for one machine, "
        "postgresql://user:password@host/name for several.",
    )
    host: str = Field("127.0.0.1", description="Address on which `unibooks serve` listens.")
    port: int = Field(8000, ge=1, le=65535, description="Port on which `unibooks serve` listens.")
    public_url: BaseUrl = Field(
        default_factory=lambda data: f"http://127.0.0.1:{data['port']}",
        description="Address under which browsers reach this installation; redirect URIs and links are made "
        "from it. https, unless it is this machine. Default: http://127.0.0.1 with the port.",
    )
    trusted_proxies: str = Field(
        "127.0.0.1",
        description="Addresses of proxies whose X-Forwarded headers are believed, separated by commas; * for any.",
    )
    vault_keys: SecretStr | None = Field(
        None,
        description="Key ring for secrets at rest: `id:base64key` pairs of 32 bytes, newest first, separated "
        "by commas. If absent, the file below is used.",
    )
    vault_keys_file: Path = Field(
        Path(".unibooks/vault.keys"),
        description="File with the key ring, one `id:base64key` a line, newest first. `serve` and `demo` "
        "make it (mode 0600) when there is none. Without it the stored secrets cannot be read: back it up, "
        "apart from the database.",
    )
    exact_url: BaseUrl | None = Field(
        None,
        description="Address to use instead of every Exact Online host, for example a sandbox at "
        "http://127.0.0.1:9000. If absent, the real hosts are used.",
    )
    quota_wait: int = Field(
        20,
        ge=0,
        le=300,
        description="Seconds a request may wait for a target system's quota to return before it is answered 429.",
    )
    outbound_private: bool = Field(
        False,
        description="Whether account keys and notifications may be posted to http addresses, to this machine and to private "
        "networks. For tests and development: it lets callers reach what stands behind this installation's own door.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="The least serious log line that is written: debug, info, warning or error."
    )
    log_format: Literal["console", "json"] = Field(
        "console", description="How log lines look: console for people, json for machines."
    )


@dataclass(frozen=True)
class Described:
    """One setting as it stands.

    Attributes:
        name: the field.
        env: its environment variable.
        value: its value as text, secrets as `***`.
        source: where the value comes from; `file` when the key ring is read from its file.
        meaning: what it does.
    """

    name: str
    env: str
    value: str
    source: Source
    meaning: str


def load(**given: Any) -> Settings:
    """The settings; what is given here goes before the environment.

    Raises:
        SettingsError: a value cannot be used; every such setting is named at once.
    """
    try:
        return Settings(**given)
    except ValidationError as fault:
        lines = [
            f"{PREFIX}{str(error['loc'][0]).upper()}: {error['msg'].removeprefix('Value error, ')}"
            for error in fault.errors(include_input=False, include_url=False)
            if error["type"] != "default_factory_not_called"
        ]
        raise SettingsError("\n".join(lines)) from None
    except (OSError, UnicodeDecodeError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "it is not written in UTF-8"
        raise SettingsError(f"{ENV_FILE} cannot be read: {reason}; mend it or move it away") from None


def describe(settings: Settings) -> list[Described]:
    """Every setting with its value, source and meaning, in the order above."""
    in_file = {name.upper() for name, value in dotenv_values(ENV_FILE).items() if value}
    in_environment = {name.upper() for name, value in os.environ.items() if value}
    described: list[Described] = []
    for name, field in Settings.model_fields.items():
        env = PREFIX + name.upper()
        if name not in settings.model_fields_set:
            source: Source = "default"
        elif env in in_environment:
            source = "environment"
        else:
            source = ".env" if env in in_file else "argument"
        if name == "vault_keys" and settings.vault_keys is None and os.path.exists(settings.vault_keys_file):
            source = "file"
        value = _shown(name, getattr(settings, name))
        described.append(Described(name, env, value, source, field.description or ""))
    return described


def warnings(settings: Settings) -> list[str]:
    """What is allowed but unwise, one sentence each, for `unibooks doctor`."""
    found: list[str] = []
    public = urlsplit(settings.public_url)
    if public.scheme != "https" and not _is_loopback(public.hostname or ""):
        found.append(
            f"UNIBOOKS_PUBLIC_URL is {settings.public_url}: use https, or keys and codes travel in the clear "
            "and Exact Online refuses the redirect URI."
        )
    if settings.trusted_proxies.strip() == "*":
        found.append("UNIBOOKS_TRUSTED_PROXIES is *: anybody who reaches the port can claim any address.")
    if settings.outbound_private:
        found.append(
            "UNIBOOKS_OUTBOUND_PRIVATE is on: whoever has an API key can have this machine post into its own network."
        )
    file = settings.vault_keys_file
    if settings.vault_keys is None and os.path.exists(file) and file.stat().st_mode & 0o077:
        found.append(f"{file} can be read by other users of this machine: run `chmod 600 {file}`.")
    return found


def _shown(name: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, SecretStr):
        return MASK
    return _without_password(str(value)) if name == "database_url" else str(value)


def _without_password(url: str) -> str:
    scheme, separator, rest = url.partition("://")
    user, at, place = rest.rpartition("@")
    name, colon, _ = user.partition(":")
    return f"{scheme}{separator}{name}{colon and ':' + MASK}{at}{place}"


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
