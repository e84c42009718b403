"""What the booths that ask a gallery share."""

from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse

from game.protocol.visits import GalleryView, MatchView, QualityView
from scoring.galleries import selectors
from scoring.galleries.errors import GalleryRefused
from scoring.galleries.models import Gallery
from scoring.galleries.search import Match
from scoring.vision.errors import PhotoRefused


def open_to(user: User | None) -> list[GalleryView]:
    """The galleries that somebody with this account, or a guest, may ask."""
    return [view(gallery, user.pk if user else None) for gallery in selectors.visible(user)]


def chosen(slug: str | None, user: User | None) -> Gallery:
    """The one wished for, or the first. Raises GalleryRefused."""
    if slug is not None:
        return selectors.named(slug, user)
    first = selectors.visible(user).first()
    if first is None:
        raise GalleryRefused("no_such_gallery")
    return first


def still_there(slug: str) -> Gallery:
    """The gallery of a visit that was let in. Raises GalleryRefused where it is deleted."""
    gallery = Gallery.objects.filter(slug=slug).first()
    if gallery is None:
        raise GalleryRefused("no_such_gallery")
    return gallery


def takes_names_of(gallery: Gallery, user_id: int | None) -> bool:
    """Whether whoever has this account, or a guest, may name faces for the gallery."""
    mine = user_id is not None and gallery.owner_id == user_id
    return not is_drawn(gallery) and (gallery.guests_may_add or mine)


def is_drawn(gallery: Gallery) -> bool:
    return gallery.embedder.startswith("proportions")


def view(gallery: Gallery, user_id: int | None) -> GalleryView:
    named = takes_names_of(gallery, user_id)
    return GalleryView(slug=gallery.slug, name=gallery.name, drawn=is_drawn(gallery), takes_names=named)


def match_view(match: Match) -> MatchView:
    # A person is drawn, and has an address, or was photographed, and has portraits.
    return MatchView(
        person=match.person,
        name=match.name,
        picture=reverse("portrait", args=[match.portrait]) if match.portrait else match.picture,
        distance=match.distance,
        closer_than=match.closer_than,
        is_match=match.is_match,
    )


def checked_quality(face: dict[str, Any]) -> QualityView:
    """Raises PhotoRefused where nobody can tell whose face it is."""
    if refusal := face["quality"]["refusal"]:
        raise PhotoRefused(refusal)
    return QualityView(**face["quality"])
