"""Bytes of files, in and out: uploads, signed downloads, and the answer that sends a stored file."""
