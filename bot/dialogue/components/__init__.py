"""Small graph components that config.yml assembles; each adds one thing to a message."""
