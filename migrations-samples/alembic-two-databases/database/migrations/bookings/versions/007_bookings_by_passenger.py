"""Find bookings by passenger, without stopping the booking office

Revision ID: 007
Revises: 006
Create Date: 2026-03-24 07:10:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "007"
down_revision = "006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.execute("CREATE INDEX CONCURRENTLY bookings_by_passenger ON bookings (passenger_id)")


def downgrade() -> None:
    op.drop_index("bookings_by_passenger", table_name="bookings")
