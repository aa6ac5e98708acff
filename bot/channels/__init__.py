"""One channel a file or folder: makes a Message of what arrives, sends a Reply within its limits; sees no content."""
