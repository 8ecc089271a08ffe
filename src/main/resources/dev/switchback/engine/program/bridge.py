"""Runs one function of a migration and sends what it executes to Switchback, which answers with rows."""

import collections
import io
import json
import os
import queue
import re
import sys
import threading
import time
import traceback
import types

import switchback_errors as errors
import switchback_values as values

MOST_PRINTED = 1000000  # what is printed beyond is only counted
SIGN_OF_LIFE = 1.0  # seconds between two messages of a script that prints without end


class Channel:
    """Messages to and from Switchback, one JSON document on each line."""

    def __init__(self, source, sink):
        self._source = source
        self._sink = sink
        self._lock = threading.RLock()
        self._answers = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        for line in self._source:
            answer = json.loads(line)
            if "where" in answer:
                self._tell_where(answer["where"])
            else:
                self._answers.put(answer)
        os._exit(3)  # Switchback is gone, and with it the transaction: nothing may go on

    def _tell_where(self, path):
        """Says on which line the script is, of which nothing was heard for long."""
        frame, line = sys._current_frames().get(threading.main_thread().ident), None
        while frame is not None and line is None:
            line = frame.f_lineno if frame.f_code.co_filename == path else None
            frame = frame.f_back
        self.tell("where", line=line or 1)

    def tell(self, op, **fields):
        fields["op"] = op
        line = json.dumps(fields).encode() + b"\n"
        with self._lock:
            self._sink.write(line)
            self._sink.flush()

    def ask(self, op, **fields):
        """Sends a question and returns its answer with all rows; raises what the answer says went wrong."""
        with self._lock:
            self.tell(op, **fields)
            rows = []
            while True:
                answer = self._answers.get()
                if "error" in answer:
                    raise errors.error_of(answer["error"])
                rows.extend(answer.get("rows", ()))
                if "more" not in answer:
                    answer["rows"] = rows
                    return answer


class Printed(io.RawIOBase):
    """Takes what the script prints, and stops passing it on when it is too much."""

    def __init__(self, channel):
        self._channel = channel
        self._passed = 0
        self.dropped = 0
        self._told = 0.0

    def writable(self):
        return True

    def fileno(self):
        return 2

    def write(self, data):
        data = bytes(data)
        room = MOST_PRINTED - self._passed
        if room > 0:
            self._passed += len(data)
            self._channel.tell("print", text=data[:room].decode("utf-8", "replace"))
        self.dropped += max(0, len(data) - max(0, room))
        if room <= 0 and time.monotonic() - self._told > SIGN_OF_LIFE:
            self._told = time.monotonic()
            self._channel.tell("alive")
        return len(data)


class Script:
    """The migration's file: its text, and where in it something happens."""

    def __init__(self, path, text):
        self.path = path
        self.text = text
        self._starts = [0]
        self._starts.extend(found.end() for found in re.finditer("\n", text))

    def line(self):
        """The line of the file that led to the call under way."""
        frame = sys._getframe(1)
        while frame is not None and frame.f_code.co_filename != self.path:
            frame = frame.f_back
        return frame.f_lineno if frame is not None else 1

    def place(self, operation):
        """The line on which the text of a statement begins, where it stands in the file; else of the call."""
        line = self.line()
        begins = self._starts[min(line, len(self._starts)) - 1]
        at = self.text.find(operation, begins) if "\n" in operation.strip() else -1
        if at < 0:
            return line, False
        return 1 + self.text.count("\n", 0, at), True


class Session:
    """The one real connection behind all that scripts open: Switchback's."""

    def __init__(self, channel, script, facts):
        self.channel = channel
        self.script = script
        self.facts = facts
        self.autocommit = False
        self.in_transaction = False

    def execute(self, text, template):
        line, literal = self.script.place(template)
        self.in_transaction = not self.autocommit
        return self.channel.ask("execute", sql=text, line=line, literal=literal, autocommit=self.autocommit)

    def copy(self, text, data):
        self.in_transaction = not self.autocommit
        return self.channel.ask("copy", sql=text, data=data, line=self.script.line(), autocommit=self.autocommit)

    def end(self, op):
        self.channel.ask(op, line=self.script.line())
        self.in_transaction = False


Column = collections.namedtuple("Column", "name type_code display_size internal_size precision scale null_ok")


