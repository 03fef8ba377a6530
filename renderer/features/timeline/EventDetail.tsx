import { Copy, History, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import type { WorkflowEvent } from '../../../shared/model/events.ts';
import { Button } from '../../components/Button.tsx';
import { ChangeSign } from '../../components/ChangeSign.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { disciplineName } from '../../components/DisciplineMark.tsx';
import { historyPath, Tag } from '../../components/Tag.tsx';
import { copyText } from '../../lib/copy-text.ts';
import { displayText } from '../../../shared/json.ts';
import { fieldLabel, formatCount, formatFullTime } from '../../lib/format.ts';
import { useRequest } from '../../lib/use-request.ts';
import { becauseLines } from './because-lines.ts';
import { DetailSection, Fact, Facts } from './DetailParts.tsx';
import { changeKindOf, eventWord, hasHistory, tagOf } from './event-words.ts';
import { changesOfWhole, FieldChanges } from './FieldChanges.tsx';
import { timelinePath } from './timeline-address.ts';

interface EventDetailProps {
  readonly event: WorkflowEvent;
  readonly onClose: () => void;
}

/** One event: what it changed, why, and where it stands in the chain. */
export function EventDetail({ event, onClose }: EventDetailProps) {
  const kind = changeKindOf(event.eventType);
  const tag = tagOf(event);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex shrink-0 items-center gap-2 border-b border-line py-1 pr-1 pl-3">
        {kind !== null && <ChangeSign op={kind} word={null} />}
        <h2 className="min-w-0 flex-1 truncate font-semibold">{eventWord(event.eventType)}</h2>
        <IconButton
          label="Copy event as JSON"
          icon={<Copy size={14} />}
          onClick={() => copyText(JSON.stringify(event, null, 2), 'Event')}
        />
        <IconButton label="Close details" keys="Esc" icon={<X size={14} />} onClick={onClose} />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {tag !== null && (
          <div className="flex items-center gap-2 border-b border-line px-3 py-2">
            <Tag
              className="min-w-0 truncate font-medium"
              link={hasHistory(event) ? event.aggregateId : false}
            >
              {tag}
            </Tag>
            <span className="flex-1" />
            {hasHistory(event) && (
              <Link to={historyPath(historyOfEvent(event, tag))}>
                <Button size="small" tabIndex={-1} icon={<History size={13} aria-hidden />}>
                  History
                </Button>
              </Link>
            )}
          </div>
        )}
        <Changes event={event} />
        <Because event={event} />
        <Record event={event} />
      </div>
    </div>
  );
}

/** A finding has no history of its own; what it is about has. */
const historyOfEvent = ({ aggregateType, aggregateId }: WorkflowEvent, tag: string): string =>
  aggregateType === 'FINDING' || aggregateType === 'EDGE' ? tag : aggregateId;

const WITH_VERSIONS: ReadonlySet<string> = new Set(['ASSET', 'CABLE', 'PACKAGE', 'EDGE']);
/** Details of an entity are asked for where the keyboard rests, not for every row that it passes. */
const REST_MS = 200;

function Changes({ event }: { readonly event: WorkflowEvent }) {
  const { payload, aggregateId, aggregateType, position } = event;
  const isRested = useRested(String(position));
  const history = useRequest(
    'history.of',
    { of: aggregateId },
    { enabled: isRested && WITH_VERSIONS.has(aggregateType) && needsNames(event) },
  );
  // Ids of other entities are told by tag, once those are known.
  const named = history.data?.versions.find((version) => version.position === position)?.diff;
  const own = payload.diff.length > 0 ? payload.diff : changesOfWhole(payload.before, payload.after);
  const changes = own.map((change) => named?.find(({ field }) => field === change.field) ?? change);
  if (changes.length === 0) return null;
  return (
    <DetailSection title={payload.diff.length > 0 ? 'Changed fields' : 'Fields'}>
      <FieldChanges changes={changes} />
    </DetailSection>
  );
}

const NAMED_BY_ID = ['parentId', 'fromAssetId', 'toAssetId', 'sourceId', 'targetId'];
const needsNames = ({ payload: { before, after } }: WorkflowEvent): boolean =>
  NAMED_BY_ID.some((field) => (after ?? before)?.[field] !== undefined);

function useRested(key: string): boolean {
  const [rested, setRested] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setRested(key), REST_MS);
    return () => clearTimeout(timer);
  }, [key]);
  return rested === key;
}

function Because({ event }: { readonly event: WorkflowEvent }) {
  const lines = becauseLines(event.payload.context);
  if (lines.length === 0) return null;
  return (
    <DetailSection title="Because">
      <Facts>
        {lines.map(({ label, value, tag }, index) => (
          <Fact key={`${label} ${index}`} label={label} mono={tag !== undefined}>
            {tag === undefined ? value : <Tag link={tag}>{tag}</Tag>}
            {tag !== undefined && value !== tag && (
              <span className="font-sans text-text-muted">{value.slice(tag.length)}</span>
            )}
          </Fact>
        ))}
      </Facts>
    </DetailSection>
  );
}

/** Where the event stands in the log, and what seals it. */
function Record({ event }: { readonly event: WorkflowEvent }) {
  const metadata = Object.entries(event.metadata).filter(([name]) => name !== 'tag');
  return (
    <DetailSection title="Record">
      <Facts>
        <Fact label="Position">#{formatCount(event.position)}</Fact>
        <Fact label="Time">{formatFullTime(event.timestamp)}</Fact>
        <Fact label="User">{event.userId}</Fact>
        {event.ruleId !== null && (
          <Fact label="Rule">
            <Link className="text-accent hover:underline" to={timelinePath({ ruleId: event.ruleId })}>
              {event.ruleId}
            </Link>
          </Fact>
        )}
        <Fact label="Discipline">{disciplineName(event.discipline)}</Fact>
        <Fact label="Batch">
          <Link
            className="text-accent hover:underline"
            to={timelinePath({ correlationId: event.correlationId })}
          >
            Event {formatCount(event.sequenceNum + 1)} of its batch
          </Link>
        </Fact>
        <Fact label="In force">{event.isRolledBack ? 'no, rolled back' : 'yes'}</Fact>
        {metadata.map(([name, value]) => (
          <Fact key={name} label={fieldLabel(name)}>
            {displayText(value)}
          </Fact>
        ))}
        <Fact label="Entity id" mono>
          {event.aggregateId}
        </Fact>
        <Fact label="Event id" mono>
          {event.id}
        </Fact>
        {event.causationId !== null && (
          <Fact label="Caused by" mono>
            {event.causationId}
          </Fact>
        )}
        <Fact label="Hash" mono>
          {event.hash}
        </Fact>
        <Fact label="Hash before" mono>
          {event.prevHash}
        </Fact>
      </Facts>
    </DetailSection>
  );
}
