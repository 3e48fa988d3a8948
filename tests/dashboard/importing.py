"""A page over a store of the test's own, and imports brought to their end."""

from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from dashboard.jobs import Job, Jobs, State
from geodata.readers.open import open_source


def receive(jobs: Jobs, path: Path) -> Job:
    """Take a file in as the page does, in a temporary folder."""
    folder = TemporaryDirectory()
    copy = Path(folder.name) / "upload.csv"
    copy.write_bytes(path.read_bytes())
    return jobs.add(open_source(copy, path.name), folder)


def ended(jobs: Jobs, job_id: str) -> Job:
    """Wait until a job is over."""
    latest = monotonic() + 60
    while True:
        job = jobs.get(job_id)
        assert job is not None, "the job was dropped"
        if job.state in (State.DONE, State.FAILED):
            return job
        assert monotonic() < latest, f"the job is still {job.state}"
