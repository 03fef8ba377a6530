import type { Asset, Cable, Edge } from '../../shared/model/entities.ts';

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
  /** Equal ones share one value where they are loaded. */
  #lastOwners: Asset['owners'] | undefined;
  #isOfPersons = false;
  #lastMaker: string | null = null;
  #lastMade: (Asset | Cable | Edge)[] = [];
  readonly #rules = new Map<string, string | null>();

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
    if (owners !== this.#lastOwners) {
      this.#lastOwners = owners;
      this.#isOfPersons = !this.#hasRule(owners);
    }
    const maker = 'ruleId' in origin ? origin.ruleId : null;
    if ('ruleId' in origin) {
      this.#noteMade(origin.ruleId, entity);
      if (isAdopted(entity)) this.#adopted.set(keyOf(origin.ruleId, origin.sourceId, origin.slot), entity);
    }
    if (!this.#isOfPersons) this.#noteWritten(entity, maker);
  }

  noteEdge(edge: Edge): void {
    if ('ruleId' in edge.origin) this.#noteMade(edge.origin.ruleId, edge);
  }

  /** What one rule made often stands together: then its list is not looked up. */
  #noteMade(ruleId: string, entity: Asset | Cable | Edge): void {
    if (ruleId !== this.#lastMaker) {
      this.#lastMaker = ruleId;
      this.#lastMade = this.#made.get(ruleId) ?? [];
      if (this.#lastMade.length === 0) this.#made.set(ruleId, this.#lastMade);
    }
    this.#lastMade.push(entity);
  }

  #noteWritten(entity: Asset | Cable, maker: string | null): void {
    const { owners } = entity;
    for (const field in owners) {
      const ruleId = this.#ruleOf(owners[field] ?? '');
      if (ruleId === null || ruleId === maker) continue;
      const known = this.#written.get(ruleId);
      if (known === undefined) this.#written.set(ruleId, [entity]);
      else if (known.at(-1) !== entity) known.push(entity);
    }
  }

  #hasRule(owners: Asset['owners']): boolean {
    for (const field in owners) if (this.#ruleOf(owners[field] ?? '') !== null) return true;
    return false;
  }

  /** The rule that an owner is, or null for a person. */
  #ruleOf(owner: string): string | null {
    const known = this.#rules.get(owner);
    if (known !== undefined) return known;
    const ruleId = owner.startsWith(PREFIX) ? owner.slice(PREFIX.length) : null;
    this.#rules.set(owner, ruleId);
    return ruleId;
  }
}

const PREFIX = 'rule:';
const keyOf = (ruleId: string, sourceId: string, slot: string): string => `${ruleId}\n${sourceId}\n${slot}`;

/** What a rule made is its own in every field; what it adopted stays the person's. */
export const isAdopted = ({ origin, owners }: Asset | Cable): boolean =>
  'ruleId' in origin && !(owners['*'] ?? '').startsWith(PREFIX);
