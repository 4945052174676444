"""Papers in the office's own form: a .docx of the folder whose tags are fields of the draft.
A form is code that others wrote: it is checked and filled in a child process that has little room and little time.
Knows papers, processes, settings, wording and model."""
