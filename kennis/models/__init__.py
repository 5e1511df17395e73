"""The bundled encoder and the programs that made it; nothing here is imported by the rest of kennis."""
