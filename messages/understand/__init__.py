"""What did they mean? From text to an interpretation; nothing here words a reply."""
