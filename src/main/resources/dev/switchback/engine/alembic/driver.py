"""Asks Alembic for what Switchback needs, in the project's own Python.

One request comes as JSON on standard input; answers go to the former standard output, one JSON document a line. What
env.py and the revisions print goes to standard error, and standard input is empty, so that neither gets in the way.
"""
import contextlib
import importlib
import importlib.util
import io
import json
import os
import re
import sys
import threading
import traceback

answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
answering = threading.Lock()
os.dup2(2, 1)


def answer(**content):
    with answering:
        answers.write(json.dumps(content) + "\n")
        answers.flush()


class OnlineOnly(BaseException):
    """Something that there is no answer for without a database: who catches every Exception shall not go on after it."""


class NoModels(Exception):
    """env.py hands no models to Alembic."""


class Refused(BaseException):
    """Not an Exception: no env.py that catches everything may go on after it."""


def place_of(failure, folder):
    """The last line of the user's own files on the way to a failure."""
    if isinstance(failure, SyntaxError) and failure.filename:
        return os.path.abspath(failure.filename), failure.lineno or 1
    return last_own(traceback.extract_tb(failure.__traceback__), folder)


def last_own(frames, folder):
    for frame in reversed(frames):
        path = os.path.abspath(frame.filename)
        inside = path.startswith(folder + os.sep) and "site-packages" not in path and "dist-packages" not in path
        if inside and os.path.isfile(path):
            return path, frame.lineno
    return None, None


def described(failure, folder):
    path, line = place_of(failure, folder)
    said = str(failure).strip() or type(failure).__name__
    if isinstance(failure, SyntaxError):
        said = failure.msg or "invalid syntax"
    original = getattr(failure, "orig", None)
    if original is not None:
        said = str(original).strip()
    return {
        "kind": type(failure).__name__,
        "message": said,
        "file": path,
        "line": line,
        "module": getattr(failure, "name", None) if isinstance(failure, ImportError) else None,
    }


def driver_name(written):
    """Such as postgresql+asyncpg, of an address."""
    return written.split("://", 1)[0] if written and "://" in written else ""


def importable(module):
    try:
        return importlib.util.find_spec(module) is not None
    except (ImportError, ValueError):
        return False


def usual_driver(environment_text):
    if re.search(r"async_engine_from_config|create_async_engine|AsyncEngine", environment_text):
        return "postgresql+asyncpg"
    for module, name in (("psycopg2", "postgresql+psycopg2"), ("psycopg", "postgresql+psycopg"), ("pg8000", "postgresql+pg8000")):
        if importable(module):
            return name
    return "postgresql"


class Project:
    """The user's settings, pointed at the database of the request."""

    def __init__(self, request):
        self.request = request
        self.folder = os.path.abspath(request["folder"])
        self.offline = not request.get("online")
        with contextlib.suppress(OSError):
            with open(os.path.join(request["scripts"], "env.py"), encoding="utf-8") as source:
                self.environment_text = source.read()
        if not hasattr(self, "environment_text"):
            self.environment_text = ""

    def url(self, like):
        """The address with the driver that the project itself uses."""
        name = driver_name(like).replace("postgres+", "postgresql+")
        if not name.startswith("postgresql+"):
            name = usual_driver(self.environment_text)
        url = name + self.request["url"][len("postgresql"):]
        if name.endswith("+asyncpg"):
            url = re.sub(r"([?&])sslmode=", r"\1ssl=", url)
        return url

    def fill_variables(self):
        """env.py may take the address from variables instead of the settings: those that it names get ours."""
        names = set(re.findall(r"""["']([A-Z][A-Z0-9_]*)["']""", self.environment_text))
        names = {name for name in names if re.search(r"(DATABASE|DB|SQLALCHEMY|POSTGRES|PG).*(UR[LI]|DSN)", name)}
        for name in names | {"DATABASE_URL", "SQLALCHEMY_DATABASE_URI", "SQLALCHEMY_DATABASE_URL"}:
            os.environ[name] = self.url(os.environ.get(name, ""))

    def config(self):
        from alembic.config import Config

        settings = self.request["settings"]
        if settings.endswith(".toml"):
            try:
                config = Config(toml_file=settings)
            except TypeError:  # before Alembic 1.16
                config = Config()
                config.set_main_option("script_location", self.request["scripts"].replace("%", "%%"))
                config.set_main_option(
                    "version_locations", os.pathsep.join(self.request["versions"]).replace("%", "%%")
                )
                config.set_main_option("version_path_separator", "os")
        else:
            toml = os.path.join(self.folder, "pyproject.toml")
            try:
                config = Config(settings, toml_file=toml if os.path.exists(toml) else None)
            except TypeError:
                config = Config(settings)
        config.stdout = sys.stderr
        like = config.get_main_option("sqlalchemy.url") or ""
        if self.request.get("url"):
            config.set_main_option("sqlalchemy.url", self.url(like).replace("%", "%%"))
        return config

    def scripts(self, config):
        from alembic.script import ScriptDirectory

        scripts = ScriptDirectory.from_config(config)
        scripts.get_heads()  # reads every file
        return scripts


