"""The ports of the first season

Revision ID: 003
Revises: 002
Create Date: 2026-03-01 08:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "003"
down_revision = "002"
branch_labels = None
depends_on = None


PORTS = sa.table("ports", sa.column("code", sa.String), sa.column("name", sa.String))


def upgrade() -> None:
    op.bulk_insert(
        PORTS,
        [
            {"code": "LARK", "name": "Larkfield"},
            {"code": "STNB", "name": "Saint Nabor"},
            {"code": "OHVN", "name": "Old Haven (50% tide only)"},
        ],
    )


def downgrade() -> None:
    op.execute("DELETE FROM ports WHERE code IN ('LARK', 'STNB', 'OHVN')")
