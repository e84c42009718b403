"""How the host's panel looks and what its menu holds (django-unfold reads this)."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy


def _style(path: str) -> Any:
    return lambda request: static(path)


def _may(permission: str) -> Any:
    return lambda request: request.user.has_perm(permission)


def _item(title: str, icon: str, url_name: str, permission: str, *, but: str = "") -> dict[str, Any]:
    """A line of the menu, lit on the pages under its link, except those under the link named `but`."""
    link, other = reverse_lazy(url_name), reverse_lazy(but) if but else None

    def active(request: HttpRequest) -> bool:
        return request.path.startswith(str(link)) and not (other and request.path.startswith(str(other)))

    return {"title": title, "icon": icon, "link": link, "permission": _may(permission), "active": active}


PINK = {
    "50": "#fff0f5",
    "100": "#ffe0ea",
    "200": "#ffc2d6",
    "300": "#ff94b6",
    "400": "#ff6a9b",
    "500": "#ff3d7f",
    "600": "#c9064e",
    "700": "#b3003f",
    "800": "#8c0534",
    "900": "#6d082c",
    "950": "#3f0017",
}
INK = {
    "50": "#fff7ec",
    "100": "#fff0dd",
    "200": "#f0dfcb",
    "300": "#d9c9bd",
    "400": "#8f83a3",
    "500": "#5b5170",
    "600": "#483e5e",
    "700": "#372d4e",
    "800": "#271e3e",
    "900": "#1b1430",
    "950": "#120d21",
}

STATISTICS, IMPORT = "admin:game_room_statistics", "admin:game_deck_import"
PORTRAITS, VIEW = "admin:scoring_gallery_import", "scoring.view_gallery"
CASTS, PHOTOS = "admin:scoring_cast_changelist", "admin:scoring_cast_import"
VERSIONS = "scoring.view_modelversion"
SHEETS = ("panel", "front", "live", "decks", "targets")
STYLES = ("css/tokens.css", "css/fonts.css", *(f"panel/{name}.css" for name in SHEETS))

UNFOLD = {
    "SITE_TITLE": "AniMatch · host's panel",
    "SITE_HEADER": "AniMatch",
    "SITE_SUBHEADER": "Host's panel",
    "SITE_ICON": _style("art/icon.svg"),
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": _style("art/icon.svg")}],
    "THEME": "light",
    "BORDER_RADIUS": "12px",
    "COLORS": {"base": INK, "primary": PINK},
    "STYLES": [_style(path) for path in STYLES],
    "SCRIPTS": [_style("panel/js/local-time.js"), _style("panel/js/landmarks.js")],
    "DASHBOARD_CALLBACK": "game.panel.admin.front.tonight",
    "ACCOUNT": {
        "navigation": [
            {"title": "Change password", "link": reverse_lazy("admin:password_change")},
            {"title": "Second step", "link": reverse_lazy("admin:second_step")},
        ]
    },
    "SIDEBAR": {
        "navigation": [
            {
                "title": "Tonight",
                "items": [
                    _item("Rooms", "meeting_room", "admin:game_room_changelist", "game.view_room", but=STATISTICS),
                    _item("Photos", "photo_camera", "admin:game_take_changelist", "game.view_take"),
                    _item("Reports", "flag", "admin:game_report_changelist", "game.view_report"),
                    _item("Guests", "group", "admin:game_seat_changelist", "game.view_seat"),
                    _item("Bans", "block", "admin:game_ban_changelist", "game.view_ban"),
                ],
            },
            {
                "title": "Decks",
                "items": [
                    _item("Decks", "style", "admin:game_deck_changelist", "game.view_deck", but=IMPORT),
                    _item("Import pictures", "upload", IMPORT, "game.add_deck"),
                ],
            },
            {
                "title": "Booths",
                "items": [
                    _item("Booths", "festival", "admin:game_boothswitch_changelist", "game.view_boothswitch"),
                    _item("Galleries", "photo_library", "admin:scoring_gallery_changelist", VIEW, but=PORTRAITS),
                    _item("People", "familiar_face_and_zone", "admin:scoring_person_changelist", "scoring.view_person"),
                    _item("Import portraits", "upload", PORTRAITS, "scoring.add_gallery"),
                ],
            },
            {
                "title": "Casts",
                "items": [
                    _item("Casts", "theater_comedy", CASTS, "scoring.view_cast", but=PHOTOS),
                    _item("Characters", "face_5", "admin:scoring_character_changelist", "scoring.view_character"),
                    _item("Photos", "photo_library", "admin:scoring_example_changelist", "scoring.view_example"),
                    _item("Versions", "model_training", "admin:scoring_modelversion_changelist", VERSIONS),
                    _item("Import photos", "upload", PHOTOS, "scoring.add_cast"),
                ],
            },
            {
                "title": "What happened",
                "items": [
                    _item("Statistics", "monitoring", STATISTICS, "game.view_room"),
                    _item("Who did what", "history", "admin:admin_logentry_changelist", "admin.view_logentry"),
                    _item("Erased", "delete_forever", "admin:game_erasure_changelist", "game.view_erasure"),
                ],
            },
            {
                "title": "The house",
                "items": [
                    _item("Accounts", "key", "admin:auth_user_changelist", "auth.view_user"),
                    _item("Players", "badge", "admin:game_player_changelist", "game.view_player"),
                ],
            },
        ],
    },
}
