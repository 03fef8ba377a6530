import Database from 'better-sqlite3';

/** Changes a project as somebody would who has its file and SQLite, and no regard for triggers. */
export function tamper(path: string, sql: string): void {
  const database = new Database(path);
  const triggers = database.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all() as {
    name: string;
    sql: string;
  }[];
  for (const { name } of triggers) database.exec(`DROP TRIGGER "${name}"`);
  database.exec(sql);
  for (const trigger of triggers) database.exec(trigger.sql);
  database.close();
}
