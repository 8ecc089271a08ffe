"""Passengers and bookings

Revision ID: 001
Revises: 
Create Date: 2026-02-04 10:01:00.500000

"""
from alembic import op
import sqlalchemy as sa

revision = "001"
down_revision = None
branch_labels = None
depends_on = None


booking_status = sa.Enum("held", "paid", "cancelled", name="booking_status")


def upgrade() -> None:
    op.create_table(
        "passengers",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("full_name", sa.String(120), nullable=False),
        sa.Column("email", sa.String(200), nullable=False, unique=True),
    )
    op.create_table(
        "bookings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("passenger_id", sa.Integer, sa.ForeignKey("passengers.id"), nullable=False),
        sa.Column("status", booking_status, nullable=False, server_default="held"),
        sa.Column("booked_at", sa.DateTime(timezone=True), server_default=sa.func.now()),
    )


def downgrade() -> None:
    op.drop_table("bookings")
    op.drop_table("passengers")
    op.execute("DROP TYPE booking_status")
