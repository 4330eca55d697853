ALTER TABLE "catalogue_item" ADD COLUMN "listed_with_id" text;--> statement-breakpoint
ALTER TABLE "solution" ADD COLUMN "success_measures" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "catalogue_item" ADD CONSTRAINT "catalogue_item_belongs_by_kind" CHECK (("catalogue_item"."parent_solution_id" is null or "catalogue_item"."kind" = 'additional_service') and ("catalogue_item"."listed_with_id" is null or "catalogue_item"."kind" = 'associated_service'));
--> statement-breakpoint

-- A listing says its success measures as a list that a page can show.
ALTER TABLE "solution" ADD CONSTRAINT "solution_success_measures_listed"
  CHECK (jsonb_typeof(success_measures) = 'array' AND jsonb_array_length(success_measures) <= 20);
