"""One settings module for a laptop and for a cluster: the environment says which (docs/operations.md)."""

import socket
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from animatch import databases, env
from animatch.platform import logs
from animatch.schedule import SCHEDULE
from game.panel.menu import UNFOLD  # noqa: F401  the panel's looks
from scoring.vision.formats import MAX_BYTES, MAX_CLIP_BYTES

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("DATA_DIR") or BASE_DIR / "var")
DEBUG = env.flag("DEBUG")

DATABASE_URL = env.url("DATABASE_URL", "postgres", "postgresql")
REDIS_URL = env.url("REDIS_URL", "redis", "rediss", "unix")
S3_BUCKET = env.text("S3_BUCKET")
PUBLIC_URL = env.url("PUBLIC_URL", "http", "https").rstrip("/")
# What else talks to this process: the proxies whose X-Forwarded headers are believed, and Prometheus.
TRUSTED_PROXIES = env.networks("TRUSTED_PROXIES")
METRICS_PORT = env.number("METRICS_PORT", 0)
# Who wants to hear of a hole, said at /.well-known/security.txt.
SECURITY_CONTACT = env.contact("SECURITY_CONTACT")
# Why a process runs that needs neither rows nor signatures, and is given neither (docs/security.md).
ROLE = env.choice("ROLE", "vision", "beat")
if ROLE:
    env.required("REDIS_URL", f"a process with ROLE={ROLE} has its queue there.")
    env.refused(("DATABASE_URL", "SECRET_KEY"), f"a process with ROLE={ROLE} has no use for it; take it away.")
# Without servers of its own a party runs in one process on this machine.
EMBEDDED = not REDIS_URL
if (not DATABASE_URL) != EMBEDDED and not ROLE:
    missing = "REDIS_URL" if DATABASE_URL else "DATABASE_URL"
    raise ImproperlyConfigured(
        f"{missing} is not set: Postgres and Redis go together; leave both away for one process."
    )

if ROLE:
    # Django refuses to sign with it.
    SECRET_KEY = ""
    ALLOWED_HOSTS: list[str] = []
elif EMBEDDED:
    SECRET_KEY = env.text("SECRET_KEY") or env.secret_file(DATA_DIR / "secret_key")
    ALLOWED_HOSTS = env.words("ALLOWED_HOSTS") or [
        "localhost",
        "127.0.0.1",
        "[::1]",
        socket.gethostname().lower(),
        ".local",
    ]
else:
    SECRET_KEY = env.required("SECRET_KEY", "it signs cookies; make one with `openssl rand -base64 48`.")
    if len(SECRET_KEY) < 50:
        raise ImproperlyConfigured("SECRET_KEY is too short: make one with `openssl rand -base64 48`.")
    ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
    if not ALLOWED_HOSTS:
        raise ImproperlyConfigured("ALLOWED_HOSTS is not set: name the host that phones open, e.g. party.example.org.")

INSTALLED_APPS = [
    # Before the panel, which takes their own pages away again: these show secrets.
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    # Before daphne, whose runserver ours extends.
    "animatch",
    "game",
    "daphne",
    "unfold.apps.BasicAppConfig",
    "game.panel.app.PanelConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "channels",
    # Its own copy of the API's page, so that nothing comes from elsewhere.
    "ninja",
    "scoring",
]

MIDDLEWARE = [
    "animatch.platform.logs.request_middleware",
    "django.middleware.security.SecurityMiddleware",
    "animatch.platform.compression.middleware",
    "animatch.platform.csp.middleware",
    "animatch.platform.plain_http.middleware",
    "animatch.platform.origins.middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "game.panel.local_time.middleware",
]

ROOT_URLCONF: str | None = "animatch.urls"
if ROLE:
    # What is not installed is not loaded: no rows, no pages, and none of the game's tasks.
    INSTALLED_APPS = ["animatch", "scoring.apps.VisionConfig"] if ROLE == "vision" else ["animatch"]
    ROOT_URLCONF = None
ASGI_APPLICATION = "animatch.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]


DATABASES = {
    "default": databases.postgres(DATABASE_URL) if DATABASE_URL else databases.sqlite(DATA_DIR / "party.sqlite3")
}
if ROLE:
    # Whoever asks for a row is told that there is no database.
    DATABASES = {}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# A server that is away is noticed in seconds, one that vanished without a word too.
REDIS_PATIENCE = {"socket_connect_timeout": 2, "socket_keepalive": True, "health_check_interval": 10}
if REDIS_URL:
    # Redis's pub/sub knows no database numbers, so two installations on one server need two prefixes.
    REDIS_PREFIX = f"animatch{urlsplit(REDIS_URL).path}"
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {
                # Reading waits for as long as a room is quiet: without a limit, whatever the client's default is.
                "hosts": [{"address": REDIS_URL, "socket_timeout": None, **REDIS_PATIENCE}],
                "prefix": REDIS_PREFIX,
            },
        }
    }
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": "animatch",
            "OPTIONS": {"socket_timeout": 2, **REDIS_PATIENCE},
        }
    }
else:
    CHANNEL_LAYERS = {
        "default": {"BACKEND": "channels.layers.InMemoryChannelLayer", "CONFIG": {"capacity": 2000, "expiry": 300}}
    }
    # Django's usual 300 entries would forget who was counted, and the workers' heartbeat, while many are counted.
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "OPTIONS": {"MAX_ENTRIES": 50_000},
        }
    }