def line_in(path):
    """The line of a file that is at work right now."""
    frame = sys._getframe()
    while frame is not None:
        if os.path.abspath(frame.f_code.co_filename) == path:
            return frame.f_lineno
        frame = frame.f_back
    return 1


class Capture(io.StringIO):
    """What a revision writes while it is its turn; everything else that Alembic writes is dropped."""

    def __init__(self):
        super().__init__()
        self.parts = None
        self.path = None

    @contextlib.contextmanager
    def of(self, path):
        self.path, self.parts = path, []
        try:
            yield self.parts
        finally:
            self.parts = None

    def write(self, text):
        if self.parts is not None and text.strip():
            self.parts.append((text.strip(), line_in(self.path)))
        return len(text)


class Asked:
    """What is asked of the database while there is none: also known where whoever asks catches the refusal."""

    def __init__(self, folder):
        self.folder = folder
        self.path = None
        self.by_revision = None
        self.by_environment = None

    def note(self, what):
        path, line = last_own(traceback.extract_stack(), self.folder)
        where = " (%s, line %d)" % (os.path.relpath(path, self.folder), line) if path else ""
        if self.path is None:
            self.by_environment = self.by_environment or {"online": what + where}
        elif self.by_revision is None:
            reason = what if path == self.path else what + where
            self.by_revision = {"online": reason, "line": line_in(self.path)}

    def refuse(self, what):
        self.note(what)
        raise OnlineOnly(what)

    @contextlib.contextmanager
    def of(self, path):
        """What is asked meanwhile is asked by the revision."""
        self.path, self.by_revision = path, None
        try:
            yield
        finally:
            self.path = None


class Poisoned:
    """The answer of a query that was not asked: nobody may look at it."""

    def __init__(self, asked):
        self._asked = asked

    def __getattr__(self, name):
        self._asked.refuse("the answer of a query is used (." + name + ")")

    def refuse(self, *ignored, **ignored_too):
        self._asked.refuse("the answer of a query is used")

    __iter__ = __next__ = __bool__ = __len__ = __getitem__ = __enter__ = refuse


def reads(construct):
    from sqlalchemy.sql import Select

    text = getattr(construct, "text", construct if isinstance(construct, str) else "")
    words = str(text).lstrip().split(None, 1)
    return isinstance(construct, Select) or (words and words[0].upper() in ("SELECT", "SHOW", "VALUES", "WITH", "TABLE"))


def guard_connection(context, asked):
    """Without a database nothing can be asked: who does shall not get an answer that looks like one."""
    connection = context.connection
    original = getattr(connection, "execute", None)
    if original is None:
        return

    def execute(construct, *arguments, **keywords):
        if reads(construct):
            asked.refuse("a query is sent through the connection")
        if arguments or keywords:
            asked.refuse("a statement with parameters is sent through the connection")
        original(construct)
        return Poisoned(asked)

    def missing(self, name):
        if not name.startswith("_"):
            asked.note("the connection itself is used (.%s)" % name)
        raise AttributeError("%r object has no attribute %r" % (type(self).__name__, name))

    connection.execute = execute
    connection.scalar = Poisoned(asked).refuse
    type(connection).__getattr__ = missing


