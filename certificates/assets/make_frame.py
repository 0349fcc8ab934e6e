"""Recipe of `frame.pdf`, the sheet that certificates are printed on: double rule, woven ground, seal.

    python certificates/assets/make_frame.py

Drawn once as vectors; the seal is the academy's own, from lms/static/lms/seal.svg.
"""

from math import cos, pi, sin
from pathlib import Path

from reportlab.graphics import renderPDF
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from svglib.svglib import svg2rlg

HERE = Path(__file__).resolve().parent
SEAL = HERE.parents[1] / "lms" / "static" / "lms" / "seal.svg"

WIDTH, HEIGHT = 841.89, 595.28  # A4 landscape, points
PAPER, TEAL, VERMILION = HexColor("#fffdf8"), HexColor("#0b3d4b"), HexColor("#b5301c")
WEAVE = HexColor("#e6edea")  # opaque: a form carries no transparency of its own
SEAL_SIZE, SEAL_RIGHT, SEAL_BOTTOM = 74.0, 78.0, 62.0


def weave(canvas: Canvas) -> None:
    """Two counter-running rosettes of fine lines, as on bonds and old diplomas, too pale to disturb the text."""
    canvas.saveState()
    window = canvas.beginPath()
    window.rect(26, 26, WIDTH - 52, HEIGHT - 52)
    canvas.clipPath(window, stroke=0, fill=0)
    canvas.setStrokeColor(WEAVE)
    canvas.setLineWidth(0.5)
    for ring in range(13):
        for phase in (0.0, pi):
            path = canvas.beginPath()
            for step in range(0, 361, 3):
                angle = step * pi / 180
                radius = 118 + 11 * ring + 24 * cos(12 * angle + phase + ring * pi / 13)
                x = WIDTH / 2 + 1.5 * radius * cos(angle)
                y = HEIGHT / 2 + radius * sin(angle)
                (path.lineTo if step else path.moveTo)(round(x, 1), round(y, 1))
            canvas.drawPath(path)
    canvas.restoreState()


def corner(canvas: Canvas) -> None:
    """A squared spiral for the lower left corner, in the manner of the meander on bronzes."""
    canvas.setStrokeColor(TEAL)
    canvas.setLineWidth(1.1)
    path = canvas.beginPath()
    path.moveTo(34, 62)
    for x, y in ((34, 34), (62, 34), (62, 54), (44, 54), (44, 44), (53, 44)):
        path.lineTo(x, y)
    canvas.drawPath(path)


def frame(canvas: Canvas) -> None:
    canvas.setFillColor(PAPER)
    canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
    weave(canvas)
    canvas.setStrokeColor(TEAL)
    for inset, width in ((20, 2.6), (26, 0.7)):
        canvas.setLineWidth(width)
        canvas.rect(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset)
    for across, up in ((1, 1), (-1, 1), (1, -1), (-1, -1)):
        canvas.saveState()
        canvas.translate(0 if across > 0 else WIDTH, 0 if up > 0 else HEIGHT)
        canvas.scale(across, up)
        corner(canvas)
        canvas.restoreState()
    canvas.setStrokeColor(VERMILION)
    canvas.setLineWidth(1.4)
    canvas.line(WIDTH / 2 - 26, HEIGHT - 126, WIDTH / 2 + 26, HEIGHT - 126)


def seal(canvas: Canvas) -> None:
    drawing = svg2rlg(str(SEAL))
    if drawing is None:
        raise SystemExit(f"{SEAL} cannot be read")
    factor = SEAL_SIZE / drawing.width
    canvas.saveState()
    canvas.translate(WIDTH - SEAL_RIGHT - SEAL_SIZE, SEAL_BOTTOM)
    canvas.scale(factor, factor)
    renderPDF.draw(drawing, canvas, 0, 0)
    canvas.restoreState()


def main() -> None:
    canvas = Canvas(str(HERE / "frame.pdf"), pagesize=(WIDTH, HEIGHT), pageCompression=1, invariant=1)
    # As one form: whoever lays it under a page copies it unread, which takes a fifth of the time.
    canvas.beginForm("sheet")
    frame(canvas)
    seal(canvas)
    canvas.endForm()
    canvas.doForm("sheet")
    canvas.save()


if __name__ == "__main__":
    main()
