import type {
  ReactDiffViewerStylesOverride,
  ReactDiffViewerStylesVariables,
} from 'react-diff-viewer-continued';

const tint = (color: string, percent: number): string =>
  `color-mix(in srgb, var(--${color}) ${percent}%, transparent)`;

/** The colours of the comparison are the application's, so one set serves dark and light. */
const VARIABLES: ReactDiffViewerStylesVariables = {
  diffViewerBackground: 'transparent',
  diffViewerColor: 'var(--text)',
  diffViewerTitleBackground: 'var(--surface-raised)',
  diffViewerTitleColor: 'var(--text)',
  diffViewerTitleBorderColor: 'var(--line)',
  addedBackground: tint('add', 12),
  addedColor: 'var(--text)',
  removedBackground: tint('remove', 12),
  removedColor: 'var(--text)',
  changedBackground: tint('change', 12),
  emptyLineBackground: 'var(--surface-sunken)',
  gutterBackground: 'transparent',
  gutterColor: 'var(--text-muted)',
};

const FONT = { fontFamily: '"JetBrains Mono Variable", ui-monospace, monospace', fontSize: 12 };

/** Styles of the comparison of two versions. */
export const DIFF_STYLES: ReactDiffViewerStylesOverride = {
  variables: { dark: VARIABLES, light: VARIABLES },
  diffContainer: { minWidth: 'unset', ...FONT },
  contentText: {
    ...FONT,
    lineHeight: '22px',
    overflowWrap: 'anywhere',
    // The viewer marks parts of a line only where its own methods found them.
    '& ins': { background: tint('add', 30), borderRadius: 2 },
    '& del': { background: tint('remove', 30), borderRadius: 2 },
  },
  titleBlock: { height: 'auto', padding: '6px 12px', ...FONT, pre: { margin: 0, ...FONT } },
  marker: { paddingLeft: 8, paddingRight: 8, pre: { lineHeight: '22px', ...FONT } },
  content: { paddingRight: 8 },
};
