from django.db import migrations

# A function with a SET clause for a setting of our own can only be made, or restored from a backup, by a superuser.
# This one sets it and ends it itself; where it fails, what it had set is undone with the rest.
PURGE = """
CREATE OR REPLACE FUNCTION newsletter_purge_unconfirmed(before timestamptz) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    number bigint;
BEGIN
    PERFORM set_config('newsletter.purging', 'on', true);
    WITH purged AS (
        DELETE FROM newsletter_consent asked
        WHERE asked.confirms_id IS NULL AND asked.at <= before
          AND NOT EXISTS (SELECT FROM newsletter_consent confirmation WHERE confirmation.confirms_id = asked.id)
        RETURNING asked.id
    ) SELECT count(*) INTO number FROM purged;
    PERFORM set_config('newsletter.purging', '', true);
    RETURN number;
END $$;
-- The clause of the function that was here before.
ALTER FUNCTION newsletter_purge_unconfirmed(timestamptz) RESET ALL;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('newsletter', '0013_lists_of_subscribers'),
    ]

    operations = [
        migrations.RunSQL(PURGE, migrations.RunSQL.noop),
    ]
