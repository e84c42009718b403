from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('game', '0014_kinds'),
    ]

    operations = [
        migrations.AddField(
            model_name='prompt',
            name='parts',
            field=models.JSONField(blank=True, help_text='What else counts, as in scoring/vision/parts.py.', null=True),
        ),
    ]
