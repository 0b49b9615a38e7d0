/** What is kept on disk: the tables as values, so that every store writes and reads the same rows. */

export const TABLES = {
  team: { key: ['id'], rest: ['name', 'name_rev', 'epoch', 'rev_high', 'gaps', 'floor'] },
  person: { key: ['team', 'id'], rest: ['name', 'name_rev', 'rev', 'plan_rev', 'gone', 'as_of', 'role', 'joined'] },
  device: { key: ['team', 'id'], rest: ['person', 'name', 'live'] },
  register: { key: ['team', 'person', 'device', 'kind'], rest: ['hlc', 'by', 'body'] },
  token: { key: ['id'], rest: ['team', 'person', 'device', 'mac', 'made', 'expires', 'replaces'] },
  invite: { key: ['id'], rest: ['team', 'hash', 'expires', 'uses', 'person'] },
  tomb: { key: ['team', 'person'], rest: ['rev', 'at'] },
  doc: { key: ['team', 'id'], rest: ['version', 'rev', 'by', 'at', 'body'] },
  version: { key: ['team', 'doc', 'version'], rest: ['by', 'at', 'body'] },
  item: {
    key: ['team', 'id'],
    rest: ['sender', 'person', 'at', 'expires', 'body', 'claimed_by', 'claimed_until'],
  },
  sent: { key: ['team', 'id'], rest: ['sender', 'at', 'urgent'] },
} as const satisfies Record<string, { key: readonly string[]; rest: readonly string[] }>

export type TableName = keyof typeof TABLES
export const TABLE_NAMES = Object.keys(TABLES) as TableName[]
export type Cell = string | number | null

/** One row to write; without `rest` it is deleted. */
export interface Row {
  readonly table: TableName
  readonly key: readonly string[]
  readonly rest: readonly Cell[] | null
}
export const rowId = (row: Row): string => `${row.table} ${row.key.join(' ')}`

/** A whole store as it was read: for each table its rows, cells in the order of `key` and `rest`. */
export type Image = Readonly<Record<TableName, readonly (readonly Cell[])[]>>
export const EMPTY_IMAGE: Image = {
  team: [],
  person: [],
  device: [],
  register: [],
  token: [],
  invite: [],
  tomb: [],
  doc: [],
  version: [],
  item: [],
  sent: [],
}

/** Each step takes the file from the version before to this one. Never edited once released; new ones are added. */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE team (id TEXT PRIMARY KEY, name TEXT NOT NULL, name_rev INTEGER NOT NULL, epoch TEXT NOT NULL,
     rev_high INTEGER NOT NULL, gaps TEXT NOT NULL, floor INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE person (team TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, name_rev INTEGER NOT NULL,
     rev INTEGER NOT NULL, plan_rev INTEGER NOT NULL, gone TEXT, as_of INTEGER, PRIMARY KEY (team, id)) WITHOUT ROWID;
   CREATE TABLE device (team TEXT NOT NULL, id TEXT NOT NULL, person TEXT NOT NULL, name TEXT NOT NULL,
     live INTEGER NOT NULL, PRIMARY KEY (team, id)) WITHOUT ROWID;
   CREATE TABLE register (team TEXT NOT NULL, person TEXT NOT NULL, device TEXT NOT NULL, kind TEXT NOT NULL,
     hlc TEXT NOT NULL, by TEXT NOT NULL, body TEXT, PRIMARY KEY (team, person, device, kind)) WITHOUT ROWID;
   CREATE TABLE token (id TEXT PRIMARY KEY, team TEXT NOT NULL, person TEXT NOT NULL, device TEXT NOT NULL,
     mac TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE invite (id TEXT PRIMARY KEY, team TEXT NOT NULL, hash TEXT NOT NULL, expires INTEGER NOT NULL,
     uses INTEGER NOT NULL, person TEXT) WITHOUT ROWID;
   CREATE TABLE tomb (team TEXT NOT NULL, person TEXT NOT NULL, rev INTEGER NOT NULL, at INTEGER NOT NULL,
     PRIMARY KEY (team, person)) WITHOUT ROWID;`,
  // Whoever was in a team before there were owners is one of them: nobody else could ever remove or rename anything.
  `ALTER TABLE person ADD COLUMN role TEXT NOT NULL DEFAULT 'owner';
   ALTER TABLE person ADD COLUMN joined INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE token ADD COLUMN made INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE token ADD COLUMN expires INTEGER;
   ALTER TABLE token ADD COLUMN replaces TEXT;
   CREATE TABLE doc (team TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, rev INTEGER NOT NULL,
     by TEXT NOT NULL, at INTEGER NOT NULL, body TEXT, PRIMARY KEY (team, id)) WITHOUT ROWID;
   CREATE TABLE version (team TEXT NOT NULL, doc TEXT NOT NULL, version TEXT NOT NULL, by TEXT NOT NULL,
     at INTEGER NOT NULL, body TEXT, PRIMARY KEY (team, doc, version)) WITHOUT ROWID;
   CREATE TABLE item (team TEXT NOT NULL, id TEXT NOT NULL, sender TEXT NOT NULL, person TEXT NOT NULL,
     at INTEGER NOT NULL, expires INTEGER NOT NULL, body TEXT NOT NULL, claimed_by TEXT, claimed_until INTEGER,
     PRIMARY KEY (team, id)) WITHOUT ROWID;
   CREATE TABLE sent (team TEXT NOT NULL, id TEXT NOT NULL, sender TEXT NOT NULL, at INTEGER NOT NULL,
     urgent INTEGER NOT NULL, PRIMARY KEY (team, id)) WITHOUT ROWID;`,
]
