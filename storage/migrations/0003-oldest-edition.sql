-- The number of the first edition that readers may still go back to.
ALTER TABLE timelines ADD COLUMN oldest INTEGER NOT NULL DEFAULT 0;
