from django.contrib import admin
from django.urls import include, path

from animatch.platform import health, security_txt
from game.api import api

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", health.figures, name="metrics"),
    path(".well-known/security.txt", security_txt.page, name="security.txt"),
    path("api/v1/", api.urls),
    path("admin/", admin.site.urls),
    path("", include("game.urls")),
]

handler404 = "animatch.platform.error_pages.not_found"
handler500 = "animatch.platform.error_pages.broken"
