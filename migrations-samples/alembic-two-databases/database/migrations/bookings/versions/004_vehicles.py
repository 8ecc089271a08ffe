"""Cars and bicycles

Revision ID: 004
Revises: 002
Create Date: 2026-03-06 16:20:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "004"
down_revision = "002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "vehicles",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("booking_id", sa.Integer, sa.ForeignKey("bookings.id"), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("plate", sa.String(20)),
    )


def downgrade() -> None:
    op.drop_table("vehicles")
