-- Times are microseconds since 1970 UTC: whole numbers sort alike everywhere.
-- JSON is text, so that what was stored comes back byte for byte.
-- Flags such as deleted hold a time, 0 while the thing is there.

CREATE TABLE users (
	id       TEXT PRIMARY KEY,
	name     TEXT NOT NULL,
	role     TEXT NOT NULL,
	password TEXT NOT NULL, -- argon2id with its parameters
	created  BIGINT NOT NULL
);
CREATE UNIQUE INDEX users_name ON users (name);

CREATE TABLE tokens (
	sum     {{.Bytes}} PRIMARY KEY, -- SHA-256; the token itself is nowhere
	user_id TEXT NOT NULL REFERENCES users (id),
	created BIGINT NOT NULL
);

CREATE TABLE sessions (
	sum     {{.Bytes}} PRIMARY KEY, -- SHA-256 of the cookie's value
	data    {{.Bytes}} NOT NULL,
	expires BIGINT NOT NULL
);
CREATE INDEX sessions_expires ON sessions (expires);

CREATE TABLE kinds (
	kind        TEXT PRIMARY KEY,
	in_group    TEXT NOT NULL,
	label       TEXT NOT NULL,
	cameo       TEXT NOT NULL,
	media_topic TEXT NOT NULL,
	created     BIGINT NOT NULL
);

CREATE TABLE timelines (
	id       TEXT PRIMARY KEY,
	slug     TEXT NOT NULL,
	title    TEXT NOT NULL,
	summary  TEXT NOT NULL,
	language TEXT NOT NULL,
	timezone TEXT NOT NULL,
	version  BIGINT NOT NULL,
	edition  BIGINT NOT NULL, -- the number that readers see
	proposed BIGINT NOT NULL, -- how many events of each state it has,
	accepted BIGINT NOT NULL, -- kept with each change because counting
	rejected BIGINT NOT NULL, -- grows with what is stored
	created  BIGINT NOT NULL,
	updated  BIGINT NOT NULL,
	deleted  BIGINT NOT NULL
);
CREATE UNIQUE INDEX timelines_slug ON timelines (slug) WHERE deleted = 0;

CREATE TABLE articles (
	id          TEXT PRIMARY KEY,
	timeline_id TEXT NOT NULL REFERENCES timelines (id),
	sum         {{.Bytes}} NOT NULL, -- SHA-256 of what makes two articles the same
	url         TEXT NOT NULL,
	title       TEXT NOT NULL,
	published   TEXT NOT NULL, -- EDTF
	language    TEXT NOT NULL,
	publisher   TEXT NOT NULL,
	text        TEXT NOT NULL,
	paragraphs  TEXT, -- JSON
	timexes     TEXT, -- JSON
	created     BIGINT NOT NULL
);
CREATE UNIQUE INDEX articles_sum ON articles (timeline_id, sum);
CREATE INDEX articles_created ON articles (timeline_id, created, id);

CREATE TABLE events (
	seq         {{.Serial}},
	id          TEXT NOT NULL,
	timeline_id TEXT NOT NULL REFERENCES timelines (id),
	state       TEXT NOT NULL,
	kind        TEXT NOT NULL,
	stands      BIGINT NOT NULL, -- the day where lists show it
	latest      BIGINT NOT NULL, -- its last possible day
	clock       BIGINT NOT NULL, -- what orders the instants of one day
	date        TEXT NOT NULL, -- EDTF, '' for none
	title       TEXT NOT NULL,
	text        TEXT NOT NULL,
	actors      TEXT, -- JSON
	place       TEXT NOT NULL,
	url         TEXT NOT NULL,
	attribution TEXT NOT NULL,
	label       TEXT NOT NULL,
	status      TEXT NOT NULL,
	lane        TEXT NOT NULL,
	importance  {{.Float}} NOT NULL,
	image       TEXT, -- JSON
	confidence  {{.Float}} NOT NULL,
	citations   TEXT, -- JSON
	why         TEXT, -- JSON
	seems       TEXT NOT NULL, -- the event that it seems to tell again
	version     BIGINT NOT NULL,
	created     BIGINT NOT NULL,
	updated     BIGINT NOT NULL,
	deleted     BIGINT NOT NULL
);
CREATE UNIQUE INDEX events_id ON events (id);
CREATE INDEX events_in_time ON events (timeline_id, stands, latest, clock, id) WHERE deleted = 0;
CREATE INDEX events_of_state ON events (timeline_id, state, stands, latest, clock, id) WHERE deleted = 0;
CREATE INDEX events_of_kind ON events (timeline_id, kind, stands, latest, clock, id) WHERE deleted = 0;
CREATE INDEX events_of_both ON events (timeline_id, state, kind, stands, latest, clock, id) WHERE deleted = 0;
-- The few that last longer than a month: what is wanted from a day on begins
-- at most a month before it, or is among these.
CREATE INDEX events_lasting ON events (timeline_id, stands, latest, clock, id) WHERE deleted = 0 AND latest - stands > 31;

