import { Filter, PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { NARROW, useMediaQuery } from '../lib/use-media-query.ts';
import { Button } from './Button.tsx';
import { Drawer } from './Drawer.tsx';
import { IconButton } from './IconButton.tsx';

interface SplitViewProps {
  /** Facets at the left, 220 px. */
  readonly facets?: ReactNode;
  readonly list: ReactNode;
  /** Details at the right, 360 px and resizable; null while there is nothing to show. */
  readonly detail?: ReactNode | null;
  /** Closes the details where they lie over the list. */
  readonly onDetailClose?: () => void;
  readonly detailTitle?: string;
  /** Keeps the widths of this screen. */
  readonly id?: string;
}

/** Facets, list and details side by side; below 1000 px facets and details become drawers. */
export function SplitView(props: SplitViewProps) {
  return useMediaQuery(NARROW) ? <NarrowView {...props} /> : <WideView {...props} />;
}

function WideView({ facets, list, detail = null, id = 'split' }: SplitViewProps) {
  const [isFolded, setFolded] = useState(false);
  const layout = useDefaultLayout({
    id,
    panelIds: detail === null ? ['list'] : ['list', 'detail'],
    storage: localStorage,
  });
  return (
    <div className="flex min-h-0 flex-1">
      {facets !== undefined && !isFolded && (
        <aside aria-label="Facets" className="flex w-[220px] shrink-0 flex-col border-r border-line">
          <div className="flex h-8 shrink-0 items-center justify-between border-b border-line pr-1 pl-3">
            <span className="label-caps">Facets</span>
            <IconButton
              label="Fold facets"
              icon={<PanelLeftClose size={14} />}
              onClick={() => setFolded(true)}
            />
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto">{facets}</div>
        </aside>
      )}
      {facets !== undefined && isFolded && (
        <div className="shrink-0 border-r border-line p-0.5">
          <IconButton
            label="Show facets"
            icon={<PanelLeftOpen size={14} />}
            onClick={() => setFolded(false)}
          />
        </div>
      )}
      <Group
        className="min-h-0 min-w-0 flex-1"
        {...(layout.defaultLayout === undefined ? {} : { defaultLayout: layout.defaultLayout })}
        onLayoutChanged={layout.onLayoutChanged}
      >
        <Panel id="list" minSize={280} className="flex min-h-0 flex-col">
          {list}
        </Panel>
        {detail !== null && (
          <>
            <Separator className="w-px bg-line outline-offset-0 data-[separator=active]:bg-accent data-[separator=hover]:bg-accent" />
            <Panel
              id="detail"
              defaultSize={360}
              minSize={280}
              maxSize="70%"
              groupResizeBehavior="preserve-pixel-size"
              className="flex min-h-0 flex-col"
            >
              {detail}
            </Panel>
          </>
        )}
      </Group>
    </div>
  );
}

function NarrowView({ facets, list, detail = null, onDetailClose, detailTitle = 'Details' }: SplitViewProps) {
  const [hasFacets, setFacets] = useState(false);
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      {facets !== undefined && (
        <div className="shrink-0 border-b border-line px-2 py-0.5">
          <Button variant="ghost" size="small" icon={<Filter size={14} />} onClick={() => setFacets(true)}>
            Facets
          </Button>
          <Drawer open={hasFacets} onOpenChange={setFacets} title="Facets" side="left">
            {facets}
          </Drawer>
        </div>
      )}
      {list}
      <Drawer
        open={detail !== null}
        onOpenChange={(open) => {
          if (!open) onDetailClose?.();
        }}
        title={detailTitle}
      >
        {detail}
      </Drawer>
    </div>
  );
}
