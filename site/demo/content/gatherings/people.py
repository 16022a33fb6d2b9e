"""Who came to the gatherings: real organisations, and people who do not exist."""

from ..text import T
from .kinds import Organisation, Person

HAN = "HAN University of Applied Sciences"

ORGANISATIONS = (
    Organisation("Centre of Expertise Krachtige Kernen", "university"),
    Organisation("Driestroom", "welfare"),
    Organisation("Groene Metropoolregio Arnhem-Nijmegen", "other"),
    Organisation("Rijnstate", "hospital"),
    Organisation("RijnWaal Zorggroep", "welfare"),
    Organisation("Samenso", "welfare"),
    Organisation("Spectrum Elan", "other"),
    Organisation("UtrechtZorg", "other"),
    Organisation("Zorgalliantie", "other"),
    Organisation("Zorgcoöperatie Reek", "welfare"),
)

PEOPLE = (
    Person("Wieke Boterbloem", T("adviseur leren", "adviser on learning"), "UtrechtZorg"),
    Person("Tarik Molenwiek", T("projectleider", "project leader"), "UtrechtZorg"),
    Person("Liselot Dijkvonk", T("begeleider van de koers", "supervisor of the course"), "UtrechtZorg"),
    Person("Marijn Dakpan", T("academiedirecteur", "director of the academy"), HAN),
    Person(
        "Hanna Rietpoort",
        T("programmamanager", "programme manager"),
        "Zorgalliantie",
        alternate_names="Hanna Rietpoort-Vlinder",
    ),
    Person("Bas Windkracht", T("lector kansrijk ondernemen", "professor of enterprise"), HAN),
    Person("Ilse Bloesemtak", T("lector gezondheid en vitaliteit", "professor of health and vitality"), HAN),
    Person("Corrie Hooizolder", T("voorzitter", "chair"), "Zorgcoöperatie Reek"),
    Person("Marcel Uiterwaard", T("bestuurder", "administrator"), "RijnWaal Zorggroep"),
    Person("Jetta Buurtbrug", T("lector sociale kwaliteit", "professor of social quality"), HAN),
    Person("Otto Groenpad", T("programmaleider", "programme leader"), "Groene Metropoolregio Arnhem-Nijmegen"),
    Person("Fenna Snelboot", T("bestuurder", "administrator"), "Driestroom"),
    Person("Rutger Schakelaar", T("lector technologie voor gezondheid", "professor of health technology"), HAN),
    Person("Dunya Sterrenbos", T("manager concernstaf", "manager of the central staff"), "Rijnstate"),
    Person("Pim Thuishaven", T("adviseur", "adviser"), "Spectrum Elan"),
    Person("Selma Welkomst", T("bestuurder", "administrator"), "Samenso"),
)
