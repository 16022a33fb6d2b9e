"""What else than news came on the site in the weeks before the demo was loaded, from which its issues are made."""

from __future__ import annotations

LONG_AGO = 180
"""So many days ago that no issue of the demo reaches back to it."""

DAYS_AGO = {
    "Zes ontwikkelsessies": 52,
    "Rapport: Samenwerken aan een lerende regio": 50,
    "Thema: de kandidaat centraal": 48,
    "Dag van de partners": 46,
    "Factsheet: de eerste leergang": 37,
    "Besturen en organiseren": 35,
    "Werkplaats: één plan aan de keukentafel": 33,
    "Samen maken met inwoners en professionals": 22,
    "Koffie met de buren van het vak": 20,
    "Thema: leer- en ontwikkelcultuur": 8,
    "Een routekaart voor de regio": 7,
    "Samen Leren Transformeren": 5,
    "Samen Leren Transformeren: de nieuwe leergang": 5,
}
"""By a page's Dutch title; a page that isn't named was there long before."""
