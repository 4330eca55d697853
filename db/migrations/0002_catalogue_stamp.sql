CREATE TABLE "catalogue_stamp" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"stamp" bigint NOT NULL,
	CONSTRAINT "catalogue_stamp_one_row" CHECK ("catalogue_stamp"."id" = 1)
);
--> statement-breakpoint
INSERT INTO catalogue_stamp (id, stamp) VALUES (1, 0);
--> statement-breakpoint
-- One update a transaction, however many statements: the stamp is the transaction's own number.
CREATE FUNCTION raise_catalogue_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE mine bigint := pg_current_xact_id()::text::bigint;
BEGIN
  UPDATE catalogue_stamp SET stamp = mine WHERE id = 1 AND stamp <> mine;
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['supplier', 'catalogue_item', 'solution', 'capability', 'epic', 'item_capability', 'item_epic',
    'associated_service_link', 'price', 'price_tier', 'framework', 'lot', 'lot_solution', 'lot_supplier', 'standard',
    'standard_version', 'standard_binding', 'certificate', 'certificate_event', 'work_off_condition', 'waiver']
  LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH STATEMENT EXECUTE FUNCTION raise_catalogue_stamp()',
      name || '_raises_catalogue_stamp', name);
  END LOOP;
END $$;
