"""Names that a camera or a word processor gave, and no writer."""

import re

OF_A_FILE = re.compile(
    r"""
      ^ (?: IMG | DSC[FN]? | DCIM | PXL | MVI | SCAN | P | WA ) [-_ ]? \d{3,} \w* (?: [-_ .] \w+ )* $
    | ^ (?: screenshot | schermafbeelding | whatsapp[ ]image | image | afbeelding | untitled ) [-_ ]? \d+ .* $
    | \. (?: avif | docx? | gif | jpe?g | heic | odt | pdf | png | pptx? | tiff? | webp | xlsx? ) $
    | ^ \S* _ \S* $
    """,
    re.IGNORECASE | re.VERBOSE,
)


def is_file_name(text: str) -> bool:
    """Whether a title looks like a file's name: IMG_5259, report_final, agenda.docx."""
    return bool(OF_A_FILE.search(text.strip()))