class Cursor:
    """Executes statements and keeps the rows that came back, as psycopg2's cursor does."""

    def __init__(self, connection, name=None, scrollable=None, withhold=False):
        self.connection = connection
        self.name = name
        self.scrollable = scrollable
        self.withhold = withhold
        self.arraysize = 1
        self.itersize = 2000
        self.row_factory = None
        self.tzinfo_factory = None
        self.closed = False
        self.query = None
        self.statusmessage = None
        self.lastrowid = 0
        self._forget()

    def _forget(self):
        self.description = None
        self.rowcount = -1
        self._rows = []
        self.rownumber = 0

    def _usable(self):
        if self.closed:
            raise errors.InterfaceError("cursor already closed")
        self.connection._usable()

    def mogrify(self, query, vars=None):
        return values.merged(_as_text(query, self), vars).encode()

    def execute(self, query, vars=None):
        self._usable()
        template = _as_text(query, self)
        text = values.merged(template, vars)
        self.query = text.encode()
        self._forget()
        try:
            answer = self.connection._session.execute(text, template)
        except errors.Error as failure:
            failure.cursor = self
            raise
        self._take(answer)

    def _take(self, answer):
        self.rowcount = answer.get("count", -1)
        self.statusmessage = answer.get("status")
        self.connection.notices.extend(answer.get("notices", ()))
        del self.connection.notices[:-50]
        if "columns" in answer:
            self.description = tuple(Column(*each, None, None, None, None, None) for each in answer["columns"])
            self._rows = [self._row([values.value_of(cell) for cell in row]) for row in answer["rows"]]

    def _row(self, cells):
        return tuple(cells)

    def executemany(self, query, vars_list):
        count = 0
        for each in vars_list:
            self.execute(query, each)
            count = -1 if self.rowcount < 0 or count < 0 else count + self.rowcount
        self.rowcount = count

    def callproc(self, procname, parameters=()):
        given = parameters.values() if hasattr(parameters, "keys") else parameters
        names = [values.identifier(name) + " := %s" for name in parameters] if hasattr(parameters, "keys") else None
        places = ", ".join(names if names else ["%s"] * len(parameters))
        self.execute("SELECT * FROM %s(%s)" % (procname, places), list(given))
        return parameters

    def _answered(self):
        self._usable()
        if self.description is None:
            raise errors.ProgrammingError("no results to fetch")

    def fetchone(self):
        self._answered()
        if self.rownumber >= len(self._rows):
            return None
        self.rownumber += 1
        return self._rows[self.rownumber - 1]

    def fetchmany(self, size=None):
        self._answered()
        start = self.rownumber
        self.rownumber = min(len(self._rows), start + (self.arraysize if size is None else size))
        return self._rows[start:self.rownumber]

    def fetchall(self):
        self._answered()
        start, self.rownumber = self.rownumber, len(self._rows)
        return self._rows[start:]

    def scroll(self, value, mode="relative"):
        self._answered()
        target = self.rownumber + value if mode == "relative" else value
        if not 0 <= target < max(1, len(self._rows)):
            raise IndexError("scroll destination out of bounds")
        self.rownumber = target

    def copy_expert(self, sql, file, size=8192):
        self._usable()
        text = _as_text(sql, self)
        if not re.search(r"\bfrom\s+stdin\b", text, re.IGNORECASE):
            raise errors.NotSupportedError("only COPY … FROM STDIN is possible here; read rows with SELECT")
        data = file.read()
        self._forget()
        self._take(self.connection._session.copy(text, data.decode() if isinstance(data, bytes) else data))

    def copy_from(self, file, table, sep="\t", null="\\N", size=8192, columns=None):
        named = " (%s)" % ", ".join(values.identifier(each) for each in columns) if columns else ""
        self.copy_expert("COPY %s%s FROM STDIN WITH (DELIMITER %s, NULL %s)" % (
            values.identifier(table), named, values.quoted(sep), values.quoted(null)), file)

    def copy_to(self, file, table, sep="\t", null="\\N", columns=None):
        raise errors.NotSupportedError("COPY … TO is not possible here; read rows with SELECT")

    def setinputsizes(self, sizes):
        pass

    def setoutputsize(self, size, column=None):
        pass

    def close(self):
        self.closed = True

    def __iter__(self):
        while True:
            row = self.fetchone()
            if row is None:
                return
            yield row

    def __next__(self):
        row = self.fetchone()
        if row is None:
            raise StopIteration
        return row

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.close()


def _as_text(query, context):
    if hasattr(query, "as_string"):
        return query.as_string(context)
    return query.decode() if isinstance(query, bytes) else query


