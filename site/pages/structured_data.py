"""What a page says to programs, in the words of schema.org: plain values that become JSON-LD in its head."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.safestring import SafeString

from network.models import Affiliation, Organisation, Person

Thing = dict[str, Any]

# As Django's json_script has it: nothing in the text can end the element that it stands in, or begin another.
ESCAPED = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


@dataclass(frozen=True)
class Shown:
    """What a page has to know to say something about itself: where it is found, its picture, and whose site it is."""

    url: str
    image: str
    network: Thing


def thing(kind: str, /, **properties: Any) -> Thing:
    """A thing of a schema.org type, without the properties that say nothing."""
    return {"@type": kind, **{name: value for name, value in properties.items() if value not in (None, "", [], ())}}


def network_organisation(
    name: str, url: str, *, email: str = "", address: str = "", logo: str = "", same_as: Iterable[str] = ()
) -> Thing:
    """The network itself. `same_as`: where else it is found, such as on social media."""
    return thing(
        "Organization",
        name=name,
        url=url,
        email=email,
        address=" ".join(address.split()),
        logo=logo,
        sameAs=list(same_as),
    )


def organisation(found: Organisation, url: str, logo: str) -> Thing:
    """An organisation in or around the network."""
    return thing(
        "Organization", name=found.name, url=url, description=str(found.description), logo=logo, sameAs=found.website
    )


def person(found: Person, affiliations: Iterable[Affiliation], url: str, image: str) -> Thing:
    """Someone who agreed to be shown, with where they work today."""
    today = list(affiliations)
    return thing(
        "Person",
        name=found.name,
        url=url,
        image=image,
        jobTitle=[str(row.role) for row in today if row.role],
        worksFor=[thing("Organization", name=row.organisation.name) for row in today],
    )


def breadcrumb(steps: Iterable[tuple[str, str]]) -> Thing:
    """The way to a page: the name and the address of each step, the page itself the last."""
    rows = [thing("ListItem", position=number, name=name, item=url) for number, (name, url) in enumerate(steps, 1)]
    return thing("BreadcrumbList", itemListElement=rows)


def as_json_ld(things: Iterable[Thing]) -> SafeString:
    """The element that carries things in the head of a page; nothing for none.

    It is data, and no script: a browser runs nothing of it, so the site's content security policy lets it be.
    """
    graph = list(things)
    if not graph:
        return SafeString("")
    data = json.dumps({"@context": "https://schema.org", "@graph": graph}, cls=DjangoJSONEncoder, ensure_ascii=False)
    return SafeString(f'<script type="application/ld+json">{data.translate(ESCAPED)}</script>')
