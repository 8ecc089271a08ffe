"""The names that scripts import from psycopg2, standing on Switchback's connection."""

import collections
import re
import string
import sys
import types

import switchback_bridge as bridge
import switchback_errors as errors
import switchback_values as values


class DictRow(list):
    """A row that knows its columns by position and by name."""

    def __init__(self, index, cells):
        super().__init__(cells)
        self._index = index

    def __getitem__(self, key):
        return super().__getitem__(key if isinstance(key, (int, slice)) else self._index[key])

    def __setitem__(self, key, value):
        super().__setitem__(key if isinstance(key, (int, slice)) else self._index[key], value)

    def get(self, key, default=None):
        return self[key] if key in self._index else default

    def keys(self):
        return iter(self._index)

    def values(self):
        return iter(self)

    def items(self):
        return ((name, self[at]) for name, at in self._index.items())

    def copy(self):
        return dict(self.items())

    def __contains__(self, key):
        return key in self._index


class RealDictRow(collections.OrderedDict):
    """A row as a dictionary."""


class DictCursor(bridge.Cursor):
    def _row(self, cells):
        return DictRow({column.name: at for at, column in enumerate(self.description)}, cells)


class RealDictCursor(bridge.Cursor):
    def _row(self, cells):
        return RealDictRow(zip((column.name for column in self.description), cells))


class NamedTupleCursor(bridge.Cursor):
    def _row(self, cells):
        names = [re.sub(r"[^A-Za-z0-9_]", "_", column.name) for column in self.description]
        names = ["f" + name if name[:1] == "_" or name[:1].isdigit() else name for name in names]
        return collections.namedtuple("Record", names, rename=True)(*cells)


class LoggingConnection(bridge.Connection):
    def initialize(self, logobj):
        pass


def execute_values(cur, sql, argslist, template=None, page_size=100, fetch=False):
    """Inserts many rows with few statements: the %s of the statement stands for a page of value lists."""
    text = bridge._as_text(sql, cur)
    head, separator, tail = re.sub("%%", "\0", text).partition("%s")
    if not separator or "%s" in tail:
        raise ValueError("the query must contain exactly one '%s' placeholder")
    head, tail = head.replace("\0", "%"), tail.replace("\0", "%")
    rows = []
    for page in _pages(argslist, page_size):
        lists = []
        for args in page:
            shape = bridge._as_text(template, cur) if template else "(%s)" % ",".join(["%s"] * len(args))
            lists.append(values.merged(shape, args))
        cur.execute(head + ",".join(lists) + tail)
        if fetch:
            rows.extend(cur.fetchall())
    return rows if fetch else None


def execute_batch(cur, sql, argslist, page_size=100):
    """Executes a statement for many arguments, several in one message."""
    text = bridge._as_text(sql, cur)
    for page in _pages(argslist, page_size):
        cur.execute(";".join(values.merged(text, args) for args in page))


def _pages(items, size):
    page = []
    for item in items:
        page.append(item)
        if len(page) == size:
            yield page
            page = []
    if page:
        yield page


class Composable:
    """A part of a statement."""

    def __init__(self, wrapped):
        self._wrapped = wrapped

    def __add__(self, other):
        left = self._wrapped if isinstance(self, Composed) else [self]
        right = other._wrapped if isinstance(other, Composed) else [other]
        if not isinstance(other, Composable):
            return NotImplemented
        return Composed(left + right)

    def __mul__(self, times):
        return Composed([self] * times)

    def __eq__(self, other):
        return type(self) is type(other) and self._wrapped == other._wrapped

    def __hash__(self):
        return hash(repr(self._wrapped))

    def __repr__(self):
        return "%s(%r)" % (type(self).__name__, self._wrapped)


class Composed(Composable):
    def __init__(self, seq):
        super().__init__([part if isinstance(part, Composable) else Literal(part) for part in seq])

    @property
    def seq(self):
        return list(self._wrapped)

    def as_string(self, context):
        return "".join(part.as_string(context) for part in self._wrapped)

    def __iter__(self):
        return iter(self._wrapped)

    def join(self, joiner):
        return (SQL(joiner) if isinstance(joiner, str) else joiner).join(self._wrapped)


class SQL(Composable):
    def __init__(self, string):
        if not isinstance(string, str):
            raise TypeError("SQL values must be strings")
        super().__init__(string)

    @property
    def string(self):
        return self._wrapped

    def as_string(self, context):
        return self._wrapped

    def format(self, *args, **kwargs):
        parts, position = [], 0
        for text, name, spec, conversion in string.Formatter().parse(self._wrapped):
            if spec or conversion:
                raise ValueError("no format specification or conversion is supported by SQL")
            if text:
                parts.append(SQL(text))
            if name is None:
                continue
            if name == "":
                parts.append(args[position])
                position += 1
            else:
                parts.append(args[int(name)] if name.isdigit() else kwargs[name])
        return Composed(parts)

    def join(self, seq):
        parts = []
        for part in seq:
            if parts:
                parts.append(self)
            parts.append(part)
        return Composed(parts)


