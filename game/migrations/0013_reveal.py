from django.db import migrations, models

SECONDS_A_PHOTO = 4


def give_photos_their_time(apps, schema_editor):
    """The setting was the length of a whole reveal, and is that of one photo in it from now on."""
    for room in apps.get_model('game', 'Room').objects.all():
        room.settings |= {'reveal': SECONDS_A_PHOTO}
        room.save(update_fields=['settings'])


class Migration(migrations.Migration):

    dependencies = [
        ('game', '0012_best_games'),
    ]

    operations = [
        migrations.AddField(
            model_name='round',
            name='cards',
            field=models.JSONField(default=list, help_text='How its reveal is told.', null=True),
        ),
        migrations.AddField(
            model_name='seat',
            name='celebrated',
            field=models.BooleanField(db_default=True, default=True),
        ),
        migrations.RunPython(give_photos_their_time, migrations.RunPython.noop),
    ]
