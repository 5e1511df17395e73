"""What people decide about themes and notes, and what a run proposes; pure functions."""
