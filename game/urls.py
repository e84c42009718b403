"""Django's door to the pages: each domain keeps them in its `views.py`, pictures in its `media.py`."""

from django.urls import path

from game.booths import cast_statistics
from game.booths import media as booth_media
from game.booths import views as booth_views
from game.decks import media as deck_media
from game.people import media as people_media
from game.photos import media as photo_media
from game.photos import views as photo_views
from game.privacy import views as privacy_views
from game.rooms import media as room_media
from game.rooms import tv
from game.rooms import views as room_views
from game.scores import views as score_views

urlpatterns = [
    path("", room_views.home, name="home"),
    path("manifest.webmanifest", room_views.manifest, name="manifest"),
    path("leaderboard/", score_views.leaderboard, name="leaderboard"),
    path("privacy/", privacy_views.privacy, name="privacy"),
    path("booths/", booth_views.booths, name="booths"),
    path("booths/portraits/<uuid:portrait_id>", booth_media.portrait, name="portrait"),
    path("booths/characters/<uuid:character_id>", booth_media.character_picture, name="character_picture"),
    path("booths/character/<slug:cast>/statistics/", cast_statistics.page, name="cast_statistics"),
    path("booths/<slug:kind>/", booth_views.booth, name="booth"),
    path("solo/", booth_views.solo, name="solo"),
    path("tv/", tv.tv, name="tv"),
    path("tv/pair/", tv.pair_tv, name="pair_tv"),
    path("tv/waiting/<str:screen>", tv.way_of_tv, name="way_of_tv"),
    path("r/<str:code>/", room_views.room, name="room"),
    path("r/<str:code>/stage/", room_views.stage, name="stage"),
    path("r/<str:code>/recap/", photo_views.recap, name="recap"),
    path("r/<str:code>/qr.svg", room_media.qr, name="qr"),
    path("r/<str:code>/photos/<uuid:take_id>", photo_media.photo, name="photo"),
    path("r/<str:code>/photos/<uuid:take_id>/host", photo_media.photo_for_host, name="photo_for_host"),
    path("prompts/<uuid:prompt_id>", deck_media.prompt_picture, name="prompt_picture"),
    path("prompts/<uuid:prompt_id>/small", deck_media.prompt_thumbnail, name="prompt_thumbnail"),
    path("art/avatars/<slug:slug>.svg", people_media.avatar, name="avatar"),
    path("art/puppets/<slug:slug>.svg", people_media.puppet, name="puppet"),
    path("art/faces/<slug:slug>/<int:left>-<int:right>-<int:mouth>.svg", people_media.face, name="face"),
]