CONNECTING = (
    ("sqlalchemy.engine", "Engine.connect"),
    ("sqlalchemy.engine", "Engine.raw_connection"),
    ("sqlalchemy.pool", "Pool.connect"),
    ("sqlalchemy.ext.asyncio", "AsyncEngine.connect"),
    ("psycopg2", "_connect"),
    ("psycopg", "connect"),
    ("psycopg", "Connection.connect"),
    ("psycopg", "AsyncConnection.connect"),
    ("asyncpg.connect_utils", "_connect"),
    ("pg8000.core", "Connection.__init__"),  # until 1.15
    ("pg8000.core", "CoreConnection.__init__"),
)


def guard_database(asked):
    """Nothing that connects may do so while SQL is only written, neither through SQLAlchemy nor around it."""

    def connect(*ignored, **ignored_too):
        asked.refuse("a connection to a database is opened")

    for module, path in CONNECTING:
        with contextlib.suppress(ImportError, AttributeError):  # what is not installed connects nowhere
            owner = importlib.import_module(module)
            *way, name = path.split(".")
            for step in way:
                owner = getattr(owner, step)
            setattr(owner, name, connect)


def watch_refusals(asked):
    """SQLAlchemy refuses by itself what the connection in place of a real one cannot do."""
    from sqlalchemy.exc import SQLAlchemyError

    original = SQLAlchemyError.__init__

    def refused(self, *arguments, **keywords):
        original(self, *arguments, **keywords)
        if "MockConnection" in str(arguments):
            asked.note("the database is looked at")

    SQLAlchemyError.__init__ = refused


def guard_parameters(context):
    """A parameter that nobody gave would be written as NULL; connected it would be an error."""
    from sqlalchemy.sql.elements import TextClause

    original = context.impl._exec

    def checked(construct, *arguments, **keywords):
        if isinstance(construct, str):
            from sqlalchemy import text

            construct = text(construct)
        if isinstance(construct, TextClause):
            for name, bind in construct._bindparams.items():
                if bind.required and bind.value is None and bind.callable is None:
                    raise ValueError("the statement has :%s, and nothing gives it a value" % name)
        return original(construct, *arguments, **keywords)

    context.impl._exec = checked


def without_ledger(keywords, ledger):
    """Switchback's own tables are in no model, and nobody means to drop them."""
    wanted = keywords.get("include_name")

    def include_name(name, kind, parents):
        if kind == "schema" and name == ledger:
            return False
        return wanted(name, kind, parents) if wanted else True

    keywords["include_name"] = include_name


def watch_configure(request):
    """Sees which table env.py names, lets literals be written as they are meant, and looks for the models."""
    from alembic.runtime.environment import EnvironmentContext

    original = EnvironmentContext.configure

    def configure(self, *arguments, **keywords):
        if self.is_offline_mode():
            keywords["literal_binds"] = True
            options = dict(keywords.get("dialect_opts") or {})
            options.setdefault("paramstyle", "named")
            keywords["dialect_opts"] = options
        if request.get("ledger"):
            if keywords.get("target_metadata") is None:
                raise NoModels("env.py gives Alembic no models to compare with: its target_metadata is None")
            without_ledger(keywords, request["ledger"])
        result = original(self, *arguments, **keywords)
        context = self.get_context()
        answer(
            table=getattr(context, "version_table", "alembic_version"),
            schema=getattr(context, "version_table_schema", None),
        )
        return result

    EnvironmentContext.configure = configure


