"""A view of what is not paid yet

Revision ID: 002
Revises: 001
Create Date: 2026-02-20 11:30:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "002"
down_revision = "001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        """
        CREATE VIEW open_bookings AS
        SELECT b.id, p.full_name, b.booked_at
        FROM bookings b JOIN passengers p ON p.id = b.passenger_id
        WHERE b.status = 'held'
        """
    )


def downgrade() -> None:
    op.execute("DROP VIEW open_bookings")
