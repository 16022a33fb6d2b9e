"""How long personal data of subscribers is kept is the network's to choose, within bounds."""

import django.core.validators
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('newsletter', '0014_purging_without_a_superuser'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='newslettersettings',
            name='days_to_keep_ended',
            field=models.PositiveSmallIntegerField(default=28, help_text='Then it is erased. What stays is a code from which nobody can read an address.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='keep the address of who left … days'),
        ),
        migrations.AddField(
            model_name='newslettersettings',
            name='days_to_keep_log',
            field=models.PositiveSmallIntegerField(default=365, help_text='And who did it. The privacy page says both numbers by itself.', validators=[django.core.validators.MinValueValidator(30), django.core.validators.MaxValueValidator(1826)], verbose_name='keep what was changed of subscriptions … days'),
        ),
        migrations.AddConstraint(
            model_name='newslettersettings',
            constraint=models.CheckConstraint(condition=models.Q(('days_to_keep_ended__range', (1, 365)), ('days_to_keep_log__range', (30, 1826))), name='personal_data_is_kept_for_some_time'),
        ),
    ]
