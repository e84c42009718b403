"""Hosts are staff users in this group; which rows are theirs, `game.panel.access` says."""

from django.db import migrations

GROUP = "Host"
MAY = {
    "game": {
        "deck": ("view", "add", "change", "delete"),
        "prompt": ("view", "change", "delete"),
        "room": ("view", "add", "change", "delete"),
        "seat": ("view", "delete"),
        "take": ("view", "change"),
        "report": ("view", "delete"),
        "ban": ("view", "delete"),
        "erasure": ("view",),
        "deckimport": ("view",),
    },
    "admin": {"logentry": ("view",)},
}


def make_group(apps, schema_editor):
    # Django makes permissions once all migrations are through; these are needed now.
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=GROUP)
    for app, models in MAY.items():
        for model, verbs in models.items():
            kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app, model=model)
            for verb in verbs:
                permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
                    content_type=kind, codename=f"{verb}_{model}", defaults={"name": f"Can {verb} {model}"}
                )
                group.permissions.add(permission)


def remove_group(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name=GROUP).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("game", "0001_initial"),
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_group, remove_group)]
