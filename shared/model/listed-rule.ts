/** A rule of a project as lists show it. */
export interface ListedRule {
  readonly ruleId: string;
  readonly name: string;
  readonly pack: string;
  readonly source: string;
  readonly sourceId: string | readonly string[] | null;
  readonly priority: number;
  readonly enforced: boolean;
  readonly discipline: string;
  readonly category: string;
  readonly status: string;
  readonly actionType: string;
  readonly hash: string;
}
