/** A name or a tag as the name of a file, without its ending and without what some file system does not allow. */
export function fileStem(name: string, otherwise: string): string {
  const allowed = name.replaceAll(/[<>:"/\\|?*\p{Cc}]/gu, ' ').replaceAll(/\s+/g, ' ');
  return allowed.replaceAll(/^[. ]+|[. ]+$/g, '').slice(0, 100) || otherwise;
}
