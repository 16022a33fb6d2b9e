"""Who did what, and when: what Wagtail's log lacks is added to it, and a report shows what administrators look for."""
