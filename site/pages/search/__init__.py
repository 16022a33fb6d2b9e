"""Finding things: the search of the site, and the backend that it shares with the admin's."""
