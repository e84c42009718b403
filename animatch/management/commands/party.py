import argparse
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from animatch import embedded, model_bundle, party
from animatch.platform import sqlite, steady_clock
from game.booths.drawn_faces import load_drawn_faces
from game.decks.starter_deck import load_starter_deck
from game.people import accounts
from game.rooms import services


class Command(BaseCommand):
    help = "Start a party on this machine: one process, no other servers."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--host", default="0.0.0.0", help="address to listen on (default: all)")
        parser.add_argument("--port", type=int, default=8000)
        scheme = parser.add_mutually_exclusive_group()
        words = "self-signed certificate, so that phones allow the camera (default, where phones are to come)"
        scheme.add_argument("--https", action="store_const", const="https", dest="scheme", help=words)
        scheme.add_argument("--http", action="store_const", const="http", dest="scheme", help="no certificate")
        parser.add_argument(
            "--public-url", default="", help="the link to hand out, where it is not this machine's address"
        )

    def handle(self, *args: Any, host: str, port: int, scheme: str | None, public_url: str, **options: Any) -> None:
        if not settings.EMBEDDED:
            raise CommandError(
                "DATABASE_URL and REDIS_URL are set: start the servers as in docs/operations.md instead."
            )
        database = Path(str(settings.DATABASES["default"]["NAME"]))
        try:
            party.check_data_dir(settings.DATA_DIR)
            party.claim(settings.DATA_DIR)
            party.check_database(database)
            sock = party.listen(host, port)
            model_bundle.provide(settings.DATA_DIR / "models")
        except (party.CannotStart, model_bundle.BundleMissing) as reason:
            self.stderr.write(str(reason))
            sys.exit(1)
        steady_clock.hold()
        address = party.own_address() if host in ("0.0.0.0", "::") else host
        scheme = scheme or party.remembered_scheme(settings.DATA_DIR, address, elsewhere=bool(public_url))
        https = scheme == "https"
        url = public_url.rstrip("/") or f"{scheme}://{address}:{port}"
        settings.ALLOWED_HOSTS += [address, host]
        self._be_found_at(url, own_certificate=https and not public_url)
        self._prepare()
        if sys.stdin.isatty() and accounts.nobody_yet():
            self._offer_host()
        certificate = party.certificate(settings.DATA_DIR / "tls", address, steady_clock.now()) if https else None
        embedded.start()
        services.resume_after_restart(steady_clock.now())
        self.stdout.write(
            party.announce(
                settings.PUBLIC_URL + "/", https=https, local=address == "127.0.0.1" or url.startswith("https:")
            )
        )
        self.stdout.write(f"  Host's panel: {url}/admin/")
        if accounts.nobody_yet():
            self.stdout.write("  Make its first account: .venv/bin/python manage.py create_host NAME --superuser")
        self.stdout.flush()
        party.serve(sock, certificate)

    def _be_found_at(self, url: str, *, own_certificate: bool) -> None:
        settings.OWN_CERTIFICATE = own_certificate
        # Guests are led by plain http to the words about the certificate, and from there on.
        settings.PUBLIC_URL = url.replace("https:", "http:", 1) if own_certificate else url
        settings.CSRF_TRUSTED_ORIGINS = [url]
        if url.startswith("https:"):
            settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
        settings.ALLOWED_HOSTS.append(url.split("://")[-1].split("/")[0].split(":")[0])

    def _offer_host(self) -> None:
        """On the very first start somebody may want an account for the panel; Enter goes on without one."""
        name = input("A name for the host's account, to add decks and look after photos (Enter: not now): ").strip()
        if not name:
            return
        try:
            call_command("create_host", name, superuser=True)
        except CommandError as reason:
            self.stderr.write(str(reason))

    def _prepare(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)
            sqlite.rewrite()
        load_starter_deck()
        load_drawn_faces(steady_clock.now())
        connection.close()
