"""How the rows of an issue look in its editor."""

from django.forms import Media
from wagtail.admin.panels import InlinePanel


class IssueItemsPanel(InlinePanel):
    """Rows that are closed and show what they are, so that an issue fits on a screen and is put in order there."""

    class BoundPanel(InlinePanel.BoundPanel):
        template_name = "newsletter/admin/issue_rows.html"

        @property
        def media(self) -> Media:
            return super().media + Media(css={"all": ["newsletter/issue_editor.css"]})
