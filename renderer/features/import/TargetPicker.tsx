import { Command } from 'cmdk';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Popover } from '../../components/Popover.tsx';
import { classNames } from '../../lib/class-names.ts';
import { wordFilter } from '../../lib/word-filter.ts';
import {
  FIELD_CHOICES,
  newPropertyOf,
  PROPERTY_CHOICES,
  targetLabel,
  type ImportTargetChoice,
} from './import-targets.ts';

interface TargetPickerProps {
  readonly header: string;
  /** Null where the column is left out. */
  readonly target: string | null;
  /** True where only the translation of its values counts. */
  readonly isTranslated?: boolean;
  /** The empty text leaves the column out. */
  readonly onChoose: (target: string) => void;
}

/** Which field or property a column becomes, with a search. */
export function TargetPicker({ header, target, isTranslated = false, onChoose }: TargetPickerProps) {
  const [isOpen, setOpen] = useState(false);
  const shown = target === null ? (isTranslated ? 'translated' : 'left out') : targetLabel(target);
  return (
    <Popover
      label={`Field for ${header}`}
      open={isOpen}
      onOpenChange={setOpen}
      className="w-96 p-0!"
      trigger={
        <button
          type="button"
          disabled={header === ''}
          aria-label={`${header} becomes ${shown}`}
          className="flex h-6 w-full items-center gap-1 rounded-md border border-line-strong/50 bg-surface px-2 text-left hover:border-line-strong disabled:opacity-50"
        >
          <span
            className={classNames(
              'min-w-0 flex-1 truncate',
              target === null ? 'text-text-muted' : 'font-mono',
            )}
          >
            {shown}
          </span>
          <ChevronDown size={12} aria-hidden className="text-text-muted" />
        </button>
      }
    >
      <Choices
        label={`Field for ${header}`}
        onChoose={(chosen) => {
          setOpen(false);
          if (chosen !== (target ?? '')) onChoose(chosen);
        }}
      />
    </Popover>
  );
}

interface ChoicesProps {
  readonly label: string;
  readonly onChoose: (target: string) => void;
}

function Choices({ label, onChoose }: ChoicesProps) {
  const [text, setText] = useState('');
  const property = newPropertyOf(text);
  return (
    <Command label={label} loop filter={wordFilter}>
      <Command.Input
        autoFocus
        value={text}
        onValueChange={setText}
        placeholder="Field, property or a new property"
        className="h-8 w-full border-b border-line bg-transparent px-3 outline-none"
      />
      <Command.List className="max-h-72 overflow-y-auto p-1">
        <Command.Empty className="p-2 text-text-muted">
          No such field. A new property has lower-case letters, digits and underscores.
        </Command.Empty>
        {property !== null && (
          <Command.Item
            forceMount
            value={`new ${property}`}
            onSelect={() => onChoose(property)}
            className={ITEM}
          >
            New property <span className="font-mono">{targetLabel(property)}</span>
          </Command.Item>
        )}
        <Command.Item
          value="leave out"
          keywords={['none', 'skip']}
          onSelect={() => onChoose('')}
          className={ITEM}
        >
          Leave out
        </Command.Item>
        <ChoiceGroup heading="Fields" choices={FIELD_CHOICES} onChoose={onChoose} />
        <ChoiceGroup heading="Properties" choices={PROPERTY_CHOICES} onChoose={onChoose} />
      </Command.List>
    </Command>
  );
}

const ITEM = 'flex min-h-control items-center gap-2 rounded px-2 data-[selected=true]:bg-selected';

interface ChoiceGroupProps {
  readonly heading: string;
  readonly choices: readonly ImportTargetChoice[];
  readonly onChoose: (target: string) => void;
}

function ChoiceGroup({ heading, choices, onChoose }: ChoiceGroupProps) {
  return (
    <Command.Group
      heading={heading}
      className="[&>[cmdk-group-heading]]:label-caps [&>[cmdk-group-heading]]:px-2 [&>[cmdk-group-heading]]:pt-2"
    >
      {choices.map(({ value, label, unit, description }) => (
        <Command.Item
          key={value}
          value={value}
          keywords={[description]}
          onSelect={() => onChoose(value)}
          className={ITEM}
        >
          <span className="shrink-0 font-mono">{label}</span>
          {unit !== null && <span className="shrink-0 text-small text-text-muted">{unit}</span>}
          <span className="min-w-0 flex-1 truncate text-right text-small text-text-muted" title={description}>
            {description}
          </span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}
