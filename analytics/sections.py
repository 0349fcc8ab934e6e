"""The second navigation of the figures: one tab for each question that they answer."""

from lms.base.navigation import Menu

SECTIONS = Menu()
