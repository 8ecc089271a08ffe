"""Find crossings by departure

Revision ID: 002
Revises: 001
Create Date: 2026-02-17 15:40:09.118200

"""
from alembic import op
import sqlalchemy as sa

revision = "002"
down_revision = "001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("crossings_by_departure", "crossings", ["departs_at"])


def downgrade() -> None:
    op.drop_index("crossings_by_departure", table_name="crossings")
