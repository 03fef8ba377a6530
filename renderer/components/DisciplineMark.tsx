import type { Discipline } from '../../shared/model/terms.ts';

const MARKS: Readonly<Record<Discipline, string>> = {
  PROCESS: 'PR',
  MECHANICAL: 'ME',
  PIPING: 'PI',
  ELECTRICAL: 'EL',
  INSTRUMENTATION: 'IN',
  AUTOMATION: 'AU',
  GENERAL: 'GE',
};

/** "ELECTRICAL" -> "Electrical". */
export const disciplineName = (discipline: string): string =>
  discipline.charAt(0) + discipline.slice(1).toLowerCase();

/** Two letters for a discipline, its name on hover and read aloud. */
export function DisciplineMark({ discipline }: { readonly discipline: Discipline }) {
  return (
    <abbr
      title={disciplineName(discipline)}
      aria-label={disciplineName(discipline)}
      className="inline-flex h-4 w-6 shrink-0 items-center justify-center rounded-[3px] bg-hover text-[10px] font-semibold tracking-wide text-text-muted no-underline"
    >
      {MARKS[discipline]}
    </abbr>
  );
}
