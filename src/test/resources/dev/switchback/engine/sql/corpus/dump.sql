--
-- PostgreSQL database dump
--

\restrict switchback1

-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: app; Type: SCHEMA; Schema: -; Owner: postgres
--

CREATE SCHEMA app;


ALTER SCHEMA app OWNER TO postgres;

--
-- Name: SCHEMA app; Type: COMMENT; Schema: -; Owner: postgres
--

COMMENT ON SCHEMA app IS 'what is; ours';


--
-- Name: code; Type: DOMAIN; Schema: app; Owner: postgres
--

CREATE DOMAIN app.code AS text
	CONSTRAINT code_check CHECK ((VALUE ~ '^[a-z;]+$'::text));


ALTER DOMAIN app.code OWNER TO postgres;

--
-- Name: mood; Type: TYPE; Schema: app; Owner: postgres
--

CREATE TYPE app.mood AS ENUM (
    'happy; very',
    'it''s so-so',
    '\'
);


ALTER TYPE app.mood OWNER TO postgres;

--
-- Name: f(integer); Type: FUNCTION; Schema: app; Owner: postgres
--

CREATE FUNCTION app.f(a integer, OUT b integer) RETURNS integer
    LANGUAGE plpgsql
    AS $_$ BEGIN b := a; -- it's; fine
 EXECUTE $$SELECT 1;$$; END; $_$;


ALTER FUNCTION app.f(a integer, OUT b integer) OWNER TO postgres;

--
-- Name: g(integer); Type: FUNCTION; Schema: app; Owner: postgres
--

CREATE FUNCTION app.g(a integer) RETURNS text
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN (a > 1) THEN 'x;'::text
             ELSE
             CASE a
                 WHEN 0 THEN 'end;'::text
                 ELSE NULL::text
             END
         END AS "case";
 SELECT 'last;'::text;
END;


ALTER FUNCTION app.g(a integer) OWNER TO postgres;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: Order;Item; Type: TABLE; Schema: app; Owner: postgres
--

CREATE TABLE app."Order;Item" (
    id integer,
    customer_id bigint,
    note text,
    CONSTRAINT "Order;Item_note_check" CHECK ((note <> ';'::text))
);


ALTER TABLE app."Order;Item" OWNER TO postgres;

--
-- Name: p(integer); Type: PROCEDURE; Schema: app; Owner: postgres
--

CREATE PROCEDURE app.p(IN a integer)
    LANGUAGE sql
    BEGIN ATOMIC
 INSERT INTO app."Order;Item" (id)
   VALUES (p.a);
 UPDATE app."Order;Item" SET note = 'x'::text
   WHERE ("Order;Item".id = p.a);
END;


ALTER PROCEDURE app.p(IN a integer) OWNER TO postgres;

--
-- Name: agg(integer); Type: AGGREGATE; Schema: app; Owner: postgres
--

CREATE AGGREGATE app.agg(integer) (
    SFUNC = int4pl,
    STYPE = integer,
    INITCOND = '0'
);


ALTER AGGREGATE app.agg(integer) OWNER TO postgres;

--
-- Name: ===; Type: OPERATOR; Schema: app; Owner: postgres
--

CREATE OPERATOR app.=== (
    FUNCTION = int4eq,
    LEFTARG = integer,
    RIGHTARG = integer
);


ALTER OPERATOR app.=== (integer, integer) OWNER TO postgres;

--
-- Name: customer; Type: TABLE; Schema: app; Owner: postgres
--

CREATE TABLE app.customer (
    id bigint NOT NULL,
    name text DEFAULT 'no;
''name\'::text NOT NULL,
    mood app.mood,
    tags text[] DEFAULT '{a;b}'::text[],
    data jsonb DEFAULT '{"k;": "v"}'::jsonb
);


ALTER TABLE app.customer OWNER TO postgres;

--
-- Name: customer_id_seq; Type: SEQUENCE; Schema: app; Owner: postgres
--

ALTER TABLE app.customer ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME app.customer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: mv; Type: MATERIALIZED VIEW; Schema: app; Owner: postgres
--

CREATE MATERIALIZED VIEW app.mv AS
 SELECT count(*) AS n
   FROM app.customer
  WITH NO DATA;


ALTER TABLE app.mv OWNER TO postgres;

--
-- Name: part; Type: TABLE; Schema: app; Owner: postgres
--

CREATE TABLE app.part (
    a integer,
    b date
)
PARTITION BY RANGE (b);


ALTER TABLE app.part OWNER TO postgres;

--
-- Name: part_1; Type: TABLE; Schema: app; Owner: postgres
--

CREATE TABLE app.part_1 (
    a integer,
    b date
);


