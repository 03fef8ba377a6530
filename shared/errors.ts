import type { JsonObject } from './json.ts';

/** Every code an error of Synapse can carry, with the general sentence that goes with it. */
export const ERROR_CODES = {
  PROJECT_NOT_FOUND: 'The project file does not exist. Check the path, or create it with `new`.',
  PROJECT_EXISTS: 'A file of this name exists already. Choose another name, or open the existing project.',
  PROJECT_LOCKED: 'The project is open for writing elsewhere. Close it there, or try again later.',
  PROJECT_CORRUPT: 'The project file is damaged. Run `verify` to see where, and restore a backup.',
  PROJECT_TOO_NEW: 'The project was written by a newer version of Synapse. Update Synapse to open it.',
  NOT_A_PROJECT: 'The file is not a Synapse project. Choose a file that ends in .synapse.',
  INVALID_ARGUMENT: 'A value given is not allowed here. Correct it and try again.',
  INVALID_FILTER: 'A filter is not understood. Correct it and try again.',
  INVALID_RULE: 'A rule file has errors. Correct them; nothing was loaded.',
  INVALID_PLAN: 'The plan cannot be used: it is unreadable, edited or of another project. Make a new plan.',
  UNKNOWN_PROPERTY: 'No such property is known. Check the spelling.',
  ASSET_NOT_FOUND: 'No entity of this tag exists in the project. Check the tag.',
  RULE_NOT_FOUND: 'No rule of this id is loaded. Check the id, or load the rule first.',
  BATCH_NOT_FOUND: 'No batch of this id exists. List the batches to find it.',
  DUPLICATE_TAG: 'The tag is used already. Choose another one.',
  ALREADY_ROLLED_BACK: 'The batch is not in force any more, so there is nothing to roll back.',
  ROLLBACK_CONFLICT: 'Later changes rest on this batch. Roll them back too (cascade), or leave it.',
  PLAN_STALE: 'The project changed since the plan was made, and it would come out differently. Plan again.',
  EXECUTION_IN_PROGRESS: 'Another batch is running in this project. Wait until it ends.',
  IMPORT_FAILED: 'The import was refused; nothing was imported. Correct the rows named and import again.',
  FILE_NOT_READABLE: 'The file cannot be read. Check that it exists, is a file, and is not open elsewhere.',
  DISK_FULL: 'The disk is full; nothing of this step was applied. Free some space and try again.',
  READ_ONLY: 'The project is read-only. Copy it to a place you can write to, or change its permissions.',
  CANCELLED: 'Cancelled; nothing was applied.',
  INTERNAL: 'Something went wrong inside Synapse; nothing was applied. Please report it with the details.',
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** What crosses a border (CLI, IPC) when something was refused or failed. */
export interface ErrorReport {
  readonly code: ErrorCode;
  readonly message: string;
  readonly context: JsonObject;
}

/** An expected refusal or failure. The message names the thing, what is wrong with it and what to do. */
export class SynapseError extends Error {
  override readonly name = 'SynapseError';
  readonly code: ErrorCode;
  readonly context: JsonObject;

  constructor(
    code: ErrorCode,
    message: string = ERROR_CODES[code],
    context: JsonObject = {},
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/** Turns anything thrown into what may be shown: a SynapseError as it is, all else as INTERNAL. */
export function toErrorReport(error: unknown): ErrorReport {
  if (error instanceof SynapseError) {
    return { code: error.code, message: error.message, context: error.context };
  }
  const detail = error instanceof Error ? error.message : String(error);
  return { code: 'INTERNAL', message: `${ERROR_CODES.INTERNAL} (${detail})`, context: {} };
}
