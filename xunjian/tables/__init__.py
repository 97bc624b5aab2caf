"""Tables of documents (.docx, .xlsx, .html) as grids, and what a table of tasks (任务分解表) says in its rows."""
