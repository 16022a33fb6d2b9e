"""What a new network does first, on the home of the admin, as long as it wants to see it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0005_words_of_consent'),
    ]

    operations = [
        migrations.AddField(
            model_name='networksettings',
            name='shows_first_steps',
            field=models.BooleanField(default=False, help_text='On the home of the admin, what a new network does first. Each step goes once it is done.', verbose_name='show the first steps'),
        ),
    ]
