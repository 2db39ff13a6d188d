"""Reading tables out of files that people send: CSV in any common form, and XLSX; streamed, bounded, pure."""
