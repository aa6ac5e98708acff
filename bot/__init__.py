"""Waymark: an awareness chatbot for people who think of migrating. Each room's head line says what it knows."""
