"""The host's panel, one module a noun. Importing it registers everything with Django's admin."""

from django.contrib import admin

from game.panel.admin import accounts, booths, casts, decks, erased, galleries, log, moderation, people, rooms, versions

admin.site.index_title = "Tonight"

__all__ = [
    "accounts",
    "booths",
    "casts",
    "decks",
    "erased",
    "galleries",
    "log",
    "moderation",
    "people",
    "rooms",
    "versions",
]