ALTER TABLE app.part_1 OWNER TO postgres;

--
-- Name: seq; Type: SEQUENCE; Schema: app; Owner: postgres
--

CREATE SEQUENCE app.seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE app.seq OWNER TO postgres;

--
-- Name: seq; Type: SEQUENCE OWNED BY; Schema: app; Owner: postgres
--

ALTER SEQUENCE app.seq OWNED BY app.part.a;


--
-- Name: v; Type: VIEW; Schema: app; Owner: postgres
--

CREATE VIEW app.v AS
 SELECT c.id,
    (c.data ? 'k;'::text) AS has,
    (c.name || ';'::text) AS n
   FROM app.customer c;


ALTER TABLE app.v OWNER TO postgres;

--
-- Name: part_1; Type: TABLE ATTACH; Schema: app; Owner: postgres
--

ALTER TABLE ONLY app.part ATTACH PARTITION app.part_1 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');


--
-- Data for Name: Order;Item; Type: TABLE DATA; Schema: app; Owner: postgres
--

COPY app."Order;Item" (id, customer_id, note) FROM stdin;
1	1	\\.1
2	2	\\.2
3	3	\\.3
4	4	\\.4
5	5	\\.5
6	6	\\.6
7	7	\\.7
8	8	\\.8
9	9	\\.9
10	10	\\.10
11	11	\\.11
12	12	\\.12
13	13	\\.13
14	14	\\.14
15	15	\\.15
16	16	\\.16
17	17	\\.17
18	18	\\.18
19	19	\\.19
20	20	\\.20
\.


--
-- Data for Name: customer; Type: TABLE DATA; Schema: app; Owner: postgres
--

COPY app.customer (id, name, mood, tags, data) FROM stdin;
1	name; 1\t'\\ \n--	\\	{a,NULL,ü;}	{"k;": "v"}
2	name; 2\t'\\ \n--	\N	{a,NULL,ü;}	{"k;": "v"}
3	name; 3\t'\\ \n$$	\N	{a,NULL,ü;}	{"k;": "v"}
4	name; 4\t'\\ \n--	happy; very	{a,NULL,ü;}	{"k;": "v"}
5	name; 5\t'\\ \n--	\\	{a,NULL,ü;}	{"k;": "v"}
6	name; 6\t'\\ \n$$	\N	{a,NULL,ü;}	{"k;": "v"}
7	name; 7\t'\\ \n--	\N	{a,NULL,ü;}	{"k;": "v"}
8	name; 8\t'\\ \n--	happy; very	{a,NULL,ü;}	{"k;": "v"}
9	name; 9\t'\\ \n$$	\\	{a,NULL,ü;}	{"k;": "v"}
10	name; 10\t'\\ \n--	\N	{a,NULL,ü;}	{"k;": "v"}
11	name; 11\t'\\ \n--	\N	{a,NULL,ü;}	{"k;": "v"}
12	name; 12\t'\\ \n$$	happy; very	{a,NULL,ü;}	{"k;": "v"}
13	name; 13\t'\\ \n--	\\	{a,NULL,ü;}	{"k;": "v"}
14	name; 14\t'\\ \n--	\N	{a,NULL,ü;}	{"k;": "v"}
15	name; 15\t'\\ \n$$	\N	{a,NULL,ü;}	{"k;": "v"}
16	name; 16\t'\\ \n--	happy; very	{a,NULL,ü;}	{"k;": "v"}
17	name; 17\t'\\ \n--	\\	{a,NULL,ü;}	{"k;": "v"}
18	name; 18\t'\\ \n$$	\N	{a,NULL,ü;}	{"k;": "v"}
19	name; 19\t'\\ \n--	\N	{a,NULL,ü;}	{"k;": "v"}
20	name; 20\t'\\ \n--	happy; very	{a,NULL,ü;}	{"k;": "v"}
21	name; 21\t'\\ \n$$	\\	{a,NULL,ü;}	{"k;": "v"}
22	name; 22\t'\\ \n--	\N	{a,NULL,ü;}	{"k;": "v"}
23	name; 23\t'\\ \n--	\N	{a,NULL,ü;}	{"k;": "v"}
24	name; 24\t'\\ \n$$	happy; very	{a,NULL,ü;}	{"k;": "v"}
25	name; 25\t'\\ \n--	\\	{a,NULL,ü;}	{"k;": "v"}
26	name; 26\t'\\ \n--	\N	{a,NULL,ü;}	{"k;": "v"}
27	name; 27\t'\\ \n$$	\N	{a,NULL,ü;}	{"k;": "v"}
28	name; 28\t'\\ \n--	happy; very	{a,NULL,ü;}	{"k;": "v"}
29	name; 29\t'\\ \n--	\\	{a,NULL,ü;}	{"k;": "v"}
30	name; 30\t'\\ \n$$	\N	{a,NULL,ü;}	{"k;": "v"}
\.