class Rendering:
    """Writes each wanted revision as SQL, in each wanted direction, by itself."""

    def __init__(self, project):
        self.project = project
        self.asked = Asked(project.folder)
        self.capture = Capture()
        self.done = False

    def run(self):
        guard_database(self.asked)
        watch_refusals(self.asked)
        wanted = self.project.request["steps"]
        try:
            self.run_environment()
        except (Exception, OnlineOnly):
            if not self.asked.by_environment:
                raise
        if self.asked.by_environment:
            for revision, direction in wanted:
                answer(revision=revision, direction=direction, **self.asked.by_environment)
        elif wanted and not self.done:
            answer(unasked=True)

    def run_environment(self):
        from alembic.runtime import migration
        from alembic.runtime.environment import EnvironmentContext

        config = self.project.config()
        config.output_buffer = self.capture
        scripts = self.project.scripts(config)
        # the table of the heads is Switchback's part: it knows the real heads, and writes them with its own record
        migration.HeadMaintainer.update_to_step = lambda maintainer, made: None
        with EnvironmentContext(
            config,
            scripts,
            fn=lambda heads, context: self.steps(scripts, context),
            as_sql=True,
            starting_rev=None,
            destination_rev="heads",
            output_buffer=self.capture,
        ):
            scripts.run_env()

    def steps(self, scripts, context):
        guard_connection(context, self.asked)
        guard_parameters(context)
        for revision, direction in self.project.request["steps"]:
            self.done = True
            if context.on_version_apply_callbacks:
                reason = "env.py wants to be called for every revision that is applied (on_version_apply)"
                answer(revision=revision, direction=direction, online=reason)
                continue
            try:
                made = self.step(scripts, revision, direction)
            except Exception as failure:
                answer(revision=revision, direction=direction, error=described(failure, self.project.folder))
                continue
            yield made

    def step(self, scripts, revision, direction):
        from alembic.runtime.migration import MigrationStep

        script = scripts.get_revision(revision)
        write = MigrationStep.upgrade_from_script if direction == "up" else MigrationStep.downgrade_from_script
        made = write(scripts.revision_map, script)
        original = made.migration_fn
        title = "Running " + made.short_log

        def captured(**keywords):
            path = os.path.abspath(script.path)
            with self.capture.of(path) as parts, self.asked.of(path):
                found = self.attempt(original, keywords, path)
            written = {"title": title, "sql": [{"text": text, "line": line} for text, line in parts]}
            answer(revision=revision, direction=direction, **(self.asked.by_revision or found or written))

        captured.__name__ = original.__name__
        made.migration_fn = captured
        return made

    def attempt(self, function, keywords, path):
        """What speaks against the text that is written meanwhile, if anything does."""
        try:
            function(**keywords)
        except OnlineOnly:
            return None  # it is known who asked for what
        except Exception as failure:
            return why_not(failure, path, self.project.folder)
        return None


def why_not(failure, path, folder):
    """Whether a revision is in error, or only misses the answer of a query."""
    text = str(failure)
    if isinstance(failure, (AttributeError, TypeError)) and "NoneType" in text:
        frames = traceback.extract_tb(failure.__traceback__)
        lines = [frame.lineno for frame in frames if os.path.abspath(frame.filename) == path]
        return {"online": text.split("\n")[0], "line": lines[-1] if lines else 1}
    return {"error": described(failure, folder)}


def render(project):
    Rendering(project).run()


def check_identity(cursor, key):
    """Whether this session is in the database in which Switchback holds its lock."""
    cursor.execute(
        "SELECT count(*) FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_database d ON d.oid = l.database"
        " WHERE d.datname = pg_catalog.current_database() AND l.locktype = 'advisory' AND l.granted"
        " AND l.classid = %d AND l.objid = %d" % (key[0], key[1])
    )
    return cursor.fetchone()[0] > 0


def watch_connections(key):
    """Looks at every connection before anything else is sent through it."""
    from sqlalchemy import event
    from sqlalchemy.engine import Engine

    def connected(connection, record):
        cursor = connection.cursor()
        try:
            same = check_identity(cursor, key)
            cursor.execute("SELECT pg_catalog.pg_backend_pid()")
            pid = cursor.fetchone()[0]
        except Exception:
            same = False
        finally:
            cursor.close()
        with contextlib.suppress(Exception):
            connection.rollback()
        if not same:
            answer(refused=True)
            raise Refused("another database")
        answer(verified=pid)

    event.listen(Engine, "connect", connected)


