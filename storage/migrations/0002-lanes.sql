-- What the lanes of readers' charts are: actor, kind, one, or '' for what suits.
ALTER TABLE timelines ADD COLUMN lanes TEXT NOT NULL DEFAULT '';
