"""What Dateline is measured by; no part of the package."""
