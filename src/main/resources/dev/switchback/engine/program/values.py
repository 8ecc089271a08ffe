"""Python values as SQL literals, and what the database answers as Python values."""

import datetime
import decimal
import json
import re
import uuid

from switchback_errors import DataError, ProgrammingError

# What scripts register with psycopg2.extensions.register_adapter, by type.
adapters = {}
# Scripts may ask for uuid.UUID in place of text.
wishes = {"uuid": False}
dialect = {"name": "postgresql"}


class Json:
    """A value that goes into the database as JSON text."""

    def __init__(self, adapted, dumps=None):
        self.adapted = adapted
        self._dumps = dumps or json.dumps

    def dumps(self, obj):
        return self._dumps(obj)

    def getquoted(self):
        return quoted(self.dumps(self.adapted)).encode()


class AsIs:
    """Text that goes into the statement as it is."""

    def __init__(self, adapted):
        self.adapted = adapted

    def getquoted(self):
        return str(self.adapted).encode()


def quoted(text):
    """A text as an SQL literal that means the same whatever standard_conforming_strings says."""
    if "\0" in text:
        raise ValueError("A string literal cannot contain NUL (0x00) characters.")
    doubled = text.replace("'", "''")
    if "\\" in text and dialect["name"] == "postgresql":
        return "E'" + doubled.replace("\\", "\\\\") + "'"
    return "'" + doubled + "'"


def identifier(name):
    return '"' + name.replace('"', '""') + '"'


def literal(value):
    """A value as it stands in an SQL statement."""
    if value is None:
        return "NULL"
    for kind in type(value).__mro__:
        if kind in adapters:
            return _text(adapters[kind](value).getquoted())
        if kind in _LITERALS:
            return _LITERALS[kind](value)
    if hasattr(value, "getquoted"):
        return _text(value.getquoted())
    raise ProgrammingError("can't adapt type %r" % type(value).__name__)


def _text(part):
    return part.decode() if isinstance(part, bytes) else part


def _integer(value):
    return " " + str(int(value)) if value < 0 else str(int(value))


def _float(value):
    if value != value or value in (float("inf"), float("-inf")):
        name = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}[repr(float(value))]
        return "'%s'::float" % name
    return (" " if value < 0 else "") + repr(float(value))


def _decimal(value):
    if value.is_nan():
        return "'NaN'::numeric"
    if value.is_infinite():
        return "'NaN'::numeric"
    return (" " if value.is_signed() else "") + str(value)


def _binary(value):
    digits = bytes(value).hex()
    return "'\\x%s'::bytea" % digits if dialect["name"] == "postgresql" else "X'%s'" % digits


def _datetime(value):
    if value.tzinfo is None:
        return "'%s'::timestamp" % value.isoformat()
    zoned = "timestamptz" if dialect["name"] == "postgresql" else "timestamp with time zone"
    return "'%s'::%s" % (value.isoformat(), zoned)


def _time(value):
    return "'%s'::time" % value.isoformat()


def _interval(value):
    return "'%d days %d.%06d seconds'::interval" % (value.days, value.seconds, value.microseconds)


def _list(values):
    if not values:
        return "'{}'"
    return "ARRAY[%s]" % ", ".join(_inside(value) for value in values)


def _inside(value):
    return _list(value) if isinstance(value, list) and value else literal(value)


def _tuple(values):
    return "(%s)" % ", ".join(literal(value) for value in values) if values else "(NULL)"


_LITERALS = {
    bool: lambda value: "true" if value else "false",
    int: _integer,
    float: _float,
    decimal.Decimal: _decimal,
    str: quoted,
    bytes: _binary,
    bytearray: _binary,
    memoryview: _binary,
    datetime.datetime: _datetime,
    datetime.date: lambda value: "'%s'::date" % value.isoformat(),
    datetime.time: _time,
    datetime.timedelta: _interval,
    uuid.UUID: lambda value: "'%s'::uuid" % value,
    list: _list,
    tuple: _tuple,
    dict: lambda value: _text(Json(value).getquoted()),
}

_PLACEHOLDER = re.compile(r"%(?:\((?P<name>[^)]*)\))?(?P<kind>.)", re.DOTALL)


def merged(operation, args):
    """A statement with its arguments in the places of %s and %(name)s."""
    if args is None:
        return operation
    named = hasattr(args, "keys")
    positions = None if named else iter(args)
    used = {}

    def place(match):
        kind, name = match.group("kind"), match.group("name")
        if name is None and kind == "%":
            return "%"
        if kind != "s":
            raise ValueError("unsupported format character '%s' (0x%x) at index %d" % (kind, ord(kind), match.start()))
        if name is not None:
            if not named:
                raise TypeError("format requires a mapping")
            if name not in used:
                used[name] = literal(args[name])
            return used[name]
        if named:
            raise TypeError("'dict' object does not support indexing: use %(name)s, or a list of values")
        try:
            return literal(next(positions))
        except StopIteration:
            raise IndexError("list index out of range") from None

    text = _PLACEHOLDER.sub(place, operation)
    if re.search(r"%$", operation) and not operation.endswith("%%"):
        raise ValueError("incomplete placeholder: '%' without a format character; write %% for a percent sign")
    if positions is not None and next(positions, used) is not used:
        raise TypeError("not all arguments converted during string formatting")
    return text


