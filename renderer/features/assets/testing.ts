import type { AssetDetail, AssetLine } from '../../../shared/contract/assets.ts';
import type { ProjectStatus } from '../../../shared/contract/project.ts';

/** A row of the table for tests. */
export const assetLine = (index: number, more: Partial<AssetLine> = {}): AssetLine => ({
  id: `id-${index}`,
  tag: `P-${String(index).padStart(6, '0')}`,
  type: 'PUMP',
  description: `Pump ${index}`,
  discipline: 'MECHANICAL',
  area: '100',
  system: null,
  parentTag: null,
  version: 1,
  madeBy: null,
  ...more,
});

/** An asset with one of everything, for tests. */
export const assetDetail = (): AssetDetail => ({
  asset: {
    id: 'id-101',
    tag: 'P-101-M',
    type: 'MOTOR',
    description: 'Motor of P-101',
    discipline: 'ELECTRICAL',
    area: '100',
    system: null,
    parentId: 'id-area',
    ioType: null,
    dataStatus: 'IN_REVIEW',
    properties: { power_kw: 55, loop: '4712.10', brake: true },
    origin: { ruleId: 'mech.pump-motor', sourceId: 'id-1', slot: '' },
    owners: { '*': 'user:anna', 'properties.power_kw': 'rule:mech.motor-kw' },
  },
  version: 3,
  parentTag: 'AREA-100',
  units: { 'properties.power_kw': 'kW' },
  related: [
    {
      type: 'CABLE',
      id: 'c-1',
      label: 'P-101-PWR',
      description: 'power cable from MCC-1',
      otherTag: 'MCC-1',
    },
    { type: 'EDGE', id: 'e-1', label: 'powers', description: 'powers P-101', otherTag: 'P-101' },
    { type: 'PACKAGE', id: 'k-1', label: 'EL-M040', description: 'member of EL-M040', otherTag: null },
    {
      type: 'ASSET',
      id: 'a-1',
      label: 'P-101-H',
      description: 'below it, space heater',
      otherTag: 'P-101-H',
    },
  ],
  findings: [
    {
      id: 'f-1',
      ruleId: 'el.check-power',
      severity: 'WARNING',
      code: 'FAILED',
      subjectType: 'ASSET',
      subjectId: 'id-101',
      tag: 'P-101-M',
      message: 'Power is above the frame size.',
      status: 'OPEN',
    },
  ],
});

/** A project for tests; with a reason it can only be read. */
export const projectStatus = (assets: number, readOnlyReason: string | null = null): ProjectStatus => ({
  fileId: '00000000-0000-4000-8000-000000000000',
  name: 'plant.synapse',
  folder: '/tmp',
  mode: readOnlyReason === null ? 'WRITABLE' : 'READ_ONLY',
  readOnlyReason,
  project: { id: 'p', name: 'Plant', country: null, client: null, settings: {} },
  counts: { assets, cables: 0, edges: 0, packages: 0, rules: 0, findings: 0, events: 1, batches: 1 },
  head: { position: 1, hash: 'h' },
  verified: null,
});

/** What a fake main process answers, by the name of the request. */
export type FakeAnswers = Readonly<Record<string, (args: unknown) => unknown>>;

/** Puts a fake main process behind the window; what an answer throws comes as a refusal. */
export function fakeBridge(answers: FakeAnswers, asked: { name: string; args: unknown }[] = []): void {
  const request = async (name: string, args: unknown): Promise<unknown> => {
    asked.push({ name, args });
    try {
      return { ok: true, value: answers[name]?.(args) ?? null };
    } catch (error) {
      return { ok: false, error: refusalOf(error) };
    }
  };
  Object.assign(window, { synapse: { request, onPush: () => () => undefined } });
}

function refusalOf(error: unknown): unknown {
  if (error instanceof Error && 'report' in error) return error.report;
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error), context: {} };
}

/** jsdom lays nothing out: gives every element this size, and what else a screen asks of a browser. */
export function giveLayout({ width, height }: { readonly width: number; readonly height: number }): void {
  const sizes = {
    offsetWidth: width,
    offsetHeight: height,
    clientWidth: width,
    clientHeight: height,
    scrollHeight: 4_000_000,
  };
  for (const [name, value] of Object.entries(sizes))
    Object.defineProperty(HTMLElement.prototype, name, { value, configurable: true });
  HTMLElement.prototype.scrollTo = function scrollTo(this: HTMLElement, to?: ScrollToOptions | number) {
    this.scrollTop = typeof to === 'object' ? (to.top ?? 0) : 0;
    this.dispatchEvent(new Event('scroll'));
  };
  HTMLElement.prototype.scrollIntoView = () => {};
  const matchMedia = () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} });
  Object.assign(window, { matchMedia, ResizeObserver: NoResizes });
}

class NoResizes {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
