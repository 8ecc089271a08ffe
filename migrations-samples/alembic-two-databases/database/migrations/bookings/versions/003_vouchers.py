"""Vouchers

Revision ID: 003
Revises: 002
Create Date: 2026-03-05 09:15:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "003"
down_revision = "002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "vouchers",
        sa.Column("code", sa.String(16), primary_key=True),
        sa.Column("percent", sa.SmallInteger, nullable=False),
        sa.CheckConstraint("percent BETWEEN 1 AND 100", name="vouchers_percent_sane"),
    )
    op.add_column("bookings", sa.Column("voucher_code", sa.String(16), nullable=True))
    op.create_foreign_key("bookings_voucher", "bookings", "vouchers", ["voucher_code"], ["code"])


def downgrade() -> None:
    op.drop_constraint("bookings_voucher", "bookings", type_="foreignkey")
    op.drop_column("bookings", "voucher_code")
    op.drop_table("vouchers")
