from django.db import migrations, models
from django.db.models import Q

# The sentence that was kept till now says both numbers, in whichever language.
NUMBERS_OF_THE_SENTENCE = """
UPDATE newsletter_issue
SET held_with = coalesce((regexp_match(held_reason, '[0-9]+'))[1], '0')::smallint,
    held_below = coalesce((regexp_match(held_reason, '[0-9]+[^0-9]+([0-9]+)'))[1], '1')::smallint
WHERE state = 'held'
"""
A_SENTENCE = "UPDATE newsletter_issue SET held_reason = held_with || ' < ' || held_below WHERE state = 'held'"


class Migration(migrations.Migration):
    dependencies = [("newsletter", "0011_what_providers_tell")]

    operations = [
        migrations.AddField(
            "issue",
            "held_with",
            models.PositiveSmallIntegerField(
                editable=False, null=True, verbose_name="held back with so many new items"
            ),
        ),
        migrations.AddField(
            "issue",
            "held_below",
            models.PositiveSmallIntegerField(editable=False, null=True, verbose_name="when an issue took at least"),
        ),
        migrations.RemoveConstraint("issue", "issue_is_held_for_a_reason"),
        migrations.RunSQL(NUMBERS_OF_THE_SENTENCE, A_SENTENCE),
        migrations.RemoveField("issue", "held_reason"),
        migrations.AddConstraint(
            "issue",
            models.CheckConstraint(
                condition=Q(state="held", held_with__isnull=False, held_below__isnull=False)
                | (~Q(state="held") & Q(held_with__isnull=True, held_below__isnull=True)),
                name="issue_is_held_for_a_reason",
            ),
        ),
    ]
