"""From a company's files to an honest answer, in the order the data flow.

check_folder   files -> typed tables and findings          (contract, intake, warehouse)
publish, ask   tables -> an immutable snapshot, and a session on it
catalogue      the metrics: one .sql and one .py each
evaluate       metric x session x scope -> Answer           (comparison, inference)
by_category, outcome    hours and effects in euros          (value)
release        what of it may be shown                      (disclosure)
"""