# Celery: photos wait in "vision", unusual ones in "vision.slow", everything else in "default".
CELERY_BROKER_URL = REDIS_URL or "memory://localhost"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {
    # Dozens of frames: where nobody's usual photo waits behind them.
    "scoring.tasks.match_faces": {"queue": "vision.slow"},
    "scoring.tasks.*": {"queue": "vision"},
}
# All workers have threads, which nothing can end: what may take long runs in children (scoring/children.py).
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_TIMER_PRECISION = 0.1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# Whoever may put work into a queue could tell every worker to end.
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
# A request does not wait long for a broker that is away: the sweeper makes up for what is not queued.
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 2, "interval_start": 0.1, "interval_step": 0.2, "interval_max": 0.3}
CELERY_TIMEZONE = "UTC"
if EMBEDDED:
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {"polling_interval": 0.01}
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        # Work that is lost with a worker comes back after this many seconds; the sweeper is faster.
        "visibility_timeout": 300,
        "socket_timeout": 5,
        "global_keyprefix": "animatch:",
        **REDIS_PATIENCE,
    }
CELERY_BEAT_SCHEDULER = "animatch.platform.schedules:Beat"
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat")
CELERY_BEAT_SCHEDULE = SCHEDULE

# Photos and prompt pictures.
if S3_BUCKET:
    default_storage: dict[str, object] = {
        "BACKEND": "animatch.platform.storages.S3PhotoStorage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": env.url("S3_ENDPOINT_URL", "http", "https") or None,
            "region_name": env.text("S3_REGION", "us-east-1"),
            "access_key": env.required("S3_ACCESS_KEY", "S3_BUCKET is set, so a key is needed to reach it."),
            "secret_key": env.required("S3_SECRET_KEY", "S3_BUCKET is set, so a key is needed to reach it."),
            "public_endpoint_url": env.url("S3_PUBLIC_ENDPOINT_URL", "http", "https") or None,
        },
    }
else:
    default_storage = {
        "BACKEND": "animatch.platform.storages.LocalPhotoStorage",
        "OPTIONS": {"location": DATA_DIR / "media"},
    }
STORAGES: dict[str, dict[str, Any]] = {
    "default": default_storage,
    "staticfiles": {"BACKEND": "animatch.platform.static_files.Storage"},
}
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Where they are made ready to be served.
PUBLISHED_DIR = Path(env.text("PUBLISHED_DIR") or DATA_DIR / "static")
# A request waits on the disk without a name (platform/bodies.py). Out of its form a photo comes in memory, and a clip
# in a file without a name: one with a name could outlive a process that is killed.
FILE_UPLOAD_MAX_MEMORY_SIZE = MAX_BYTES
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "animatch.platform.nameless.NamelessFileUploadHandler",
]
# Django's own default lets everybody on the machine look.
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
# What a request may bring, before anybody has looked at who sends it: this, and on these paths more.
MOST_REQUEST_BYTES = 1_000_000
LARGE_REQUESTS = {
    # A photo, one for a card, two shots for Fair face, a photo in a booth, pictures of a deck, a gallery or a cast;
    # and the form around them.
    r"/api/v1/rooms/[^/]+/takes": MAX_BYTES + MOST_REQUEST_BYTES,
    r"/api/v1/rooms/[^/]+/face": MAX_BYTES + MOST_REQUEST_BYTES,
    r"/api/v1/rooms/[^/]+/calibration": 2 * MAX_BYTES + MOST_REQUEST_BYTES,
    # Where there is a bucket, a clip of more than that goes there, by a ticket.
    r"/api/v1/booths/match": MAX_BYTES + (MAX_BYTES if S3_BUCKET else MAX_CLIP_BYTES) + MOST_REQUEST_BYTES,
    r"/api/v1/booths/[^/]+": MAX_BYTES + MOST_REQUEST_BYTES,
    r"/api/v1/booths/visits/[^/]+/files": (MAX_BYTES if S3_BUCKET else MAX_CLIP_BYTES) + MOST_REQUEST_BYTES,
    r"/api/v1/booths/visits/[^/]+/(names|examples)": MAX_BYTES + MOST_REQUEST_BYTES,
    r"/admin/(game/deck|scoring/gallery|scoring/cast)/import/": 2 * MAX_BYTES + MOST_REQUEST_BYTES,
}
# What unfinished requests may take of the disk besides photos: a clip that comes through us.
HELD_BESIDES = 0 if S3_BUCKET else MAX_CLIP_BYTES + 2 * MAX_BYTES

# Casts that have enough new examples are trained again after so many days.
CAST_TRAINING_DAYS = env.number("CAST_TRAINING_DAYS", 3)

ROOM_LIFETIME = timedelta(hours=env.number("ROOM_LIFETIME_HOURS", 24))

# Served over TLS unless PUBLIC_URL says http; only a party on one machine begins without.
TLS = not PUBLIC_URL.startswith("http:") if PUBLIC_URL else not (EMBEDDED or DEBUG)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = TLS
# A party's own, of which phones have to be told (platform/plain_http.py).
OWN_CERTIFICATE = False
# Whoever watches the processes asks them directly.
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
SECURE_HSTS_SECONDS = 30 * 24 * 3600 if TLS else 0
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL else []
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGIN_REDIRECT_URL = "admin:index"
PASSWORD_HASHERS = ["animatch.platform.hashing.GuardedHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# What an authenticator app calls this.
OTP_TOTP_ISSUER = "AniMatch"

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True
LOGGING = logs.settings(level=env.text("LOG_LEVEL", "INFO" if not EMBEDDED else "WARNING"), as_json=not EMBEDDED)
# W005 and W021: whether the domain's other names speak TLS too is for its owner to say.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
