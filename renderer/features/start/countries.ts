import type { SelectOption } from '../../components/Select.tsx';

const CODES =
  'AE AR AT AU BE BG BR CA CH CL CN CO CZ DE DK EE EG ES FI FR GB GR HR HU ID IE IL IN IT JP KR KW LT LU LV MA MX MY NL NO NZ OM PE PH PL PT QA RO RS SA SE SG SI SK TH TN TR TW UA US VN ZA'.split(
    ' ',
  );

const names = new Intl.DisplayNames(['en'], { type: 'region' });

/** Countries by their English name, with "not stated" first. */
export const COUNTRIES: readonly SelectOption[] = [
  { value: '', label: 'Not stated' },
  ...CODES.map((code) => ({ value: code, label: names.of(code) ?? code })).toSorted((a, b) =>
    a.label.localeCompare(b.label, 'en'),
  ),
];
