"""Every setting, in one place: environment first, then the TOML file, then the default.

``countermark settings`` prints this table. The environment variable of a setting is its name in capitals with
``COUNTERMARK_`` in front; ``DATABASE_URL``, ``PORT`` and ``DEMO_JSON`` are also read bare, as hosts set them.
"""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import platformdirs

BARE_NAMES = {"database_url": "DATABASE_URL", "port": "PORT", "demo_json": "DEMO_JSON"}


def _help(text: str) -> msgspec.Meta:
    return msgspec.Meta(description=text)


class SettingsError(ValueError):
    """A setting has a value that cannot be used; the message names it and says what is allowed."""


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole configuration of a deployment."""

    home: Annotated[Path, _help("Folder for the embedded database, the master key and files.")] = msgspec.field(
        default_factory=lambda: platformdirs.user_data_path("countermark")
    )
    database_url: Annotated[str | None, _help("PostgreSQL 18 or newer. Unset: the embedded one.")] = None
    migration_database_url: Annotated[
        str | None, _help("Login that owns the schema and migrates. Unset: the same as database_url.")
    ] = None
    master_key: Annotated[
        str | None, _help("64 hex digits that wrap every brand's key. Unset: the file master.key in home.")
    ] = None
    host: Annotated[str, _help("Address to listen on.")] = "127.0.0.1"
    port: Annotated[int, _help("Port to listen on.")] = 8000
    base_domain: Annotated[
        str, _help("Brands are served at <subdomain>.<base_domain>; the console and API at <base_domain>.")
    ] = "localhost"
    public_scheme: Annotated[str, _help("http or https: the scheme of links and QR codes.")] = "http"
    public_port: Annotated[
        int | None, _help("Port in links and QR codes. Unset: the port listened on; 0: none, behind a proxy.")
    ] = None
    processes: Annotated[int, _help("Server processes.")] = 1
    pool_size: Annotated[int, _help("Database connections of each process.")] = 10
    access_token_lifetime_s: Annotated[int, _help("Lifetime of an access token, in seconds.")] = 3600
    refresh_token_lifetime_s: Annotated[int, _help("Lifetime of a session without use, in seconds.")] = 30 * 86400
    rest_requests_per_minute: Annotated[int, _help("Requests of a caller to /v1 in a minute, a process.")] = 3000
    login_failures_allowed: Annotated[int, _help("Failed sign-ins of one account in a window.")] = 10
    address_failures_allowed: Annotated[
        int, _help("Failed sign-ins from one network address in a window; an office shares one.")
    ] = 100
    client_address_header: Annotated[
        str | None,
        _help(
            "Header in which the proxy names the client's address; its last entry counts. Unset: the peer's address."
        ),
    ] = None
    trusted_proxies: Annotated[
        str | None,
        _help("Addresses or networks of proxies, with commas between; their X-Forwarded-For or Forwarded counts."),
    ] = None
    countries_file: Annotated[
        Path | None, _help("MaxMind-format database of countries for scans; no address is kept. Unset: no countries.")
    ] = None
    client_rate: Annotated[
        float,
        _help("Scans and pages a second for one client, in each process; 0: no limit. Private networks have none."),
        msgspec.Meta(ge=0),
    ] = 50.0
    client_burst: Annotated[
        int, _help("Scans and pages that one client may ask for at once before that."), msgspec.Meta(ge=1)
    ] = 1000
    connections: Annotated[int, _help("Connections that one process serves at the same time."), msgspec.Meta(ge=1)] = (
        1024
    )
    header_timeout_s: Annotated[
        int, _help("Time in which a client must send the head of a request, in seconds."), msgspec.Meta(ge=1)
    ] = 15
    login_window_s: Annotated[int, _help("Length of that window, in seconds.")] = 300
    password_memory_mib: Annotated[
        int, _help("Memory that hashing a password takes, in MiB; at least 12."), msgspec.Meta(ge=12, le=4096)
    ] = 64
    job_heartbeat_s: Annotated[float, _help("A job of a worker silent for so long is taken over, in seconds.")] = 30.0
    scan_flush_s: Annotated[float, _help("Longest time a recorded scan waits in memory, in seconds.")] = 0.5
    s3_bucket: Annotated[
        str | None, _help("Bucket of an S3-compatible service for files. Unset: the folder objects in home.")
    ] = None
    s3_endpoint: Annotated[str | None, _help("Address of that service. Unset: Amazon's of the region.")] = None
    s3_region: Annotated[str, _help("The bucket's region.")] = "us-east-1"
    s3_access_key_id: Annotated[
        str | None, _help("Key for the bucket. Unset: AWS_ACCESS_KEY_ID, a web identity or the machine's role.")
    ] = None
    s3_secret_access_key: Annotated[str | None, _help("The key's secret.")] = None
    s3_path_style: Annotated[bool, _help("The bucket stands in the path of addresses; false: in the host name.")] = True
    check_links: Annotated[
        bool,
        _help("Look once a day whether targets of links answer; false where nothing outside is reached."),
    ] = True
    check_private_links: Annotated[
        bool, _help("Look at targets in private networks too. Members could find out by it what answers there.")
    ] = False
    max_attachment_bytes: Annotated[int, _help("Largest file of a product, in bytes.")] = 25_000_000
    mail_from: Annotated[str | None, _help("Sender of mails: Name <address>. Unset: no-reply at the base domain.")] = (
        None
    )
    smtp_host: Annotated[str | None, _help("Server that takes mails. Unset: files in the folder mails in home.")] = None
    smtp_port: Annotated[int, _help("The server's port.")] = 587
    smtp_tls: Annotated[
        Literal["starttls", "tls", "none"], _help("starttls: encrypted after a greeting; tls: from the start; or none.")
    ] = "starttls"
    smtp_user: Annotated[str | None, _help("Name to sign in with at the mail server.")] = None
    smtp_password: Annotated[str | None, _help("Its password.")] = None
    demo: Annotated[bool, _help("Fill an empty database with the demo brand when serving.")] = False
    demo_json: Annotated[str | None, _help("File to write the demo's addresses and ids to.")] = None
    log_level: Annotated[str, _help("debug, info, warning or error.")] = "info"

    @property
    def port_in_links(self) -> int | None:
        """The port that links must name, or ``None`` where the scheme's default serves."""
        port = self.port if self.public_port is None else self.public_port
        return None if port in (0, {"http": 80, "https": 443}[self.public_scheme]) else port

    def origin(self, host: str) -> str:
        """``scheme://host[:port]`` as the outside sees it."""
        port = self.port_in_links
        return f"{self.public_scheme}://{host}" + (f":{port}" if port else "")

    @property
    def api_url(self) -> str:
        """Where the console and the API are."""
        return self.origin(self.base_domain)

    def brand_host(self, subdomain: str) -> str:
        """The host name that resolves a brand's scans, without a port."""
        return f"{subdomain}.{self.base_domain}"

    def brand_origin(self, subdomain: str) -> str:
        """Scheme and host that a brand's codes begin with."""
        return self.origin(self.brand_host(subdomain))