class Statements:
    """Tells each statement of the project before it is sent, and again when it has ended."""

    def __init__(self, values):
        self.values = values
        self.path = None
        self.apart = False

    def listen(self):
        from sqlalchemy import event
        from sqlalchemy.engine import Engine

        event.listen(Engine, "before_cursor_execute", self.sent)
        event.listen(Engine, "after_cursor_execute", self.ended)
        event.listen(Engine, "handle_error", self.failed)
        event.listen(Engine, "commit", self.committed)
        event.listen(Engine, "rollback", self.went_back)

    def sent(self, connection, cursor, statement, parameters, context, executemany):
        more = {"line": line_in(self.path)} if self.path else {}
        if self.path and self.values:
            more["texts"] = as_sent(cursor, statement, parameters, context, executemany)
        answer(statement=statement[:2000], **more)

    def ended(self, connection, cursor, statement, parameters, context, executemany):
        answer(ended=max(-1, getattr(cursor, "rowcount", -1)))

    def failed(self, context):
        answer(ended=-1, failed_statement=True)

    def committed(self, connection):
        if self.path and not self.apart:
            answer(border=["COMMIT", "BEGIN"], line=line_in(self.path))

    def went_back(self, connection):
        if self.path and not self.apart:
            answer(border=["ROLLBACK", "BEGIN"], line=line_in(self.path))

    @contextlib.contextmanager
    def of(self, path):
        """What is sent meanwhile is sent by the revision."""
        self.path = os.path.abspath(path)
        try:
            yield
        finally:
            self.path = None

    def watch_blocks(self, context):
        """Alembic leaves its transaction for a block, and begins another one behind it."""
        original = context.autocommit_block

        @contextlib.contextmanager
        def block():
            line = line_in(self.path) if self.path else 1
            answer(border=["COMMIT"], line=line)
            self.apart = True
            try:
                with original():
                    yield
            finally:
                self.apart = False
                answer(border=["BEGIN"], line=line)

        context.autocommit_block = block


def as_sent(cursor, statement, parameters, context, executemany):
    """A statement with its values, as the driver itself puts them in; a comment says where it does not tell."""
    bare = not parameters and getattr(context, "no_parameters", False)
    mogrify = getattr(cursor, "mogrify", None)
    try:
        if mogrify is not None:
            # SQLAlchemy 2 makes one statement of many rows, and tells them as one
            several = parameters if executemany and not isinstance(parameters, dict) else [parameters]
            written = [mogrify(statement) if bare else mogrify(statement, each) for each in several]
            return [text.decode("utf-8") if isinstance(text, bytes) else text for text in written]
    except Exception:  # whatever is wrong with it, sending it says it better
        pass
    if parameters:
        return [statement + " /* the database driver does not tell its values */"]
    doubled = not bare and getattr(context.dialect, "paramstyle", "") in ("format", "pyformat")
    return [statement.replace("%%", "%") if doubled else statement]


def run(project):
    """Lets Alembic run one revision, connected."""
    from alembic.runtime import migration
    from alembic.runtime.environment import EnvironmentContext

    revision, direction = project.request["steps"][0]
    watch_connections(project.request["key"])
    statements = Statements(project.request.get("values"))
    statements.listen()
    config = project.config()
    scripts = project.scripts(config)
    ran = []

    def steps(heads, context):
        script = scripts.get_revision(revision)
        make = migration.MigrationStep
        write = make.upgrade_from_script if direction == "up" else make.downgrade_from_script
        expected = set(project.request["heads"])
        if set(heads) != expected:
            raise Refused("the heads are %s, not %s" % (sorted(heads), sorted(expected)))
        ran.append(True)
        made = write(scripts.revision_map, script)
        original = made.migration_fn

        def told(**keywords):
            with statements.of(script.path):
                original(**keywords)

        told.__name__ = original.__name__
        made.migration_fn = told
        statements.watch_blocks(context)
        return [made]

    with EnvironmentContext(config, scripts, fn=steps, as_sql=False, starting_rev=None, destination_rev=revision):
        scripts.run_env()
    answer(ran=bool(ran))


def leave_version_table():
    """Comparing is no reason to make Alembic's table in a database that has none."""
    from alembic.runtime.migration import MigrationContext

    MigrationContext._ensure_version_table = lambda self, *arguments, **keywords: None


def revision(project):
    """Writes a new revision with the user's template."""
    from alembic import command

    request = project.request
    options = request["options"]
    keywords = {}
    if options.get("autogenerate"):
        watch_connections(request["key"])
        Statements(False).listen()
        leave_version_table()
        keywords["autogenerate"] = True
        keywords["process_revision_directives"] = tell_emptiness
    config = project.config()
    if options.get("merge"):
        made = command.merge(config, revisions="heads", message=options["message"])
    else:
        keywords["message"] = options["message"]
        if options.get("head"):
            keywords["head"] = options["head"]
        if options.get("depends_on"):
            keywords["depends_on"] = options["depends_on"]
        made = command.revision(config, **keywords)
    for script in made if isinstance(made, (list, tuple)) else [made]:
        if script:
            answer(created=script.path, id=script.revision)


