ALTER TABLE "shortlist_item" ADD COLUMN "unmet_need" boolean DEFAULT false NOT NULL;
