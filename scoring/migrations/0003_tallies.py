from django.db import migrations, models
from django.db.models import Sum
from django.db.models.functions import TruncDay

COUNTS = (
    *("predictions", "ms", "likes", "dislikes", "kept"),
    *("shuffled", "shuffled_likes", "shuffled_dislikes"),
)


def add_up_days(apps, schema_editor):
    tallies = apps.get_model("scoring", "CastTally").objects
    days = tallies.annotate(day=TruncDay("at")).values("cast_id", "character_id", "day").order_by()
    sums = days.annotate(**{f"{name}_": Sum(name) for name in COUNTS}).iterator()
    made = (
        tallies.model(
            cast_id=row["cast_id"],
            character_id=row["character_id"],
            bin="day",
            at=row["day"],
            **{name: row[f"{name}_"] for name in COUNTS},
        )
        for row in sums
    )
    tallies.bulk_create(list(made), batch_size=1000)


def leave_hours(apps, schema_editor):
    apps.get_model("scoring", "CastTally").objects.filter(bin="day").delete()


class Migration(migrations.Migration):

    dependencies = [("scoring", "0002_casts")]

    operations = [
        migrations.RemoveConstraint("casthour", "one_row_per_hour"),
        migrations.RemoveIndex("casthour", "cast_hour_when"),
        migrations.RenameModel("CastHour", "CastTally"),
        migrations.RenameField("casttally", "hour", "at"),
        migrations.AddField(
            "casttally",
            "bin",
            models.CharField(choices=[("hour", "Hour"), ("day", "Day")], default="hour", max_length=4),
            preserve_default=False,
        ),
        migrations.AlterField(
            "casttally",
            "cast",
            models.ForeignKey(
                on_delete=models.deletion.CASCADE, related_name="tallies", to="scoring.cast"
            ),
        ),
        migrations.AddConstraint(
            "casttally",
            models.UniqueConstraint(fields=("cast", "character", "bin", "at"), name="one_cast_tally_per_bin"),
        ),
        migrations.AddIndex("casttally", models.Index(fields=["cast", "bin", "at"], name="cast_tally_when")),
        migrations.RunPython(add_up_days, leave_hours),
    ]
