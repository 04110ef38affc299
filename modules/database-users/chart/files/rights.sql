-- Makes the user that applications log in as, and keeps what it may do: everything in its own database, nothing outside of it.
-- Run by the master user in that database; doing it again changes nothing. `app` is a variable of psql.
-- The password is set elsewhere (see the job): the log of statements that change the schema must not hold it.
SELECT set_config('platform.app', :'app', false);

DO $$
DECLARE
  app text := current_setting('platform.app');
  it record;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = app) THEN
    EXECUTE format('CREATE ROLE %I LOGIN', app);
  END IF;
  EXECUTE format('ALTER ROLE %I LOGIN NOCREATEDB NOCREATEROLE', app);
  -- To hand objects over, their owner must be a member of the new owner's role.
  IF NOT pg_has_role(session_user, app, 'MEMBER') OR current_setting('server_version_num')::int >= 160000 THEN
    EXECUTE format('GRANT %I TO %I', app, session_user);
  END IF;

  -- Other databases of the instance are not its business. By default every user may log in to them.
  FOR it IN SELECT datname FROM pg_database WHERE pg_has_role(session_user, datdba, 'MEMBER') AND datname IN ('postgres', 'template1') LOOP
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', it.datname);
  END LOOP;
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO %I', current_database(), app);

  -- It makes and changes its own tables, also those that the master user made before there was this user.
  REVOKE CREATE ON SCHEMA public FROM PUBLIC;
  EXECUTE format('GRANT USAGE, CREATE ON SCHEMA public TO %I', app);
  FOR it IN
    SELECT CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind,
      nspname, relname
    FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE nspname = 'public' AND relkind IN ('r', 'p', 'v', 'm', 'S')
      AND relowner = (SELECT oid FROM pg_roles WHERE rolname = session_user)
      -- What belongs to an extension stays; a sequence of a column follows its table.
      AND NOT EXISTS (
        SELECT FROM pg_depend
        WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND (deptype = 'e' OR (relkind = 'S' AND deptype IN ('a', 'i')))
      )
  LOOP
    EXECUTE format('ALTER %s %I.%I OWNER TO %I', it.kind, it.nspname, it.relname, app);
  END LOOP;
END
$$;
