/** A tag or a name as part of a file's name: what no file system takes becomes a dash. */
export const fileStem = (name: string): string =>
  name
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80) || 'unnamed';
