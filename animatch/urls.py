from django.contrib import admin
from django.urls import include, path

from animatch import health
from game.api import api

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", health.figures, name="metrics"),
    path("api/v1/", api.urls),
    path("admin/", admin.site.urls),
    path("", include("game.urls")),
]

handler404 = "game.views.not_found"
handler500 = "game.views.broken"
