from django.urls import path

from game import media, views

urlpatterns = [
    path("", views.home, name="home"),
    path("leaderboard/", views.leaderboard, name="leaderboard"),
    path("privacy/", views.privacy, name="privacy"),
    path("r/<str:code>/", views.room, name="room"),
    path("r/<str:code>/stage/", views.stage, name="stage"),
    path("r/<str:code>/recap/", views.recap, name="recap"),
    path("r/<str:code>/qr.svg", media.qr, name="qr"),
    path("r/<str:code>/photos/<uuid:take_id>", media.photo, name="photo"),
    path("prompts/<uuid:prompt_id>", media.prompt_picture, name="prompt_picture"),
    path("prompts/<uuid:prompt_id>/small", media.prompt_thumbnail, name="prompt_thumbnail"),
    path("art/avatars/<slug:slug>.svg", media.avatar, name="avatar"),
    path("art/faces/<slug:slug>/<int:left>-<int:right>-<int:mouth>.svg", media.face, name="face"),
]
