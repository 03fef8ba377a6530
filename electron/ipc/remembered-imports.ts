import type { ImportColumn, ImportOptionsRequest } from '../../shared/contract/imports.ts';
import { sha256 } from '../kernel/hash.ts';
import type { PreferencesPort } from './shell-port.ts';

/** The key under which it is remembered how a list with these headers was read, whatever their order. */
export function headerSetKey(headers: readonly string[]): string {
  const folded = headers
    .map((header) => header.trim().normalize('NFC').toLowerCase())
    .filter((it) => it !== '');
  return sha256(JSON.stringify([...new Set(folded)].toSorted()));
}

/** Remembers the options of previews until one of them is imported. */
export interface RememberedImports {
  find(columns: readonly ImportColumn[]): Promise<ImportOptionsRequest | null>;
  looked(previewId: string, columns: readonly ImportColumn[], options: ImportOptionsRequest): void;
  imported(previewId: string): Promise<void>;
}

export function rememberedImports(preferences: PreferencesPort): RememberedImports {
  let last: { previewId: string; key: string; options: ImportOptionsRequest } | null = null;
  const keyOf = (columns: readonly ImportColumn[]) => headerSetKey(columns.map(({ header }) => header));
  return {
    find: (columns) => preferences.importOptions(keyOf(columns)),
    looked: (previewId, columns, options) => {
      last = { previewId, key: keyOf(columns), options };
    },
    imported: async (previewId) => {
      if (last?.previewId !== previewId || Object.keys(last.options).length === 0) return;
      await preferences.rememberImportOptions(last.key, last.options);
    },
  };
}
