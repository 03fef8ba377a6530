import { createRequire } from 'node:module';

/**
 * drizzle, loaded as CommonJS: its 120 small ES modules take three times as long to load one by one, and a
 * command that lists assets must start at once.
 */
const require = createRequire(import.meta.url);

export const { drizzle } =
  require('drizzle-orm/better-sqlite3') as typeof import('drizzle-orm/better-sqlite3');
export const { and, asc, count, eq, sql } = require('drizzle-orm') as typeof import('drizzle-orm');
export const { integer, real, sqliteTable, text } =
  require('drizzle-orm/sqlite-core') as typeof import('drizzle-orm/sqlite-core');
