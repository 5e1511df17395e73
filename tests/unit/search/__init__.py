"""Search: queries, reasons, rankings, nearness."""
