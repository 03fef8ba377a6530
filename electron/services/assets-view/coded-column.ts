/** A column of a table in memory: each row holds the number of its value. The empty text stands for "none". */
export interface CodedColumn {
  readonly codes: Uint32Array;
  readonly values: readonly string[];
}

export interface ColumnBuilder {
  add(value: string | null): void;
  build(): CodedColumn;
}

/** Gathers a column whose values repeat. */
export function columnBuilder(): ColumnBuilder {
  const codeOf = new Map<string, number>();
  const codes: number[] = [];
  return {
    add: (value) => {
      const text = value ?? '';
      let code = codeOf.get(text);
      if (code === undefined) {
        code = codeOf.size;
        codeOf.set(text, code);
      }
      codes.push(code);
    },
    build: () => ({ codes: Uint32Array.from(codes), values: [...codeOf.keys()] }),
  };
}

/**
 * The rows by the value of a column, without case; rows of one value keep their order, and those without a
 * value come last in either direction.
 */
export function orderByColumn({ codes, values }: CodedColumn, descending: boolean): Uint32Array {
  const bucketOf = bucketsByValue(values, descending);
  const starts = new Uint32Array(values.length + 1);
  for (const code of codes) {
    const bucket = bucketOf[code] ?? 0;
    starts[bucket + 1] = (starts[bucket + 1] ?? 0) + 1;
  }
  for (let bucket = 1; bucket <= values.length; bucket += 1)
    starts[bucket] = (starts[bucket] ?? 0) + (starts[bucket - 1] ?? 0);
  const order = new Uint32Array(codes.length);
  for (let row = 0; row < codes.length; row += 1) {
    const bucket = bucketOf[codes[row] ?? 0] ?? 0;
    const place = starts[bucket] ?? 0;
    order[place] = row;
    starts[bucket] = place + 1;
  }
  return order;
}

/** Code of a value -> its place among the values. */
function bucketsByValue(values: readonly string[], descending: boolean): Uint32Array {
  const keys = values.map((value, code) => ({ key: value.toUpperCase(), code }));
  const direction = descending ? -1 : 1;
  keys.sort((a, b) => {
    if (a.key === '' || b.key === '') return a.key === b.key ? 0 : a.key === '' ? 1 : -1;
    return a.key < b.key ? -direction : a.key > b.key ? direction : a.code - b.code;
  });
  const buckets = new Uint32Array(values.length);
  for (const [place, { code }] of keys.entries()) buckets[code] = place;
  return buckets;
}