--
-- Data for Name: part_1; Type: TABLE DATA; Schema: app; Owner: postgres
--

COPY app.part_1 (a, b) FROM stdin;
1	2026-03-01
2	2026-03-01
3	2026-03-01
4	2026-03-01
5	2026-03-01
6	2026-03-01
7	2026-03-01
8	2026-03-01
9	2026-03-01
10	2026-03-01
\.


--
-- Name: customer_id_seq; Type: SEQUENCE SET; Schema: app; Owner: postgres
--

SELECT pg_catalog.setval('app.customer_id_seq', 30, true);


--
-- Name: seq; Type: SEQUENCE SET; Schema: app; Owner: postgres
--

SELECT pg_catalog.setval('app.seq', 1, false);


--
-- Name: customer customer_pkey; Type: CONSTRAINT; Schema: app; Owner: postgres
--

ALTER TABLE ONLY app.customer
    ADD CONSTRAINT customer_pkey PRIMARY KEY (id);


--
-- Name: idx;1; Type: INDEX; Schema: app; Owner: postgres
--

CREATE INDEX "idx;1" ON app."Order;Item" USING btree (lower(note)) WHERE (note ~~ '%;%'::text);


--
-- Name: s; Type: STATISTICS; Schema: app; Owner: postgres
--

CREATE STATISTICS app.s ON a, b FROM app.part;


ALTER STATISTICS app.s OWNER TO postgres;

--
-- Name: v r; Type: RULE; Schema: app; Owner: postgres
--

CREATE RULE r AS
    ON INSERT TO app.v DO INSTEAD ( INSERT INTO app.customer (name)
  VALUES (new.n);
 INSERT INTO app."Order;Item" (note)
  VALUES ('a;b'::text);

 NOTIFY x;
);


--
-- Name: part t; Type: TRIGGER; Schema: app; Owner: postgres
--

CREATE TRIGGER t BEFORE UPDATE ON app.part FOR EACH ROW WHEN ((old.a IS DISTINCT FROM new.a)) EXECUTE FUNCTION suppress_redundant_updates_trigger();


--
-- Name: Order;Item Order;Item_customer_id_fkey; Type: FK CONSTRAINT; Schema: app; Owner: postgres
--

ALTER TABLE ONLY app."Order;Item"
    ADD CONSTRAINT "Order;Item_customer_id_fkey" FOREIGN KEY (customer_id) REFERENCES app.customer(id);


--
-- Name: customer; Type: ROW SECURITY; Schema: app; Owner: postgres
--

ALTER TABLE app.customer ENABLE ROW LEVEL SECURITY;

--
-- Name: customer p;; Type: POLICY; Schema: app; Owner: postgres
--

CREATE POLICY "p;" ON app.customer USING ((name <> 'x;'::text));


--
-- Name: pub; Type: PUBLICATION; Schema: -; Owner: postgres
--

CREATE PUBLICATION pub WITH (publish = 'insert, update, delete, truncate');


ALTER PUBLICATION pub OWNER TO postgres;

--
-- Name: pub part_1; Type: PUBLICATION TABLE; Schema: app; Owner: postgres
--

ALTER PUBLICATION pub ADD TABLE ONLY app.part_1 WHERE ((a > 1));


--
-- Name: TABLE "Order;Item"; Type: ACL; Schema: app; Owner: postgres
--

GRANT SELECT ON TABLE app."Order;Item" TO PUBLIC;


--
-- Name: TABLE customer; Type: ACL; Schema: app; Owner: postgres
--

GRANT SELECT ON TABLE app.customer TO PUBLIC;


--
-- Name: TABLE mv; Type: ACL; Schema: app; Owner: postgres
--

GRANT SELECT ON TABLE app.mv TO PUBLIC;


--
-- Name: TABLE part; Type: ACL; Schema: app; Owner: postgres
--

GRANT SELECT ON TABLE app.part TO PUBLIC;


--
-- Name: TABLE part_1; Type: ACL; Schema: app; Owner: postgres
--

GRANT SELECT ON TABLE app.part_1 TO PUBLIC;


--
-- Name: TABLE v; Type: ACL; Schema: app; Owner: postgres
--

GRANT SELECT ON TABLE app.v TO PUBLIC;


--
-- Name: mv; Type: MATERIALIZED VIEW DATA; Schema: app; Owner: postgres
--

REFRESH MATERIALIZED VIEW app.mv;


--
-- PostgreSQL database dump complete
--

\unrestrict switchback1

