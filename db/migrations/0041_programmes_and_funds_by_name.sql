-- Two programmes, or two funds, of one name cannot be told apart. Those that are there already get their reference behind
-- the name, all but the first: of a programme the one that is no demonstration, of a fund the oldest reference.
UPDATE programme p SET name = p.name || ' (' || p.id || ')' WHERE EXISTS (
  SELECT FROM programme o WHERE lower(o.name) = lower(p.name) AND (o.demonstration, o.id) < (p.demonstration, p.id));
--> statement-breakpoint
UPDATE fund f SET name = f.name || ' (' || f.id || ')' WHERE EXISTS (
  SELECT FROM fund o WHERE lower(o.name) = lower(f.name) AND o.id < f.id);
--> statement-breakpoint
ALTER TABLE "programme" ADD COLUMN "first_year" integer;--> statement-breakpoint
ALTER TABLE "programme" ADD COLUMN "last_year" integer;--> statement-breakpoint
ALTER TABLE "programme" ADD COLUMN "closed_on" date;--> statement-breakpoint
CREATE UNIQUE INDEX "fund_name_once" ON "fund" USING btree (lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "programme_name_once" ON "programme" USING btree (lower("name"));--> statement-breakpoint
ALTER TABLE "programme" ADD CONSTRAINT "programme_years_in_order" CHECK ("programme"."last_year" is null or ("programme"."first_year" is not null and "programme"."last_year" >= "programme"."first_year"));--> statement-breakpoint
ALTER TABLE "programme" ADD CONSTRAINT "programme_first_year_known" CHECK ("programme"."first_year" between 2000 and 2100);--> statement-breakpoint
ALTER TABLE "programme" ADD CONSTRAINT "programme_sources_are_addresses" CHECK (array_to_string("programme"."sources", ' ') ~ '^(https?://[^ ]+( |$))*$') NOT VALID;
--> statement-breakpoint
-- A programme is closed after its funds, and a closed one opens none and keeps none open longer. Who opens a fund holds the
-- programme (FOR SHARE), so that of two at the same moment the second sees the first.
CREATE FUNCTION fund_of_open_programme() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  closed date;
BEGIN
  SELECT closed_on INTO closed FROM programme WHERE id = NEW.programme_id FOR SHARE;
  IF closed IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.closes_on >= closed OR NEW.programme_id <> OLD.programme_id) THEN
    RAISE EXCEPTION 'programme % is closed', NEW.programme_id USING ERRCODE = '23514', CONSTRAINT = 'programme_closed_after_funds';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER fund_of_open_programme BEFORE INSERT OR UPDATE OF closes_on, programme_id ON fund
  FOR EACH ROW EXECUTE FUNCTION fund_of_open_programme();
--> statement-breakpoint
CREATE FUNCTION programme_closed_after_funds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM fund f WHERE f.programme_id = NEW.id AND f.closes_on >= NEW.closed_on) THEN
    RAISE EXCEPTION 'programme % has open funds', NEW.id USING ERRCODE = '23514', CONSTRAINT = 'programme_closed_after_funds';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER programme_closed_after_funds BEFORE UPDATE OF closed_on ON programme
  FOR EACH ROW WHEN (NEW.closed_on IS NOT NULL) EXECUTE FUNCTION programme_closed_after_funds();
