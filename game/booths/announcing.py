"""The only module that tells a visit's browsers something: that there is news, which each of them then looks up.

What is found in a face goes through no channel layer, and whoever listens has to show the cookie to see it.
"""

from uuid import UUID

from animatch.platform import groups


def visit_group(visit_id: UUID) -> str:
    return f"visit.{visit_id}"


def changed(visit_id: UUID) -> None:
    groups.send(visit_group(visit_id), {"type": "visit.changed"})


def refused(visit_id: UUID, code: str, message: str) -> None:
    """Something that was asked of an answered visit came to nothing; the visit is as before."""
    groups.send(visit_group(visit_id), {"type": "visit.refused", "code": code, "message": message})


def ended(visit_id: UUID) -> None:
    """It is forgotten: its browsers are told so and sent away."""
    groups.send(visit_group(visit_id), {"type": "visit.ended"})
