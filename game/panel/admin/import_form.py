"""The uploads of pictures: into a deck, a gallery, a cast."""

from typing import Any

from django import forms
from unfold import widgets

MOST_BYTES = 30_000_000
"""What the proxy lets through (deploy/Caddyfile) and a web container's memory bears, form and all."""
TOO_MUCH = "More than 30 MB at once. Send it in parts under the same name, or use {command} on the server."


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One zip, or some pictures."""

    widget = ManyFiles

    def __init__(self, *, command: str, accept: str) -> None:
        """`command` is what takes more on the server."""
        self.too_much = TOO_MUCH.format(command=command)
        super().__init__(
            label="A zip, or pictures",
            help_text=f"At most 30 MB at once; more goes in several times, or by {command} on the server.",
            widget=ManyFiles({"accept": accept}),
        )

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) and data else [data or None]
        cleaned = [super(ManyFilesField, self).clean(file, initial) for file in files]
        if sum(file.size for file in cleaned) > MOST_BYTES:
            raise forms.ValidationError(self.too_much)
        return cleaned


def _name(label: str, help_text: str) -> forms.CharField:
    widget = widgets.UnfoldAdminTextInputWidget()
    return forms.CharField(label=label, max_length=80, help_text=help_text, widget=widget)


def _switch(label: str, help_text: str, *, required: bool = True) -> forms.BooleanField:
    widget = widgets.UnfoldBooleanSwitchWidget()
    return forms.BooleanField(label=label, required=required, help_text=help_text, widget=widget)


class ImportForm(forms.Form):
    """`name` and `files` are for whoever derives from it; what else it asks becomes fields of the import's row."""

    skip_bad = _switch("Skip bad files", "Otherwise one bad file keeps the whole import out.", required=False)


class DeckImportForm(ImportForm):
    name = _name("Deck", "A new name makes a new deck; a name of yours adds to that deck.")
    # Django makes a form's fields no attributes of it, so this does not hide its `files`.
    files = ManyFilesField(command="import_deck", accept=".zip,.csv,image/*")  # type: ignore[assignment]
    field_order = ["name", "files", "skip_bad"]


class CastImportForm(ImportForm):
    name = _name("Cast", "A new name makes a new cast; a name of yours adds to that cast.")
    files = ManyFilesField(command="import_cast", accept=".zip,image/*")  # type: ignore[assignment]
    may = _switch("I may add these photos", "Whoever is on them knows that the cast learns from them, and agrees.")
    field_order = ["name", "files", "may", "skip_bad"]


class GalleryImportForm(ImportForm):
    name = _name("Gallery", "A new name makes a new gallery; a name of yours adds to that gallery.")
    files = ManyFilesField(command="import_gallery", accept=".zip,image/*")  # type: ignore[assignment]
    may = _switch("I may add these portraits", "Whoever is on them knows and agrees, or they are drawn or public.")
    field_order = ["name", "files", "may", "skip_bad"]
