"""Why a file, or a whole source, cannot become part of a deck, beyond what `scoring.imports` refuses."""

from scoring.imports import refusals

REASONS = refusals.REASONS | {
    "unsupported_format": "This is no picture that we take: JPEG, PNG or WebP.",
    "svg_refused": "SVG drawings are programs and stay outside. Save it as PNG.",
    "unknown_label": "The folder's name is no label. Use CECM, CEOM, OECM or OEOM.",
    "bad_target": "The line in targets.csv is wrong: openness is a number from 0 to 1.",
    "bad_parts": "The line in targets.csv asks for something that we cannot read in a face.",
    "missing_file": "targets.csv names this file, but it is not there.",
    "nothing_found": "There is no picture in there. Put them into folders named CECM, CEOM, OECM and OEOM.",
    "bad_targets_file": "targets.csv needs a header with file, and left_eye, right_eye and mouth, or label.",
}


class PictureRefused(refusals.FileRefused):
    """One picture stays outside."""

    reasons = REASONS


class DeckRefused(refusals.SourceRefused):
    """Nothing of the source can become a deck."""

    reasons = REASONS
