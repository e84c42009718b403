"""The upload of pictures into a deck."""

from typing import Any

from django import forms
from unfold import widgets

MOST_BYTES = 30_000_000
"""What the proxy lets through (deploy/Caddyfile) and a web container's memory bears, form and all."""
TOO_MUCH = "More than 30 MB at once. Send it in parts under the same name, or use import_deck on the server."


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One zip, or some pictures, with or without a targets.csv."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) and data else [data or None]
        cleaned = [super(ManyFilesField, self).clean(file, initial) for file in files]
        if sum(file.size for file in cleaned) > MOST_BYTES:
            raise forms.ValidationError(TOO_MUCH)
        return cleaned


class ImportForm(forms.Form):
    name = forms.CharField(
        label="Deck",
        max_length=80,
        help_text="A new name makes a new deck; a name of yours adds to that deck.",
        widget=widgets.UnfoldAdminTextInputWidget(),
    )
    # Django makes a form's fields no attributes of it, so this does not hide its `files`.
    files = ManyFilesField(  # type: ignore[assignment]
        label="A zip, or pictures",
        help_text="At most 30 MB at once; more goes in several times, or by import_deck on the server.",
        widget=ManyFiles({"accept": ".zip,.csv,image/*"}),
    )
    skip_bad = forms.BooleanField(
        label="Skip bad files",
        required=False,
        help_text="Otherwise one bad file keeps the whole import out.",
        widget=widgets.UnfoldBooleanSwitchWidget(),
    )
