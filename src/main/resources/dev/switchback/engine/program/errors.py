"""The exceptions of psycopg2, one class for each SQLSTATE."""


class Warning(Exception):
    pass


class Diagnostics:
    """What the server says of an error beyond its message; None where it says nothing."""

    _FIELDS = {
        "severity": "severity",
        "sqlstate": "sqlstate",
        "message_primary": "message",
        "message_detail": "detail",
        "message_hint": "hint",
        "statement_position": "position",
        "context": "context",
        "schema_name": "schema",
        "table_name": "table",
        "column_name": "column",
        "datatype_name": "datatype",
        "constraint_name": "constraint",
    }

    def __init__(self, said):
        self._said = said

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return self._said.get(self._FIELDS.get(name, name))


class Error(Exception):
    """What a statement failed with."""

    pgcode = None
    pgerror = None
    cursor = None
    switchback_number = None

    @property
    def diag(self):
        return Diagnostics(getattr(self, "_said", {}))


class InterfaceError(Error):
    pass


class DatabaseError(Error):
    pass


class DataError(DatabaseError):
    pass


class OperationalError(DatabaseError):
    pass


class IntegrityError(DatabaseError):
    pass


class InternalError(DatabaseError):
    pass


class ProgrammingError(DatabaseError):
    pass


class NotSupportedError(DatabaseError):
    pass


class QueryCanceledError(OperationalError):
    pass


class TransactionRollbackError(OperationalError):
    pass


_BY_CLASS = {
    "0A": NotSupportedError,
    "20": ProgrammingError,
    "21": ProgrammingError,
    "22": DataError,
    "23": IntegrityError,
    "40": TransactionRollbackError,
    "3D": ProgrammingError,
    "3F": ProgrammingError,
    "42": ProgrammingError,
    "44": ProgrammingError,
}
_BY_CLASS.update(dict.fromkeys(("08", "26", "27", "28", "34", "53", "54", "55", "57", "58", "HV"), OperationalError))
_BY_CLASS.update(
    dict.fromkeys(("24", "25", "2B", "2D", "2F", "38", "39", "3B", "F0", "P0", "XX"), InternalError))

# H2 has codes of its own for what scripts catch most.
_SAME = {
    "42S01": "42P07",
    "42S02": "42P01",
    "42S03": "42P01",
    "42S04": "42P01",
    "42S11": "42P07",
    "42S21": "42701",
    "42S22": "42703",
    "22018": "22P02",
    "23506": "23503",
    "23513": "23514",
    "90079": "3F000",
}

by_state = {}


def load(lines):
    """Makes the classes of a list of lines such as "23505 UniqueViolation"."""
    for line in lines.splitlines():
        state, _, name = line.partition(" ")
        base = QueryCanceledError if state == "57014" else _BY_CLASS.get(state[:2], DatabaseError)
        made = type(name, (base,), {"__module__": "psycopg2.errors"})
        by_state[state] = made


def lookup(state):
    return by_state[state]


def error_of(said):
    """The exception for what the engine reports of a failed statement."""
    state = said.get("sqlstate") or ""
    kind = by_state.get(_SAME.get(state, state)) or _BY_CLASS.get(state[:2], DatabaseError)
    text = said["message"]
    for key, title in (("detail", "DETAIL"), ("hint", "HINT")):
        if said.get(key):
            text += "\n%s:  %s" % (title, said[key])
    failure = kind(text + "\n")
    failure.pgcode = state or None
    failure.pgerror = "%s:  %s\n" % (said.get("severity") or "ERROR", text)
    failure.switchback_number = said.get("number")
    failure._said = said
    return failure
