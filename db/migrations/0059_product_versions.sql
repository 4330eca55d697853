CREATE TABLE "product_version" (
	"solution_id" text NOT NULL,
	"version" text NOT NULL,
	"parent_version" text,
	"change_class" text NOT NULL,
	"changes" text DEFAULT '' NOT NULL,
	"released_on" date,
	"on_sale_from" date,
	"announced_at" timestamp (3) with time zone NOT NULL,
	"announced_by" text,
	"withdrawn_on" date,
	"withdrawal_reason" text,
	"support_ends_on" date,
	CONSTRAINT "product_version_solution_id_version_pk" PRIMARY KEY("solution_id","version"),
	CONSTRAINT "product_version_class_known" CHECK ("product_version"."change_class" in ('first', 'patch', 'minor', 'major')),
	CONSTRAINT "product_version_first_or_later" CHECK (("product_version"."change_class" = 'first') = ("product_version"."parent_version" is null) and ("product_version"."change_class" = 'first') = ("product_version"."released_on" is null)),
	CONSTRAINT "product_version_says_what_changed" CHECK ("product_version"."change_class" = 'first' or ("product_version"."changes" <> '' and "product_version"."version" ~ '^[0-9]{1,4}([.][0-9]{1,4}){1,2}$')),
	CONSTRAINT "product_version_sold_after_release" CHECK ("product_version"."on_sale_from" >= "product_version"."released_on"),
	CONSTRAINT "product_version_withdrawn_with_reason" CHECK (("product_version"."withdrawn_on" is null) = ("product_version"."withdrawal_reason" is null) and ("product_version"."support_ends_on" is null or "product_version"."support_ends_on" >= "product_version"."withdrawn_on"))
);
--> statement-breakpoint
ALTER TABLE "claim" ADD COLUMN "product_version" text;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "taken_from_version" text;--> statement-breakpoint
ALTER TABLE "framework" ADD COLUMN "version_notice_days" integer;--> statement-breakpoint
ALTER TABLE "product_version" ADD CONSTRAINT "product_version_solution_id_solution_id_fk" FOREIGN KEY ("solution_id") REFERENCES "public"."solution"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_version" ADD CONSTRAINT "product_version_announced_by_user_id_fk" FOREIGN KEY ("announced_by") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_version" ADD CONSTRAINT "product_version_parent" FOREIGN KEY ("solution_id","parent_version") REFERENCES "public"."product_version"("solution_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "product_version_one_first" ON "product_version" USING btree ("solution_id") WHERE "product_version"."change_class" = 'first';--> statement-breakpoint
ALTER TABLE "framework" ADD CONSTRAINT "framework_version_notice_known" CHECK ("framework"."version_notice_days" between 0 and 365);--> statement-breakpoint
-- "4.2" as [4,2,0], so that versions compare as numbers; null for a name that is none, as a first version may have.
CREATE FUNCTION version_numbers(p_version text) RETURNS int[] LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_version ~ '^[0-9]{1,4}([.][0-9]{1,4}){0,2}$'
    THEN (string_to_array(p_version, '.')::int[] || ARRAY[0, 0])[1:3] END
$$;--> statement-breakpoint
CREATE UNIQUE INDEX product_version_number_once ON product_version (solution_id, version_numbers(version));--> statement-breakpoint
-- A version is higher than the one before it, and its class is no smaller than its number says: 5.0 after 4.2 is no patch.
CREATE FUNCTION product_version_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_own int[] := version_numbers(NEW.version);
  v_parent int[] := version_numbers(NEW.parent_version);
BEGIN
  IF NEW.change_class = 'first' OR v_parent IS NULL THEN
    RETURN NEW;
  END IF;
  IF v_own <= v_parent THEN
    RAISE EXCEPTION 'a version is higher than the one before it' USING ERRCODE = 'check_violation', CONSTRAINT = 'product_version_in_order';
  END IF;
  IF (v_own[1] > v_parent[1] AND NEW.change_class <> 'major')
    OR (v_own[2] > v_parent[2] AND NEW.change_class = 'patch') THEN
    RAISE EXCEPTION 'the class of a version is no smaller than its number says' USING ERRCODE = 'check_violation', CONSTRAINT = 'product_version_class_fits';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER product_version_in_order BEFORE INSERT ON product_version FOR EACH ROW EXECUTE FUNCTION product_version_in_order();--> statement-breakpoint
-- What was announced stays as it was; that it came on sale, and that it was withdrawn, is added once.
CREATE FUNCTION product_version_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a version of a product is never deleted' USING ERRCODE = 'DV001';
  END IF;
  IF (to_jsonb(NEW) - ARRAY['on_sale_from', 'withdrawn_on', 'withdrawal_reason', 'support_ends_on'])
      <> (to_jsonb(OLD) - ARRAY['on_sale_from', 'withdrawn_on', 'withdrawal_reason', 'support_ends_on'])
    OR (OLD.on_sale_from IS NOT NULL AND NEW.on_sale_from IS DISTINCT FROM OLD.on_sale_from)
    OR (OLD.withdrawn_on IS NOT NULL AND to_jsonb(NEW) <> to_jsonb(OLD)) THEN
    RAISE EXCEPTION 'what was said of a version of a product is never changed' USING ERRCODE = 'DV001';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER product_version_is_kept BEFORE UPDATE OR DELETE ON product_version FOR EACH ROW EXECUTE FUNCTION product_version_is_kept();--> statement-breakpoint
CREATE TRIGGER product_version_raises_catalogue_version AFTER INSERT OR UPDATE OR DELETE ON product_version
  FOR EACH STATEMENT EXECUTE FUNCTION raise_catalogue_version();