class Identifier(Composable):
    def __init__(self, *strings):
        if not strings or not all(isinstance(each, str) for each in strings):
            raise TypeError("SQL identifier parts must be strings")
        super().__init__(strings)

    @property
    def strings(self):
        return self._wrapped

    @property
    def string(self):
        if len(self._wrapped) != 1:
            raise AttributeError("the Identifier wraps more than one than one string")
        return self._wrapped[0]

    def as_string(self, context):
        return ".".join(values.identifier(each) for each in self._wrapped)


class Literal(Composable):
    @property
    def wrapped(self):
        return self._wrapped

    def as_string(self, context):
        return values.literal(self._wrapped)


class Placeholder(Composable):
    def __init__(self, name=None):
        super().__init__(name)

    @property
    def name(self):
        return self._wrapped

    def as_string(self, context):
        return "%%(%s)s" % self._wrapped if self._wrapped else "%s"


def _registering(*names):
    def nothing(*args, **kwargs):
        return None
    return {name: nothing for name in names}


def _module(name, parent=None, **content):
    module = types.ModuleType(name)
    module.__dict__.update(content)
    module.__file__ = "switchback_psycopg2"
    sys.modules[name] = module
    if parent is not None:
        setattr(parent, name.rpartition(".")[2], module)
    return module


def install(session):
    """Puts these names where scripts look for psycopg2, whether or not it is installed."""
    def connect(dsn=None, connection_factory=None, cursor_factory=None, **settings):
        return bridge.Connection(session, cursor_factory)

    exceptions = {name: getattr(errors, name) for name in (
        "Warning", "Error", "InterfaceError", "DatabaseError", "DataError", "OperationalError", "IntegrityError",
        "InternalError", "ProgrammingError", "NotSupportedError")}
    base = _module(
        "psycopg2", connect=connect, apilevel="2.0", threadsafety=2, paramstyle="pyformat", Binary=bytes,
        __version__="2.9.9 (switchback)", **exceptions, **_times())
    base.__path__ = []
    _module("psycopg2.errors", base, lookup=errors.lookup, **{each.__name__: each for each in errors.by_state.values()})
    _module("psycopg2.errorcodes", base, lookup=lambda code: _code_names()[code], **_codes())
    _module("psycopg2.sql", base, Composable=Composable, Composed=Composed, SQL=SQL, Identifier=Identifier,
            Literal=Literal, Placeholder=Placeholder, NULL=SQL("NULL"), DEFAULT=SQL("DEFAULT"))
    _extras(base)
    _extensions(base)


def _times():
    import datetime
    return {
        "Date": datetime.date, "Time": datetime.time, "Timestamp": datetime.datetime,
        "DateFromTicks": datetime.date.fromtimestamp, "TimestampFromTicks": datetime.datetime.fromtimestamp}


def _constant(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper()


def _codes():
    return {_constant(each.__name__): state for state, each in errors.by_state.items()}


def _code_names():
    return {state: name for name, state in _codes().items()}


def _extras(base):
    _module(
        "psycopg2.extras", base, DictCursor=DictCursor, DictRow=DictRow, RealDictCursor=RealDictCursor,
        RealDictRow=RealDictRow, NamedTupleCursor=NamedTupleCursor, LoggingConnection=LoggingConnection,
        DictConnection=bridge.Connection, RealDictConnection=bridge.Connection, Json=values.Json,
        execute_values=execute_values, execute_batch=execute_batch,
        register_uuid=lambda *args, **kwargs: values.wishes.update(uuid=True),
        **_registering("register_hstore", "register_default_json", "register_default_jsonb", "register_json",
                       "register_inet", "register_composite", "register_range", "wait_select"))


def _extensions(base):
    _module(
        "psycopg2.extensions", base, connection=bridge.Connection, cursor=bridge.Cursor, AsIs=values.AsIs,
        Binary=bytes, QuotedString=lambda text: types.SimpleNamespace(getquoted=lambda: values.quoted(text).encode()),
        adapt=lambda value: types.SimpleNamespace(getquoted=lambda: values.literal(value).encode(), adapted=value),
        quote_ident=lambda name, scope: values.identifier(name), register_adapter=values.adapters.__setitem__,
        ISQLQuote=object, UNICODE=None, UNICODEARRAY=None, ISOLATION_LEVEL_AUTOCOMMIT=0,
        ISOLATION_LEVEL_READ_UNCOMMITTED=4, ISOLATION_LEVEL_READ_COMMITTED=1, ISOLATION_LEVEL_REPEATABLE_READ=2,
        ISOLATION_LEVEL_SERIALIZABLE=3, ISOLATION_LEVEL_DEFAULT=None, TRANSACTION_STATUS_IDLE=0,
        TRANSACTION_STATUS_ACTIVE=1, TRANSACTION_STATUS_INTRANS=2, TRANSACTION_STATUS_INERROR=3,
        TRANSACTION_STATUS_UNKNOWN=4, STATUS_READY=1, STATUS_BEGIN=2, STATUS_IN_TRANSACTION=2,
        QueryCanceledError=errors.QueryCanceledError, TransactionRollbackError=errors.TransactionRollbackError,
        **_registering("register_type", "new_type", "new_array_type", "set_wait_callback"))
