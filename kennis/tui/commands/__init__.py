"""Every command of each screen, declared once: key bindings, palette, help screen and footer are made of it."""
