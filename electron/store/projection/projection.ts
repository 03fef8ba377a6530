import type { JsonObject } from '../../../shared/json.ts';
import { applyChange } from '../../../shared/model/changes.ts';
import { tagKey } from '../../../shared/model/terms.ts';
import { changesEntity } from '../../../shared/model/events.ts';
import type { EntityType } from '../../../shared/model/entities.ts';
import type { ProjectedEntity } from '../entity-rows.ts';
import {
  afterEvents,
  countGroup,
  emptyTally,
  endsBatch,
  startedBatch,
  switchesOf,
  type BatchRecord,
  type BatchSwitch,
  type BatchTally,
} from './batch-record.ts';
import { changesRemembered, entityAfter, linksOf, tagOf } from './entity-projection.ts';
import type { ProjectableEvent } from './projectable-event.ts';

/** What stood in the projections before the events: the tables for a batch, nothing for a rebuild. */
export interface ProjectionBase {
  entity(type: EntityType, id: string): ProjectedEntity | null;
  batch(correlationId: string): BatchRecord | null;
}

export const EMPTY_BASE: ProjectionBase = { entity: () => null, batch: () => null };

export interface TouchedEntity {
  readonly type: EntityType;
  readonly id: string;
  /** As it stood before the first of the events. */
  readonly before: ProjectedEntity | null;
  after: ProjectedEntity | null;
}

export interface EventGroup {
  readonly correlationId: string;
  readonly eventType: string;
  readonly ruleId: string;
  readonly discipline: string;
  readonly aggregateType: string;
  events: number;
  readonly firstPosition: number;
  lastPosition: number;
}

/** Rules make an asset, its edge and a cable in turn: the group of an event is mostly one of the last few. */
const RECENT_GROUPS = 4;

/**
 * Folds events into what the projections hold after them. The same code serves a batch that is being
 * committed (over the tables) and a rebuild (over nothing); so both give the same rows.
 */
export class Projection {
  readonly entities = new Map<string, TouchedEntity>();
  readonly groups = new Map<string, EventGroup>();
  /** Tags that are no more: tag key -> id -> the tag as written and the kind of entity. */
  readonly formerTags = new Map<string, Map<string, { type: EntityType; tag: string }>>();
  /** id -> id of what refers or referred to it -> its kind. */
  readonly links = new Map<string, Map<string, EntityType>>();
  /** Id of what a person deleted -> the batches that did. */
  readonly deletions = new Map<string, Set<string>>();
  readonly switches = new Map<string, BatchSwitch[]>();
  readonly #base: ProjectionBase;
  readonly #apply: typeof applyChange;
  readonly #ends = new Map<string, ProjectableEvent>();
  readonly #started = new Map<string, BatchRecord>();
  readonly #inForce = new Map<string, boolean>();
  #lastStored: { readonly id: string; readonly entity: ProjectedEntity | null } = { id: '', entity: null };
  #recentGroups: readonly EventGroup[] = [];

  /** `apply` may be `applyChangeInPlace` where nothing else holds what the base and the events give. */
  constructor(base: ProjectionBase, apply: typeof applyChange = applyChange) {
    this.#base = base;
    this.#apply = apply;
  }

  add(event: ProjectableEvent): void {
    const { eventType, correlationId } = event;
    this.#group(event);
    if (changesEntity(eventType)) this.#change(event, event.aggregateType as EntityType);
    else if (eventType === 'BATCH_STARTED') this.#started.set(correlationId, startedBatch(event));
    else if (endsBatch(eventType)) this.#ends.set(correlationId, event);
    else if (eventType === 'BATCH_ROLLED_BACK') this.#rolledBack(event);
  }

  /** An entity as it stands after the events so far. */
  entity(type: EntityType, id: string): ProjectedEntity | null {
    const touched = this.entities.get(id);
    return touched === undefined ? this.#stored(type, id) : touched.after;
  }

  /** Looked at before an event and again by it: the second look takes what the first one found. */
  #stored(type: EntityType, id: string): ProjectedEntity | null {
    if (this.#lastStored.id !== id) this.#lastStored = { id, entity: this.#base.entity(type, id) };
    return this.#lastStored.entity;
  }

