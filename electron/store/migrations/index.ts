import { sql as initial } from './001-initial.ts';

/** Migration N brings a project file from schema version N to N + 1; the first makes an empty file a project. */
export const MIGRATIONS: readonly string[] = [initial];

export const SCHEMA_VERSION = MIGRATIONS.length;
