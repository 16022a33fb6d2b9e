"""Records that are lists of `tag=value`, as those of DKIM, DMARC, MTA-STS and TLS-RPT."""


def tags_of(record: str) -> dict[str, str]:
    """The tags of a record. The first of two with one name counts; what isn't a tag is passed by."""
    tags: dict[str, str] = {}
    for part in record.split(";"):
        name, equals, value = part.partition("=")
        if equals:
            tags.setdefault(name.strip().lower(), value.strip())
    return tags
