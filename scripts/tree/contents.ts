/** Largest file that belongs in the repository, in bytes. */
const LARGEST = 1_000_000;

/** A folder at the root of one developer's or build machine's disk. */
const MACHINE_PATH = /(?:^|[^A-Za-z0-9_.-])\/(?:work|farm|root)\//m;

/**
 * What should not be in the repository's file.
 * @param path relative to the project's folder
 * @param contents the file's bytes as latin1, so that one character is one byte
 */
export function problemsOfContents(path: string, contents: string): string[] {
  const problems: string[] = [];
  if (contents.length > LARGEST) {
    const size = (contents.length / 1_000_000).toFixed(1);
    problems.push(`${path}: ${size} MB, more than 1 MB. Generate it, or keep a smaller sample.`);
  }
  if (path === 'package-lock.json') return problems;
  const found = MACHINE_PATH.exec(contents);
  if (found !== null) {
    const line = contents.slice(0, found.index + 1).split('\n').length;
    problems.push(
      `${path}:${line}: a path of one machine (${found[0].trim()}). Make it relative to the project.`,
    );
  }
  return problems;
}