  /** The records of all batches that the events touch. */
  batches(): BatchRecord[] {
    const tallies = this.#tallies();
    const ids = new Set([...this.#started.keys(), ...tallies.keys(), ...this.#inForce.keys()]);
    return [...ids].flatMap((id) => {
      const record = this.#started.get(id) ?? this.#base.batch(id);
      if (record === null) return [];
      const tally = tallies.get(id);
      const counted = tally === undefined ? record : afterEvents(record, tally);
      const inForce = this.#inForce.get(id);
      return [
        inForce === undefined ? counted : { ...counted, status: inForce ? 'COMPLETED' : 'ROLLED_BACK' },
      ];
    });
  }

  #change(event: ProjectableEvent, type: EntityType): void {
    const { aggregateId: id, payload } = event;
    let touched = this.entities.get(id);
    if (touched === undefined) {
      const before = payload.before === null ? null : this.#stored(type, id);
      touched = { type, id, before, after: before };
      this.entities.set(id, touched);
    }
    const previous = touched.after;
    if (changesRemembered(payload)) {
      touched.after = entityAfter(previous, event);
      this.#remember(type, id, previous?.state ?? null, touched.after?.state ?? null);
    } else touched.after = entityAfter(previous, event, this.#apply);
    if (payload.after === null && payload.context['byPerson'] === true)
      this.#deletedByPerson(id, event.correlationId);
  }

  #deletedByPerson(id: string, correlationId: string): void {
    const batches = this.deletions.get(id) ?? new Set();
    this.deletions.set(id, batches.add(correlationId));
  }

  #remember(type: EntityType, id: string, before: JsonObject | null, after: JsonObject | null): void {
    const tag = tagOf(type, before);
    if (tag !== null && tag !== tagOf(type, after))
      entry(this.formerTags, tagKey(tag)).set(id, { type, tag });
    for (const reference of linksOf(type, before, after)) entry(this.links, reference).set(id, type);
  }

  /** BATCH_STARTED counts in the record that it makes. */
  #tallies(): Map<string, BatchTally> {
    const tallies = new Map<string, BatchTally>();
    for (const group of this.groups.values()) {
      const { correlationId, eventType } = group;
      if (eventType === 'BATCH_STARTED') continue;
      const tally = tallies.get(correlationId) ?? {
        ...emptyTally(),
        end: this.#ends.get(correlationId) ?? null,
      };
      countGroup(tally, group);
      tallies.set(correlationId, tally);
    }
    return tallies;
  }

  #group(event: ProjectableEvent): void {
    const { position } = event;
    let group = this.#recentGroups.find((recent) => isOfGroup(recent, event));
    if (group === undefined) {
      group = this.#groupOf(event);
      this.#recentGroups = [group, ...this.#recentGroups.slice(0, RECENT_GROUPS - 1)];
    }
    group.events += 1;
    group.lastPosition = position;
  }

  #groupOf({
    correlationId,
    eventType,
    ruleId,
    discipline,
    aggregateType,
    position,
  }: ProjectableEvent): EventGroup {
    const key = `${correlationId}\n${eventType}\n${ruleId ?? ''}\n${discipline}\n${aggregateType}`;
    let group = this.groups.get(key);
    if (group === undefined) {
      const sort = { correlationId, eventType, ruleId: ruleId ?? '', discipline, aggregateType };
      group = { ...sort, events: 0, firstPosition: position, lastPosition: position };
      this.groups.set(key, group);
    }
    return group;
  }

  #rolledBack(event: ProjectableEvent): void {
    const switches = switchesOf(event.payload.context);
    for (const { correlationId, inForce } of switches) this.#inForce.set(correlationId, inForce);
    const earlier = this.switches.get(event.correlationId) ?? [];
    this.switches.set(event.correlationId, [...earlier, ...switches]);
  }
}

function isOfGroup(group: EventGroup, event: ProjectableEvent): boolean {
  return (
    group.eventType === event.eventType &&
    group.ruleId === (event.ruleId ?? '') &&
    group.discipline === event.discipline &&
    group.aggregateType === event.aggregateType &&
    group.correlationId === event.correlationId
  );
}

function entry<T>(map: Map<string, Map<string, T>>, key: string): Map<string, T> {
  let inner = map.get(key);
  if (inner === undefined) {
    inner = new Map();
    map.set(key, inner);
  }
  return inner;
}
