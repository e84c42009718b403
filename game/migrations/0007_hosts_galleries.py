"""Hosts have galleries of their own, and open and close booths; which rows are theirs, `game.panel.access` says."""

from django.db import migrations

GROUP = "Host"
MAY = {
    "game": {"boothswitch": ("view", "change")},
    "scoring": {
        "gallery": ("view", "add", "change", "delete"),
        "person": ("view", "change", "delete"),
        "portrait": ("view", "delete"),
        "galleryimport": ("view",),
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
    for app, models in MAY.items() if group else ():
        given = group.permissions.filter(content_type__app_label=app, content_type__model__in=models)
        group.permissions.remove(*given)


class Migration(migrations.Migration):
    dependencies = [
        ("game", "0006_booths"),
        ("scoring", "0001_galleries"),
    ]

    operations = [migrations.RunPython(let_hosts, keep_hosts_out)]
