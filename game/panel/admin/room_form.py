"""The form of a room: what its host chooses before and between games."""

from dataclasses import fields
from datetime import timedelta
from typing import Any

from django import forms
from unfold import widgets

from game import models
from game.engine.kinds import registry
from game.engine.rules import LIMITS
from game.engine.state import CodeAlone, Phase, Settings
from game.panel.rooms import Wishes
from game.privacy.retention import HOURS, usual_hours

NUMBERS = {
    "rounds": "Rounds",
    "max_players": "Most players",
    "get_ready": "Get ready",
    "capture": "Time to pose",
    "judging": "Longest judging",
    "reveal": "Each photo in the reveal",
}
SWITCHES = {
    "spectators": ("Others may watch", "Players see the room, and the big screen that is opened by its own link."),
    "locked": ("Lock the door", "Nobody new may sit down."),
    "approve_photos": ("Approve photos first", "No screen but the player's own shows a photo before you let it."),
    "stage_sound": ("Sound on the big screen", "Music and effects, once somebody there has tapped or pressed a key."),
    "scores_at_once": ("Scores at once", "Players are told their own score before the reveal."),
    "classic_parts": ("Only eyes and mouth count", "Brows, smile and tilt do not, as in the classic game."),
}
CODE_ALONE = [
    (CodeAlone.LOBBY.value, "In the lobby"),
    (CodeAlone.ALWAYS.value, "At any time"),
    (CodeAlone.NEVER.value, "Never"),
]
DEFAULTS = Settings()
PROGRAMMES = [
    (registry.MIXED, "Mixed bag"),
    (registry.CLASSIC, "Classic: copy the face"),
    *((kind.name, f"{kind.title} all night") for kind in registry.KINDS.values() if kind is not registry.COPY),
]

TEAMS = [(0, "Everybody for themselves"), (2, "Two teams"), (3, "Three teams"), (4, "Four teams")]


def _number(name: str) -> forms.IntegerField:
    low, high = LIMITS[name]
    seconds = "" if name in ("rounds", "max_players") else " seconds"
    return forms.IntegerField(
        label=NUMBERS[name],
        min_value=low,
        max_value=high,
        initial=getattr(DEFAULTS, name),
        help_text=f"{low} to {high}{seconds}",
        widget=widgets.UnfoldAdminIntegerFieldWidget(),
    )


def _switch(name: str) -> forms.BooleanField:
    label, words = SWITCHES[name]
    initial = getattr(DEFAULTS, name)
    return forms.BooleanField(
        label=label, help_text=words, required=False, initial=initial, widget=widgets.UnfoldBooleanSwitchWidget()
    )


class RoomForm(forms.ModelForm):
    rounds, max_players = _number("rounds"), _number("max_players")
    get_ready, capture = _number("get_ready"), _number("capture")
    judging, reveal = _number("judging"), _number("reveal")
    spectators, locked = _switch("spectators"), _switch("locked")
    approve_photos, stage_sound = _switch("approve_photos"), _switch("stage_sound")
    scores_at_once = _switch("scores_at_once")
    classic_parts = _switch("classic_parts")
    programme = forms.ChoiceField(
        label="Kinds of rounds",
        choices=PROGRAMMES,
        initial=registry.MIXED,
        help_text="On their phone, hosts may also choose the kinds one by one.",
        widget=widgets.UnfoldAdminSelectWidget(),
    )
    teams = forms.TypedChoiceField(
        label="Teams",
        choices=TEAMS,
        coerce=int,
        initial=DEFAULTS.teams,
        required=False,
        # What is left out is no text that is coerced; Django's stubs know only text.
        empty_value=DEFAULTS.teams,  # type: ignore[arg-type]
        help_text="A team has the mean of its members' points.",
        widget=widgets.UnfoldAdminSelectWidget(),
    )
    code_alone = forms.ChoiceField(
        label="The five letters alone open the room",
        choices=CODE_ALONE,
        initial=DEFAULTS.code_alone,
        help_text="The link and the QR code always do.",
        widget=widgets.UnfoldAdminSelectWidget(),
    )
    new_password = forms.CharField(
        label="Password",
        required=False,
        max_length=60,
        help_text="Asked of whoever comes in. Blank: none, or the one it has.",
        widget=widgets.UnfoldAdminTextInputWidget({"autocomplete": "off"}),
    )
    no_password = forms.BooleanField(
        label="Take the password away", required=False, widget=widgets.UnfoldBooleanSwitchWidget()
    )
    hours = forms.IntegerField(
        label="Hours until all is erased",
        min_value=HOURS[0],
        max_value=HOURS[1],
        initial=usual_hours,
        help_text=f"Photos, names and scores of the room, counted from its opening. {HOURS[0]} to {HOURS[1]}.",
        widget=widgets.UnfoldAdminIntegerFieldWidget(),
    )

    class Meta:
        model = models.Room
        fields = ["deck"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.code:
            self.initial |= self.instance.settings
            self._keep_programme(self.initial.get("programme", DEFAULTS.programme))
            kept = self.instance.expires_at - self.instance.created_at
            self.initial["hours"] = round(kept / timedelta(hours=1))

    def _keep_programme(self, chosen: str) -> None:
        """One that was made by hand stays until another is chosen."""
        field = self.fields["programme"]
        if chosen not in dict(PROGRAMMES) and isinstance(field, forms.ChoiceField):
            field.choices = [*PROGRAMMES, (chosen, chosen.replace(",", ", "))]

    def clean_deck(self) -> models.Deck:
        deck = self.cleaned_data["deck"]
        running = self.instance.code and Phase(self.instance.phase).in_round
        if running and deck.pk != self.instance.deck_id:
            raise forms.ValidationError("A game is running: the deck can be changed between games.")
        return deck

    def wishes(self) -> Wishes:
        values = self.cleaned_data
        settings = Settings(**{field.name: values[field.name] for field in fields(Settings)})
        password = "" if values["no_password"] else values["new_password"] or None
        return Wishes(settings, values["deck"], values["hours"], password)