CREATE TABLE event_articles (
	article_id TEXT NOT NULL REFERENCES articles (id),
	event_id   TEXT NOT NULL REFERENCES events (id),
	PRIMARY KEY (article_id, event_id)
);
CREATE INDEX event_articles_event ON event_articles (event_id);

-- The words of an event, folded by the program so that both databases find
-- the same, and its timeline's ID among them.
{{if .SQLite}}
CREATE VIRTUAL TABLE event_words USING fts5 (words, content='', contentless_delete=1, detail=none, tokenize='ascii');
{{else}}
CREATE TABLE event_words (
	seq   BIGINT PRIMARY KEY REFERENCES events (seq),
	words TSVECTOR NOT NULL
);
CREATE INDEX event_words_words ON event_words USING gin (words);
{{end}}

CREATE TABLE relations (
	id          TEXT PRIMARY KEY,
	timeline_id TEXT NOT NULL REFERENCES timelines (id),
	from_id     TEXT NOT NULL REFERENCES events (id),
	type        TEXT NOT NULL,
	to_id       TEXT NOT NULL REFERENCES events (id),
	quote       TEXT NOT NULL
);
CREATE UNIQUE INDEX relations_ends ON relations (from_id, to_id, type);
CREATE INDEX relations_to ON relations (to_id);
CREATE INDEX relations_timeline ON relations (timeline_id, id);

CREATE TABLE revisions (
	id          {{.Serial}},
	timeline_id TEXT NOT NULL REFERENCES timelines (id),
	thing       TEXT NOT NULL,
	thing_id    TEXT NOT NULL,
	action      TEXT NOT NULL,
	user_id     TEXT NOT NULL,
	user_name   TEXT NOT NULL,
	created     BIGINT NOT NULL,
	was         TEXT NOT NULL, -- JSON, '' if there was nothing
	became      TEXT NOT NULL  -- JSON, '' if there is nothing
);
CREATE INDEX revisions_timeline ON revisions (timeline_id, id);
CREATE INDEX revisions_thing ON revisions (timeline_id, thing_id, id);

CREATE TABLE editions (
	timeline_id TEXT NOT NULL REFERENCES timelines (id),
	number      BIGINT NOT NULL,
	hash        TEXT NOT NULL, -- SHA-256 of json
	content     TEXT NOT NULL, -- the same without number and time
	json        {{.Bytes}} NOT NULL,
	chart       {{.Bytes}} NOT NULL, -- the option
	svg         {{.Bytes}} NOT NULL,
	narrow      {{.Bytes}} NOT NULL,
	title       TEXT NOT NULL,
	summary     TEXT NOT NULL,
	language    TEXT NOT NULL,
	timezone    TEXT NOT NULL,
	events      BIGINT NOT NULL,
	user_id     TEXT NOT NULL,
	published   BIGINT NOT NULL,
	PRIMARY KEY (timeline_id, number)
);

-- Replies to requests that came with an Idempotency-Key.
CREATE TABLE answers (
	user_id TEXT NOT NULL,
	name    TEXT NOT NULL, -- the key
	sum     {{.Bytes}} NOT NULL, -- SHA-256 of the request
	holder  TEXT NOT NULL, -- who works on it; '' once it is answered
	status  BIGINT NOT NULL,
	header  TEXT, -- JSON
	body    {{.Bytes}},
	created BIGINT NOT NULL,
	PRIMARY KEY (user_id, name)
);
CREATE INDEX answers_created ON answers (created);
