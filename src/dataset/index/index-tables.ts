// index.sqlite: where everything lies, and what images are chosen by. Derived from the other files; it may be deleted
// at any time and is never the only place where something is said.

/** Rises with the tables and with what stands in them; an index of another version is built again. */
export const INDEX_VERSION = '3';

export const TABLES = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE scenes (
    id TEXT PRIMARY KEY, shard TEXT NOT NULL, offset INTEGER NOT NULL, size INTEGER NOT NULL,
    split TEXT NOT NULL, profile TEXT NOT NULL, seed INTEGER NOT NULL, objects INTEGER NOT NULL, counterfactualOf TEXT
  ) WITHOUT ROWID;
  CREATE TABLE views (
    id TEXT PRIMARY KEY, scene TEXT NOT NULL, shard TEXT NOT NULL,
    recordOffset INTEGER NOT NULL, recordSize INTEGER NOT NULL, rgbOffset INTEGER NOT NULL, rgbSize INTEGER NOT NULL,
    depthOffset INTEGER NOT NULL, depthSize INTEGER NOT NULL, maskOffset INTEGER NOT NULL, maskSize INTEGER NOT NULL,
    normalOffset INTEGER, normalSize INTEGER
  ) WITHOUT ROWID;
  CREATE TABLE questions (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, questionSet TEXT NOT NULL, shard TEXT NOT NULL, offset INTEGER NOT NULL,
    size INTEGER NOT NULL, scene TEXT NOT NULL, view TEXT NOT NULL, split TEXT NOT NULL, kind TEXT NOT NULL,
    type TEXT NOT NULL, frame TEXT NOT NULL, direction TEXT, style TEXT NOT NULL, template TEXT NOT NULL,
    profile TEXT NOT NULL, answerKind TEXT NOT NULL, answer TEXT NOT NULL, subject TEXT, reference TEXT, margin REAL,
    distance REAL, visibility REAL
  );
  CREATE TABLE columns (name TEXT PRIMARY KEY, dictionary TEXT NOT NULL, data BLOB NOT NULL);
  CREATE TABLE damage (place TEXT NOT NULL, problem TEXT NOT NULL);`;

/** Made when the rows are in: faster than keeping them up row by row. */
export const LOOKUPS = `
  CREATE INDEX viewsOfScene ON views (scene);
  CREATE UNIQUE INDEX questionById ON questions (questionSet, id);
  CREATE INDEX questionsOfView ON questions (view);`;
