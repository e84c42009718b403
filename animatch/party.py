"""One party on one machine: uvicorn, the workers and beat in one process, under our own signals."""

import errno
import ipaddress
import os
import shutil
import socket
import sqlite3
import sys
from contextlib import closing, suppress
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import TextIO

import segno
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings

from animatch.asgi import application, http
from animatch.platform import serving
from animatch.platform.file_lock import lock
from game.people import players

LEAST_SPACE = 200 * 1024 * 1024
ASK_FOR_HTTPS = """Phones let a page use their camera only over https. The certificate would be this party's own, so
each phone warns once, and a page tells your guests what to tap. Use https? (Enter: yes, n: photos only) """
_claimed: list[TextIO] = []


class CannotStart(Exception):
    """One sentence that says why there is no party."""


def check_data_dir(folder: Path) -> None:
    """Raise CannotStart unless the folder can be written to and has room for an evening."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Photos and secrets of guests; also where an older version let everybody on this machine look.
        with suppress(PermissionError):
            folder.chmod(0o700)
        probe = folder / ".writable"
        probe.write_bytes(b"x")
        probe.unlink()
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise CannotStart(f"The disk that holds {folder} is full: free some space.") from None
        raise CannotStart(f"{folder} cannot be written to: give this user the right to, or set DATA_DIR.") from None
    if shutil.disk_usage(folder).free < LEAST_SPACE:
        raise CannotStart(f"The disk that holds {folder} has less than 200 MB left: free some space.")


def claim(folder: Path) -> None:
    """Keep the folder for this process, until it ends. Raises CannotStart where another party uses it.

    Two would close each other's phases and erase each other's photos.
    """
    file = open(folder / "party.lock", "w")  # noqa: SIM115  held open for as long as the process lives
    try:
        lock(file.fileno(), wait=False)
    except OSError:
        file.close()
        raise CannotStart(f"Another party uses {folder} already: stop it, or set DATA_DIR to another one.") from None
    _claimed.append(file)


def check_database(path: Path) -> None:
    """Raise CannotStart where there is a database that SQLite cannot read."""
    if not path.exists():
        return
    try:
        with closing(sqlite3.connect(path)) as database:
            # Every page once; a party's database has a few thousand.
            (found,) = database.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found != "ok":
        raise CannotStart(f"{path} is damaged ({found}): put a copy in its place, or move it away to begin anew.")


def listen(host: str, port: int) -> socket.socket:
    """The listening socket. Raises CannotStart where the port is taken or the address is not ours."""
    if not 0 < port < 65536:
        raise CannotStart(f"There is no port {port}: choose one from 1 to 65535 with --port.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    if os.name != "nt":
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((host, port))
    except OSError as error:
        sock.close()
        if error.errno == errno.EADDRINUSE:
            raise CannotStart(f"Port {port} is taken: stop what uses it, or choose another one with --port.") from None
        raise CannotStart(f"Cannot listen on {host}:{port}: {error.strerror}.") from None
    return sock


def own_address() -> str:
    """This machine's address on the local network. Nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return probe.getsockname()[0]
        except OSError:
            return "127.0.0.1"


def remembered_scheme(folder: Path, address: str, *, elsewhere: bool) -> str:
    """Which of "https" and "http" to speak: what was answered at the first start, which asks whoever sits there.

    Without an answer it is https, for phones open their camera to no other page. A browser on this machine does so by
    http too, and `elsewhere`, behind a proxy or a tunnel, TLS ends before it comes here.
    """
    if elsewhere or address == "localhost" or address.startswith("127.") or address == "::1":
        return "http"
    answer = folder / "scheme"
    if not answer.exists():
        if not sys.stdin.isatty():
            return "https"
        no = input(ASK_FOR_HTTPS).strip().lower().startswith("n")
        answer.write_text("http" if no else "https")
    return answer.read_text().strip()


def announce(url: str, *, https: bool, local: bool) -> str:
    """What the person at the keyboard needs to know, with the link as a QR code."""
    lines = [_qr(url), "", f"  Your party:  {url}", "  Phones on the same Wi-Fi open this link, or scan the code."]
    if https:
        lines.append("  The certificate is our own, so phones warn once; the page behind the link says what to tap.")
        lines.append("  Without all that, and without the live camera: --http.")
    elif not local:
        lines.append("  Phones only let a page use the camera over https: start with --https for the live camera.")
        lines.append("  Without it everything works too, with photos from the phone's own camera app.")
    return "\n".join([*lines, "  Ctrl-C ends the party. Rooms and scores stay.", ""])


def _qr(url: str) -> str:
    drawing = StringIO()
    segno.make(url, error="l").terminal(drawing, border=2, compact=True)
    return drawing.getvalue().rstrip("\n")


def certificate(folder: Path, address: str, now: datetime) -> tuple[Path, Path]:
    """Paths of a self-signed certificate for this address and of its key; made where missing or old."""
    cert, key = folder / f"{address}.crt", folder / f"{address}.key"
    if cert.exists() and x509.load_pem_x509_certificate(cert.read_bytes()).not_valid_after_utc > now + timedelta(
        days=1
    ):
        return cert, key
    folder.mkdir(parents=True, exist_ok=True)
    private = ec.generate_private_key(ec.SECP256R1())
    pem = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with open(os.open(key, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(pem)
    cert.write_bytes(_signed(private, address, now).public_bytes(serialization.Encoding.PEM))
    return cert, key


def _signed(private: ec.EllipticCurvePrivateKey, address: str, now: datetime) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "AniMatch party")])
    names = [x509.DNSName("localhost"), _alternative(address)]
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(private.public_key())
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=365))
    return builder.add_extension(x509.SubjectAlternativeName(names), critical=False).sign(private, hashes.SHA256())


def _alternative(address: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(address))
    except ValueError:
        return x509.DNSName(address)


def serve(sock: socket.socket, certificate: tuple[Path, Path] | None) -> None:
    """Serve until a signal comes; then leave at once, with exit status 0."""
    cert, key = certificate or (None, None)
    options = serving.config(application, timeout_graceful_shutdown=1, ssl_certfile=cert, ssl_keyfile=key)
    http.publish(settings.PUBLISHED_DIR)
    serving.keep_loop_quick()
    server = serving.Server(options, players.is_known, behind_proxy=bool(settings.TRUSTED_PROXIES))
    server.run(sockets=[sock])
    sys.stdout.flush()
    # Worker threads may be in the middle of a photo; it is in the database and goes on at the next start.
    os._exit(0)