def variable_of(name: str) -> str:
    """The environment variable of a setting."""
    return f"COUNTERMARK_{name.upper()}"


def load_settings(environment: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
    """Reads the settings; ``overrides`` (of the command line) win over the environment, that over the file.

    The file is ``COUNTERMARK_CONFIG``, else ``countermark.toml`` in the working folder if there is one.

    Raises:
        SettingsError: unreadable file, unknown setting, or a value that does not fit.
    """
    environment = os.environ if environment is None else environment
    values = _from_file(environment) | _from_environment(environment)
    values |= {name: value for name, value in overrides.items() if value is not None}
    try:
        settings = msgspec.convert(values, Settings, strict=False, dec_hook=_path)
    except msgspec.ValidationError as error:
        raise SettingsError(f"settings: {error}") from None
    if settings.public_scheme not in ("http", "https"):
        raise SettingsError(f"public_scheme: must be http or https, not {settings.public_scheme!r}")
    _check_bucket(settings)
    return settings


def _check_bucket(settings: Settings) -> None:
    if (settings.s3_access_key_id is None) != (settings.s3_secret_access_key is None):
        raise SettingsError("s3_access_key_id: key and s3_secret_access_key are set together, or neither")
    if settings.s3_bucket is None and (settings.s3_endpoint or settings.s3_access_key_id):
        raise SettingsError("s3_bucket: name the bucket, or unset the other s3_ settings to keep files in home")
    if settings.s3_endpoint and not settings.s3_endpoint.startswith(("http://", "https://")):
        raise SettingsError(f"s3_endpoint: must begin with http:// or https://, not {settings.s3_endpoint!r}")


def _path(kind: type, value: Any) -> Any:
    if issubclass(kind, Path):
        return Path(value).expanduser()
    raise NotImplementedError(kind)


def _from_file(environment: Mapping[str, str]) -> dict[str, Any]:
    named = environment.get("COUNTERMARK_CONFIG")
    path = Path(named or "countermark.toml")
    if not named and not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text())
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: {error}") from None


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    bare = {name: environment[variable] for name, variable in BARE_NAMES.items() if environment.get(variable)}
    names = Settings.__struct_fields__
    prefixed = {name: environment[variable_of(name)] for name in names if environment.get(variable_of(name))}
    return bare | prefixed
