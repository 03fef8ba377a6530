import { SynapseError } from '../../../shared/errors.ts';

/** The error that a call is refused with; a test fails where it is none of ours. */
export function failureOf(call: () => unknown): SynapseError {
  try {
    call();
  } catch (error) {
    return expectOurs(error);
  }
  throw new Error('Nothing was thrown.');
}

export async function rejectionOf(promise: Promise<unknown>): Promise<SynapseError> {
  try {
    await promise;
  } catch (error) {
    return expectOurs(error);
  }
  throw new Error('Nothing was thrown.');
}

function expectOurs(error: unknown): SynapseError {
  if (error instanceof SynapseError) return error;
  throw error;
}
