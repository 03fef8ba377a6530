import type { Asset, Cable, Edge } from '../../shared/model/entities.ts';
import { groupOf } from './lookup.ts';

/** What rules left in a plant: what they made, and where they wrote. */
export interface RuleTraces {
  /** What a person made and a rule adopted, by the origin that it has since. */
  adopted(ruleId: string, sourceId: string, slot: string): Asset | Cable | undefined;
  /** What a rule made or adopted. */
  madeBy(ruleId: string): readonly (Asset | Cable | Edge)[];
  /** Where a rule owns fields, but for what it made itself. */
  writtenBy(ruleId: string): readonly (Asset | Cable)[];
  /** Rules that made or wrote something, whether they are loaded or not. */
  rulesWithTraces(): Iterable<string>;
}

const NONE: readonly never[] = [];

/** What rules left in the assets, cables and edges that were noted. */
export class NotedTraces implements RuleTraces {
  readonly #made = new Map<string, (Asset | Cable | Edge)[]>();
  readonly #written = new Map<string, (Asset | Cable)[]>();
  readonly #adopted = new Map<string, Asset | Cable>();
  /** What was noted last: most come after their like. Equal owners share one value where they are loaded. */
  #lastOwners: Asset['owners'] | undefined;
  #lastMaker: string | null = null;
  #isAdopted = false;
  #lastMade: (Asset | Cable | Edge)[] | undefined;
  /** Of the rules that own fields of what another made. */
  #lastWritten: (Asset | Cable)[][] = [];

  adopted(ruleId: string, sourceId: string, slot: string): Asset | Cable | undefined {
    return this.#adopted.size === 0 ? undefined : this.#adopted.get(keyOf(ruleId, sourceId, slot));
  }

  madeBy(ruleId: string): readonly (Asset | Cable | Edge)[] {
    return this.#made.get(ruleId) ?? NONE;
  }

  writtenBy(ruleId: string): readonly (Asset | Cable)[] {
    return this.#written.get(ruleId) ?? NONE;
  }

  rulesWithTraces(): Iterable<string> {
    return new Set([...this.#made.keys(), ...this.#written.keys()]);
  }

  note(entity: Asset | Cable): void {
    const { origin, owners } = entity;
    const maker = 'ruleId' in origin ? origin.ruleId : null;
    if (owners !== this.#lastOwners || maker !== this.#lastMaker) this.#turnTo(owners, maker);
    this.#lastMade?.push(entity);
    if (this.#isAdopted && 'ruleId' in origin)
      this.#adopted.set(keyOf(origin.ruleId, origin.sourceId, origin.slot), entity);
    for (const written of this.#lastWritten) written.push(entity);
  }

  noteEdge(edge: Edge): void {
    const maker = 'ruleId' in edge.origin ? edge.origin.ruleId : null;
    if (maker !== this.#lastMaker || this.#lastOwners !== undefined) this.#turnTo(undefined, maker);
    this.#lastMade?.push(edge);
  }

  #turnTo(owners: Asset['owners'] | undefined, maker: string | null): void {
    this.#lastOwners = owners;
    this.#lastMaker = maker;
    this.#lastMade = maker === null ? undefined : groupOf(this.#made, maker);
    this.#isAdopted = maker !== null && owners !== undefined && !isOfRule(owners);
    this.#lastWritten = [];
    for (const field in owners) {
      const owner = owners[field] ?? '';
      if (!isRule(owner) || owner.slice(PREFIX.length) === maker) continue;
      const written = groupOf(this.#written, owner.slice(PREFIX.length));
      if (!this.#lastWritten.includes(written)) this.#lastWritten.push(written);
    }
  }
}

const PREFIX = 'rule:';
const keyOf = (ruleId: string, sourceId: string, slot: string): string => `${ruleId}\n${sourceId}\n${slot}`;

const isRule = (owner: string): boolean => owner.startsWith(PREFIX);
const isOfRule = (owners: Asset['owners']): boolean => isRule(owners['*'] ?? '');

/** What a rule made is its own in every field; what it adopted stays the person's. */
export const isAdopted = ({ origin, owners }: Asset | Cable): boolean =>
  'ruleId' in origin && !isOfRule(owners);
