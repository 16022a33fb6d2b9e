"""A language more is no change of the tables."""

import network.languages
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pages', '0002_colleague_approval_and_document_language'),
    ]

    operations = [
        migrations.AlterField(
            model_name='publicationpage',
            name='document_language',
            field=models.CharField(choices=network.languages.language_choices, default=network.languages.first_language, help_text="Readers are told where it isn't the language of the page.", max_length=10, verbose_name='language of the document'),
        ),
    ]
