import { SynapseError } from '../../shared/errors.ts';
import { openUncheckedProject } from '../store/project-file.ts';
import type { VerifyReport } from '../../shared/model/verify.ts';
import { unreadable, verifyProject, type VerifyProgress } from '../store/verify.ts';

/**
 * Verifies a project file, whatever its state: a damaged one gives a report, not an error.
 * @throws SynapseError PROJECT_NOT_FOUND
 */
export function verifyFile(path: string, onProgress?: (progress: VerifyProgress) => void): VerifyReport {
  try {
    const project = openUncheckedProject(path);
    try {
      return verifyProject(project.database, onProgress);
    } finally {
      project.close();
    }
  } catch (error) {
    if (!(error instanceof SynapseError) || error.code === 'PROJECT_NOT_FOUND') throw error;
    return unreadable(error.message);
  }
}
