import { z } from 'zod';
import type { JsonObject } from '../json.ts';
import type { FieldChange } from '../model/changes.ts';
import type { EventType } from '../model/events.ts';
import type { AggregateType, BatchKind } from '../model/terms.ts';
import type { RelatedEntity } from './assets.ts';

/** By tag, or by the id of an entity, which may be gone. */
export const historySchema = z.strictObject({ of: z.string().min(1) });

/** One event in the life of an entity, with its state afterwards. */
export interface EntityVersion {
  /** 1, 2, 3 ... in the order of the log. */
  readonly number: number;
  readonly position: number;
  readonly timestamp: string;
  readonly eventType: EventType;
  readonly userId: string;
  readonly ruleId: string | null;
  readonly ruleName: string | null;
  readonly correlationId: string;
  readonly batchKind: BatchKind;
  /** Why: the batch's reason, or what the event itself states. */
  readonly reason: string | null;
  readonly isRolledBack: boolean;
  /** Changed fields; of a creation or deletion every field. */
  readonly diff: readonly FieldChange[];
  /** Null after a deletion. Ids of assets are shown as tags. */
  readonly state: JsonObject | null;
  /** In words where it came from: "row 14 of equipment.csv", "from P-101 because shaft_power_kw = 55". */
  readonly because: string | null;
}

export interface EntityHistory {
  readonly id: string;
  readonly type: AggregateType;
  readonly tag: string;
  /** The asset's type, the cable's type; null where it has none. */
  readonly subtype: string | null;
  readonly area: string | null;
  readonly isThere: boolean;
  readonly versions: readonly EntityVersion[];
  readonly related: readonly RelatedEntity[];
  /** Other entities that bore the same tag at some time. */
  readonly namesakes: readonly { readonly id: string; readonly tag: string; readonly isThere: boolean }[];
}
