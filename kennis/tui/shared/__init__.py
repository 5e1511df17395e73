"""What all screens are made of: the virtual list, dialogs, fields, colours, the terminal."""
