"""Settings of nbgrader for this folder: ``nbgrader generate_assignment part1`` and so on, from here."""

c = get_config()  # noqa: F821  (nbgrader provides it)

c.CourseDirectory.course_id = "interleukins"
# The recording call below the solution stays in place; the solution itself becomes one line.
c.ClearSolutions.code_stub = {"python": "# Your working, if you want to keep any."}
c.ExecutePreprocessor.timeout = 120
# Every student has a data file of their own, so the files of a submission are not all known beforehand.
c.Autograde.exclude_overwriting = {}
# What `nbgrader zip_collect` takes from the platform's archive: the data file belongs to the notebook, without it a
# submission would be graded with the numbers of the class edition.
c.FileNameCollectorPlugin.valid_ext = [".ipynb", ".json"]
