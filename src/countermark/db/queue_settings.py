"""Where the job queue's tables are: a schema of their own."""

from pgqueuer.domain.settings import DBSettings

QUEUE = DBSettings(db_schema="jobs")
