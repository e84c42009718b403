"""Hosts have casts of their own; which rows are theirs, `game.panel.access` says."""

from django.db import migrations

GROUP = "Host"
MAY = {
    "scoring": {
        "cast": ("view", "add", "change", "delete"),
        "character": ("view", "change", "delete"),
        "example": ("view", "change", "delete"),
        "modelversion": ("view",),
        "castimport": ("view",),
    },
}


def let_hosts(apps, schema_editor):
    # Django makes permissions once all migrations are through; these are needed now.
    group = apps.get_model("auth", "Group").objects.get(name=GROUP)
    for app, models in MAY.items():
        for model, verbs in models.items():
            kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app, model=model)
            for verb in verbs:
                permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
                    content_type=kind, codename=f"{verb}_{model}", defaults={"name": f"Can {verb} {model}"}
                )
                group.permissions.add(permission)


def keep_hosts_out(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects.filter(name=GROUP).first()
    models = [model for names in MAY.values() for model in names]
    mine = {"content_type__app_label": "scoring", "content_type__model__in": models}
    for permission in group.permissions.filter(**mine) if group else ():
        group.permissions.remove(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("game", "0007_hosts_galleries"),
        ("scoring", "0002_casts"),
    ]

    operations = [migrations.RunPython(let_hosts, keep_hosts_out)]
