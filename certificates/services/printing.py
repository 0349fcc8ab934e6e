"""Drawing pages of other apps with the engine and the fonts of the certificates."""

from ..coverage import FACE_OF_LANGUAGE
from ..renderers.pdf import Pen, draw


def pen_for(language: str) -> Pen:
    """Sets texts in the faces that hold their characters."""
    return Pen(FACE_OF_LANGUAGE.get(language, "tc"))


def printed(html: str, *, pen: Pen, style: str) -> bytes:
    """A PDF of the HTML under `style`, its texts set by `pen`; the engine reads nothing but the fonts shipped here."""
    sheets = [*(f"face-{face}.css" for face in sorted(pen.faces)), f"base-{pen.face}.css"]
    links = "".join(f'<link rel="stylesheet" href="{sheet}">' for sheet in sheets)
    return draw(html.replace("</head>", f"{links}<style>{style}</style></head>", 1))
