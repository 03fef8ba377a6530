/** One entry of package-lock.json, as far as this check reads it. */
export interface LockEntry {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const REPAIR = 'Delete package-lock.json, run "npm install", and try "npm ci" in a clean copy.';

/**
 * What would make `npm ci` fail elsewhere, though `npm install` passed here: an address of one machine's registry,
 * a missing checksum, a platform's package that npm forgot to write down.
 * @param packages the field `packages` of package-lock.json: entries by their path
 */
export function problemsOfLock(packages: Readonly<Record<string, LockEntry>>): string[] {
  const entries = Object.entries(packages);
  const installed = entries.filter(([path]) => path !== '');
  if (installed.length === 0) return [`package-lock.json: names no package. ${REPAIR}`];
  const problems = [
    ...installed.flatMap(([path, entry]) => problemsOfEntry(path, entry)),
    ...entries.flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {})
        .filter((name) => !candidates(path, name).some((candidate) => candidate in packages))
        .map((name) => `${path === '' ? 'the project' : path}: its optional ${name} has no entry`),
    ),
  ];
  return problems.map((problem) => `package-lock.json: ${problem}. ${REPAIR}`);
}

function problemsOfEntry(path: string, entry: LockEntry): string[] {
  const ownCode = entry.link === true || entry.inBundle === true;
  return [
    ...(entry.resolved === undefined || entry.link === true
      ? []
      : [`${path} has "resolved" (${entry.resolved})`]),
    ...(entry.integrity !== undefined || ownCode ? [] : [`${path} has no "integrity"`]),
  ];
}

/** Where Node would look for a package that is required from `path`, nearest first. */
function candidates(path: string, name: string): string[] {
  const above = [path];
  for (
    let cut = path.lastIndexOf('/node_modules/');
    cut !== -1;
    cut = path.lastIndexOf('/node_modules/', cut - 1)
  ) {
    above.push(path.slice(0, cut));
  }
  if (path !== '') above.push('');
  return above.map((folder) => (folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`));
}