class Connection:
    """What a script takes for its connection; commit and rollback reach back to marks in Switchback's transaction."""

    Error = errors.Error
    Warning = errors.Warning
    InterfaceError = errors.InterfaceError
    DatabaseError = errors.DatabaseError
    DataError = errors.DataError
    OperationalError = errors.OperationalError
    IntegrityError = errors.IntegrityError
    InternalError = errors.InternalError
    ProgrammingError = errors.ProgrammingError
    NotSupportedError = errors.NotSupportedError

    def __init__(self, session, cursor_factory=None):
        self._session = session
        self.cursor_factory = cursor_factory
        self.closed = 0
        self.notices = []
        self.encoding = "UTF8"
        self.dsn = ""
        self.isolation_level = None
        self.readonly = None
        self.deferrable = None
        self.async_ = 0
        self.server_version = session.facts["server_version"]
        self.protocol_version = 3
        self.info = types.SimpleNamespace(
            dbname=session.facts["database"], user=session.facts["user"], server_version=self.server_version,
            host="", port=0, password="", options="", error_message=None)

    def _usable(self):
        if self.closed:
            raise errors.InterfaceError("connection already closed")

    def cursor(self, name=None, cursor_factory=None, scrollable=None, withhold=False):
        self._usable()
        factory = cursor_factory or self.cursor_factory or Cursor
        made = factory(self, name=name)
        made.scrollable, made.withhold = scrollable, withhold
        return made

    def commit(self):
        self._usable()
        self._session.end("commit")

    def rollback(self):
        self._usable()
        self._session.end("rollback")

    def close(self):
        """As in psycopg2, what was not committed goes; the connection itself is Switchback's and stays."""
        if not self.closed and self._session.in_transaction:
            self._session.end("rollback")
        self.closed = 1

    def reset(self):
        self.rollback()

    def cancel(self):
        pass

    @property
    def autocommit(self):
        return self._session.autocommit

    @autocommit.setter
    def autocommit(self, wish):
        self._usable()
        if self._session.in_transaction:
            raise errors.ProgrammingError("set_session cannot be used inside a transaction")
        self._session.autocommit = bool(wish)

    def set_session(self, isolation_level=None, readonly=None, deferrable=None, autocommit=None):
        if autocommit is not None:
            self.autocommit = autocommit

    def set_isolation_level(self, level):
        if self._session.in_transaction:
            self.rollback()
        self._session.autocommit = level == 0

    def set_client_encoding(self, encoding):
        pass

    def get_transaction_status(self):
        return 2 if self._session.in_transaction else 0

    @property
    def status(self):
        return 2 if self._session.in_transaction else 1

    def get_backend_pid(self):
        cursor = Cursor(self)
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]

    def get_dsn_parameters(self):
        return {"dbname": self.info.dbname, "user": self.info.user}

    def get_parameter_status(self, name):
        return {"server_encoding": "UTF8", "client_encoding": "UTF8"}.get(name)

    def __enter__(self):
        self._usable()
        return self

    def __exit__(self, kind, failure, trace):
        if kind is None:
            self.commit()
        else:
            self.rollback()


def _innermost(failure, script):
    """The last line of the migration's own file on the way to a failure, else its first."""
    if isinstance(failure, SyntaxError) and failure.filename == script.path:
        return failure.lineno or 1
    lines = [line for frame, line in traceback.walk_tb(failure.__traceback__)
             if frame.f_code.co_filename == script.path]
    return lines[-1] if lines else 1


def _describe(failure, script):
    """A failure as Switchback is to show it."""
    shown = traceback.format_exception(type(failure), failure, failure.__traceback__)
    own = [each for each in shown if 'File "switchback_' not in each and 'File "<string>"' not in each]
    kind = type(failure)
    module = "" if kind.__module__ in ("builtins", "switchback_errors") else kind.__module__ + "."
    return {
        "type": module + kind.__qualname__,
        "message": str(failure).strip(),
        "line": _innermost(failure, script),
        "trace": "".join(own)[-20000:],
        "statement": getattr(failure, "switchback_number", None),
        "syntax": isinstance(failure, SyntaxError),
        "module": failure.name if isinstance(failure, ModuleNotFoundError) else None,
    }


def _load(sent, script):
    name = os.path.splitext(os.path.basename(script.path))[0]
    module = types.ModuleType(name)
    module.__file__ = script.path
    sys.modules.setdefault(name, module)
    sys.path[:0] = [os.path.dirname(script.path), sent["root"]]
    sys.argv = [script.path]
    exec(compile(script.text, script.path, "exec"), module.__dict__)
    function = getattr(module, sent["function"], None)
    if not callable(function):
        raise errors.InterfaceError("the file has no function %s(connection)" % sent["function"])
    return function


def main(sent, source, sink):
    """The life of the process: run one function, and say how it ended."""
    channel = Channel(source, sink)
    script = Script(sent["path"], sent["text"])
    raw = Printed(channel)
    sys.stdin = open(os.devnull)
    sys.stdout = io.TextIOWrapper(io.BufferedWriter(raw), encoding="utf-8", errors="replace", line_buffering=True)
    sys.stderr = sys.stdout
    values.dialect["name"] = sent["dialect"]
    errors.load(sent["states"])
    session = Session(channel, script, sent)
    sys.modules["switchback_psycopg2"].install(session)
    channel.tell("hello", version="%d.%d.%d" % sys.version_info[:3])
    try:
        result = _load(sent, script)(Connection(session))
        end = {"op": "done", "refused": result is False}
    except SystemExit as wish:
        end = {"op": "exited", "code": str(wish.code), "line": _innermost(wish, script)}
    except BaseException as failure:  # whatever it is, Switchback has to know
        end = {"op": "failed", **_describe(failure, script)}
    try:
        sys.stdout.flush()
    finally:
        end["dropped"] = raw.dropped
        op = end.pop("op")
        channel.tell(op, **end)
        os._exit(0)  # threads that the script left behind must not hold it up
