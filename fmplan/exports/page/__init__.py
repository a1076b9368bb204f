"""The page: one file of HTML that shows a plan in a browser, and the folder of pages for a static host."""