def tell_emptiness(context, rev, directives):
    answer(empty=all(operations.is_empty() for made in directives for operations in made.upgrade_ops_list))


def name_of(thing):
    """Such as bookings.note, of whatever a difference is about."""
    table = getattr(thing, "table", None)
    name = getattr(thing, "fullname", None) or getattr(thing, "name", None)
    if name is None and hasattr(thing, "columns"):
        name = "(" + ", ".join(column.name for column in thing.columns) + ")"
    owner = getattr(table, "fullname", None) if table is not None else None
    return "%s.%s" % (owner, name) if owner else str(name)


def told(difference):
    """A difference as Alembic has it, in words."""
    change = difference[0]
    if change.startswith("modify_"):
        schema, table, column, before, after = difference[1], difference[2], difference[3], difference[5], difference[6]
        where = ".".join(part for part in (schema, table, column) if part)
        return {"change": change, "object": where, "before": shown(before), "after": shown(after)}
    if change in ("add_column", "remove_column"):
        where = ".".join(part for part in (difference[1], difference[2], difference[3].name) if part)
        return {"change": change, "object": where}
    return {"change": change, "object": name_of(difference[1])}


def shown(value):
    argument = getattr(value, "arg", value)
    return None if value is None or value is False else str(argument)


def check(project):
    """What the models have and the database has not, found as `alembic check` finds it, also before there was one."""
    from alembic import autogenerate
    from alembic.runtime.environment import EnvironmentContext

    watch_connections(project.request["key"])
    Statements(False).listen()
    leave_version_table()
    config = project.config()
    scripts = project.scripts(config)
    wish = dict.fromkeys(["message", "branch_label", "version_path", "rev_id", "depends_on"])
    wish.update(autogenerate=True, sql=False, head="head", splice=False)
    revisions = autogenerate.RevisionContext(config, scripts, wish)
    compared = []

    def compare(rev, context):
        revisions.run_autogenerate(rev, context)
        compared.append(True)
        return []

    with EnvironmentContext(
        config,
        scripts,
        fn=compare,
        as_sql=False,
        template_args=revisions.template_args,
        revision_context=revisions,
    ):
        scripts.run_env()
    if not compared:
        return  # no answer is not the answer that nothing differs
    code = []
    for made in revisions.generated_revisions[-1:]:
        for operations in made.upgrade_ops_list:
            for difference in operations.as_diffs():
                for each in difference if isinstance(difference, list) else [difference]:
                    answer(difference=told(each))
            if not operations.is_empty():
                code.append(autogenerate.render_python_code(operations))
    answer(code="\n".join(code))


def end_with(asking, folder, working):
    """Whoever asked keeps this open: when it is gone, nothing may go on behind its back. A word asks where we are."""
    while os.read(asking, 1024):
        at = traceback.extract_stack(sys._current_frames().get(working))
        own = [frame for frame in at if os.path.abspath(frame.filename).startswith(folder + os.sep)]
        answer(file=own[-1].filename if own else None, at=own[-1].lineno if own else None)
    os._exit(1)


def main():
    request = json.loads(sys.stdin.buffer.readline())
    asking = os.dup(0)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    project = Project(request)
    asked = (asking, project.folder, threading.get_ident())
    threading.Thread(target=end_with, args=asked, daemon=True).start()
    sys.path[:] = [entry for entry in sys.path if entry not in ("", "-c")]
    sys.path.insert(0, project.folder)
    sys.argv = ["alembic"]
    try:
        import alembic
        import sqlalchemy

        answer(alembic=alembic.__version__, sqlalchemy=sqlalchemy.__version__, python=sys.version.split()[0])
    except ImportError as failure:
        answer(failed=described(failure, project.folder))
        return
    try:
        os.chdir(project.folder)
        if request.get("url"):
            project.fill_variables()
        watch_configure(request)
        {"render": render, "run": run, "revision": revision, "check": check}[request["mode"]](project)
        answer(end=True)
    except Refused as refusal:
        answer(failed={"kind": "Refused", "message": str(refusal)})
    except NoModels as missing:
        answer(failed=described(missing, project.folder))
    except SystemExit as leaving:
        answer(failed={"kind": "SystemExit", "message": "env.py ended the program (exit code %s)" % leaving.code})
    except BaseException as failure:
        traceback.print_exc()
        answer(failed=described(failure, project.folder))


main()
