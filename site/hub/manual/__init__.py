"""The manual of those who edit, in the admin: `texts/LANGUAGE/GUIDE.toml` says what to do, `static/manual` shows it."""
