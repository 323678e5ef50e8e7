"""Where Alembic meets the connection that `store.database` hands it."""

from alembic import context

from facilitator.store.people_schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
