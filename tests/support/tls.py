"""A server behind TLS and HTTP/2 with a certificate made for the test, and a client that trusts it."""

import datetime
import os
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.support.server import environment, free_port
from tests.support.waiting import until


@dataclass(frozen=True)
class SecureServer:
    """A server that speaks HTTPS on 127.0.0.1 for one brand's host."""

    host: str
    port: int
    trusts: ssl.SSLContext

    @property
    def origin(self) -> str:
        """What its addresses begin with."""
        return f"https://{self.host}:{self.port}"

    def client(self, *, http2: bool = True) -> httpx.AsyncClient:
        """A client that verifies the certificate."""
        return httpx.AsyncClient(http1=True, http2=http2, verify=self.trusts, timeout=30)

    async def ask(
        self, client: httpx.AsyncClient, address: str, *, method: str = "GET", **headers: str
    ) -> httpx.Response:
        """The answer to an address of this host, redirects not followed. ``accept_language=`` names that header."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        # Names below .localhost are not in every resolver, so the connection goes to the address.
        url = address.replace(self.origin, f"https://127.0.0.1:{self.port}", 1)
        extensions = {"sni_hostname": self.host}
        sent = {"host": f"{self.host}:{self.port}", "accept": "*/*", **named}
        return await client.request(method, url, headers=sent, extensions=extensions)


def make_certificate(host: str, folder: Path) -> tuple[Path, Path]:
    """Files with a self-signed certificate for a host and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    today = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - datetime.timedelta(days=1))
        .not_valid_after(today + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate_file, key_file = folder / f"{host}.pem", folder / f"{host}.key"
    certificate_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    encoding, no_password = serialization.Encoding.PEM, serialization.NoEncryption()
    key_file.write_bytes(key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, no_password))
    return certificate_file, key_file


@contextmanager
def start_secure_server(database_url: str, home: Path, host: str) -> Iterator[SecureServer]:
    """The application, resolver only, on Granian with TLS; ended with the block."""
    certificate, key = make_certificate(host, home)
    port = free_port()
    options = ("--interface", "asgi", "--factory", "--no-ws", "--host", "127.0.0.1", "--port", str(port))
    secure = ("--ssl-certificate", str(certificate), "--ssl-keyfile", str(key), "--ssl-protocol-min", "tls1.2")
    variables = environment(
        *(database_url, home),
        PORT=str(port),
        COUNTERMARK_PUBLIC_SCHEME="https",
        COUNTERMARK_SERVE_PARTS="resolver",
    )
    with (home / f"secure-{port}.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "granian", *options, *secure, "countermark.entrypoints.asgi:create_app"],
            env=os.environ | variables,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        yield SecureServer(host, port, ssl.create_default_context(cafile=str(certificate)))
    finally:
        process.terminate()
        process.wait(20)


async def until_it_answers(server: SecureServer) -> None:
    """Returns when the server is there."""

    async def answers() -> bool:
        async with server.client() as client:
            try:
                return (await server.ask(client, f"{server.origin}/healthz")).status_code == 200
            except httpx.TransportError:
                return False

    await until(answers, lambda yes: yes, within_s=60)