_TIMESTAMP = re.compile(r"(\d+)-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?([+-][\d:]+|Z)?( BC)?$")
_TIME = re.compile(r"(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?([+-][\d:]+)?$")
_INTERVAL_PART = re.compile(r"([+-]?\d+(?:\.\d+)?) (year|mon|day|hour|min|sec)")
_INTERVAL_TIME = re.compile(r"([+-])?(\d+):(\d\d)(?::(\d\d(?:\.\d+)?))?")
_SECONDS = {"year": 365 * 86400, "mon": 30 * 86400, "day": 86400, "hour": 3600, "min": 60, "sec": 1}


def value_of(cell):
    """The Python value of one cell: plain JSON values stand for themselves, others come as [kind, text]."""
    if not isinstance(cell, list):
        return cell
    return parsed(cell[0], cell[1])


def parsed(kind, text):
    if kind.startswith("array "):
        return _array(kind[len("array "):], text)
    if kind == "objects":
        return [value_of(each) for each in text]
    reader = _READERS.get(kind)
    return reader(text) if reader else text


def _read_float(text):
    try:
        return float(text)
    except ValueError:  # money, which is text with a sign
        return text


def _micro(fraction):
    return int((fraction or "0").ljust(6, "0")[:6])


def _zone(text):
    if text in (None, "Z"):
        return None if text is None else datetime.timezone.utc
    parts = [int(part) for part in text[1:].split(":")]
    offset = datetime.timedelta(**dict(zip(("hours", "minutes", "seconds"), parts)))
    return datetime.timezone(-offset if text[0] == "-" else offset)


def _read_timestamp(text):
    if text in ("infinity", "-infinity"):
        return datetime.datetime.max if text == "infinity" else datetime.datetime.min
    found = _TIMESTAMP.match(text)
    if not found or found.group(9) or int(found.group(1)) > 9999:
        raise DataError("timestamp too large (after year 10K) or before year 1: %r" % text)
    numbers = [int(found.group(i)) for i in range(1, 7)]
    return datetime.datetime(*numbers, _micro(found.group(7)), _zone(found.group(8)))


def _read_date(text):
    if text in ("infinity", "-infinity"):
        return datetime.date.max if text == "infinity" else datetime.date.min
    year, month, day = text.split("-")
    return datetime.date(int(year), int(month), int(day))


def _read_time(text):
    found = _TIME.match(text)
    if not found:
        return text
    hour = int(found.group(1)) % 24  # 24:00:00 is midnight
    return datetime.time(hour, int(found.group(2)), int(found.group(3)), _micro(found.group(4)), _zone(found.group(5)))


def _read_interval(text):
    total = sum(float(number) * _SECONDS[unit] for number, unit in _INTERVAL_PART.findall(text))
    clock = _INTERVAL_TIME.search(text)
    seconds = 0.0
    if clock:
        seconds = int(clock.group(2)) * 3600 + int(clock.group(3)) * 60 + float(clock.group(4) or 0)
        seconds = -seconds if clock.group(1) == "-" else seconds
    return datetime.timedelta(seconds=total) + datetime.timedelta(seconds=seconds)


_READERS = {
    "float": _read_float,
    "decimal": decimal.Decimal,
    "date": _read_date,
    "time": _read_time,
    "timestamp": _read_timestamp,
    "interval": _read_interval,
    "bytes": lambda text: memoryview(bytes.fromhex(text)),
    "json": json.loads,
    "uuid": lambda text: uuid.UUID(text) if wishes["uuid"] else text,
    "int": int,
    "bool": lambda text: text == "t",
}


def _array(kind, text):
    """An array as the server writes it, such as {1,2,NULL} or {{"a","b"},{"c","d"}}."""
    if kind not in _READERS and kind != "text":
        return text
    at = text.index("{") + 1  # bounds may stand before it
    stack, word, inside = [[]], None, False
    while True:
        sign = text[at]
        at += 1
        if sign == "{":
            stack.append([])
        elif sign == '"':
            word, at, inside = *_in_quotes(text, at), True
        elif sign in ",}":
            if word is not None:
                whole = None if word.upper() == "NULL" and not inside else parsed(kind, word)
                stack[-1].append(whole)
                word, inside = None, False
            if sign == "}":
                done = stack.pop()
                if not stack:
                    return done
                stack[-1].append(done)
        else:
            word = (word or "") + sign


def _in_quotes(text, at):
    word = []
    while text[at] != '"':
        if text[at] == "\\":
            at += 1
        word.append(text[at])
        at += 1
    return "".join(word), at + 1
