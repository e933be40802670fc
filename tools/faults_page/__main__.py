"""`python -m tools.faults_page` writes `docs/faults.md`."""

from tools.faults_page.page import PAGE, page

PAGE.write_text(page(), "utf-8")
