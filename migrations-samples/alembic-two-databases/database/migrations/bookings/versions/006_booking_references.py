"""Give every booking a reference

Revision ID: 006
Revises: 005
Create Date: 2026-03-19 13:05:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "006"
down_revision = "005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("bookings", sa.Column("reference", sa.String(12), nullable=True))
    bind = op.get_bind()
    for (number,) in bind.execute(sa.text("SELECT id FROM bookings ORDER BY id")).fetchall():
        bind.execute(
            sa.text("UPDATE bookings SET reference = :reference WHERE id = :id"),
            {"reference": f"LF-{number:06d}", "id": number},
        )
    op.create_unique_constraint("bookings_reference", "bookings", ["reference"])


def downgrade() -> None:
    op.drop_column("bookings", "reference")
