"""How Django reaches its rows: a pool of connections to Postgres, or one file."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from animatch import env


def postgres(url: str) -> dict[str, object]:
    """Django's words for a Postgres URL. Raises ImproperlyConfigured."""
    try:
        parts = conninfo_to_dict(url)
    except ProgrammingError as error:
        raise ImproperlyConfigured(f"DATABASE_URL is not a Postgres URL: {error}.") from None
    if not parts.get("dbname"):
        raise ImproperlyConfigured("DATABASE_URL names no database: end it with /NAME.")
    # Requests, sockets and tasks each have threads of their own: a pool serves them all with fewer connections.
    size = env.number("DATABASE_POOL", 12)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**parts, "pool": {"min_size": min(4, size), "max_size": size, "timeout": 2}},
    }


def sqlite(path: Path) -> dict[str, object]:
    """Django's words for a file of a party; the tests have one beside it."""
    return {
        "ENGINE": "animatch.platform.sqlite",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # What is deleted is written over: whoever was erased is not to be found in the file either.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
        },
        "TEST": {"NAME": path.with_name("test.sqlite3")},
    }
