"""Bring vouchers and vehicles together

Revision ID: 005
Revises: 003, 004
Create Date: 2026-03-10 08:45:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "005"
down_revision = ("003", "004")
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
