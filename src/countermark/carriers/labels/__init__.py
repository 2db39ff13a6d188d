"""Labels: their design, the sheets they are printed on, drawing them as SVG and PDF, and reading the result back."""

from countermark.carriers.labels.design import (
    BoxElement,
    CodeElement,
    Element,
    HriElement,
    LabelDesign,
    LogoElement,
    PictogramElement,
    TextElement,
    design_problem,
)
from countermark.carriers.labels.draw_label import DrawnLabel, LabelFacts, draw_label
from countermark.carriers.labels.label_pdf import LabelPdf
from countermark.carriers.labels.label_svg import label_svg
from countermark.carriers.labels.logo import fitted_logo
from countermark.carriers.labels.marks import CodeMark
from countermark.carriers.labels.pictograms import PICTOGRAMS
from countermark.carriers.labels.render import Misread, check_pdf_page, check_svg, pdf_pages
from countermark.carriers.labels.sheets import SHEETS, Sheet
from countermark.carriers.labels.warnings import LabelWarning, label_warnings

__all__ = [
    "PICTOGRAMS",
    "SHEETS",
    "BoxElement",
    "CodeElement",
    "CodeMark",
    "DrawnLabel",
    "Element",
    "HriElement",
    "LabelDesign",
    "LabelFacts",
    "LabelPdf",
    "LabelWarning",
    "LogoElement",
    "Misread",
    "PictogramElement",
    "Sheet",
    "TextElement",
    "check_pdf_page",
    "check_svg",
    "design_problem",
    "draw_label",
    "fitted_logo",
    "label_svg",
    "label_warnings",
    "pdf_pages",
]
