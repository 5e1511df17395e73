"""What fills the terminal, or stands before it: one module a screen or dialog."""
