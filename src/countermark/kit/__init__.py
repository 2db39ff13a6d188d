"""Small things every layer needs: errors, ids, time, cursors, settings. Imports nothing of ours."""
