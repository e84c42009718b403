"""The host's panel, one module a noun. Importing it registers everything with Django's admin."""

from game.admin import accounts, decks, erased, log, moderation, people, rooms

__all__ = ["accounts", "decks", "erased", "log", "moderation", "people", "rooms"]
