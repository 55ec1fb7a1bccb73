"""What several handlers show: receipts, settings, places, plans. No handler imports another handler."""
