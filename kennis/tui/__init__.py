"""The screen: `kennis.tui.app.run(workspace)`. It paints and takes keys before the database's library is imported."""
