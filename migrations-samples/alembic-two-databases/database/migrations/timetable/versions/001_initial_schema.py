"""Ports and crossings

Revision ID: 001
Revises: 
Create Date: 2026-02-03 09:12:44.201930

"""
from alembic import op
import sqlalchemy as sa

revision = "001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ports",
        sa.Column("code", sa.String(4), primary_key=True),
        sa.Column("name", sa.String(80), nullable=False),
    )
    op.create_table(
        "crossings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("origin", sa.String(4), sa.ForeignKey("ports.code"), nullable=False),
        sa.Column("destination", sa.String(4), sa.ForeignKey("ports.code"), nullable=False),
        sa.Column("departs_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("origin <> destination", name="crossings_go_somewhere"),
    )


def downgrade() -> None:
    op.drop_table("crossings")
    op.drop_table("ports")
