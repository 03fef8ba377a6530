/** The style of the exported page: dense, tabular numbers, readable on paper and in both colour schemes. */
export const EXPORT_STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d0d4da, #3a3f47); --quiet: light-dark(#555c66, #a4abb6); --head: light-dark(#f3f4f6, #22262c); }
* { box-sizing: border-box; }
body { margin: 1.5rem; font: 13px/1.4 system-ui, sans-serif; color: light-dark(#16191d, #e6e8eb); background: light-dark(#fff, #15181c); }
h1 { margin: 0 0 .75rem; font-size: 1.4rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0 0 1.25rem; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { padding-bottom: .5rem; text-align: left; color: var(--quiet); }
th, td { padding: .25rem .5rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { position: sticky; top: 0; background: var(--head); white-space: nowrap; }
td:nth-child(2) { white-space: nowrap; }
.number { text-align: right; }
.hash { font: 11px/1.4 ui-monospace, monospace; max-width: 18rem; }
ul { margin: 0; padding: 0; list-style: none; }
del { color: var(--quiet); }
ins { text-decoration: none; font-weight: 600; }
.rolled-back td { color: var(--quiet); }
.off { border: 1px solid currentColor; border-radius: 3px; padding: 0 .3em; white-space: nowrap; }
@page { size: landscape; margin: 12mm; }
@media print {
  :root { color-scheme: light; }
  body { margin: 0; font-size: 9px; }
  th { position: static; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
}
`;
