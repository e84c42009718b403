from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('game', '0013_reveal'),
    ]

    operations = [
        migrations.AddField(
            model_name='round',
            name='kind',
            field=models.CharField(db_default='copy', default='copy', max_length=20),
        ),
        migrations.AddField(
            model_name='round',
            name='play',
            field=models.JSONField(blank=True, help_text='What has been dealt and chosen in it; null: nothing yet.', null=True),
        ),
        migrations.AddField(
            model_name='take',
            name='prompt',
            field=models.CharField(blank=True, db_default='', help_text="What it copies, if not its round's.", max_length=60),
        ),
        migrations.AddField(
            model_name='take',
            name='turn',
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AlterField(
            model_name='room',
            name='phase',
            field=models.CharField(choices=[('lobby', 'Lobby'), ('get_ready', 'Get ready'), ('capture', 'Capture'), ('judging', 'Judging'), ('vote', 'Vote'), ('reveal', 'Reveal'), ('podium', 'Podium')], default='lobby', max_length=10),
        ),
        migrations.AlterField(
            model_name='room',
            name='prompts',
            field=models.JSONField(default=list, help_text='The rounds of the game being played, in order, with their prompts.'),
        ),
    ]
