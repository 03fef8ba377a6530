import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { RequestError } from '../lib/client.ts';
import { fakeBridge, giveBridge, takeBridge } from '../lib/testing.ts';
import { ChangeSign } from './ChangeSign.tsx';
import { ErrorState } from './ErrorState.tsx';
import { FacetPanel } from './FacetPanel.tsx';
import { MultiSelect } from './MultiSelect.tsx';
import { ProgressBar } from './ProgressBar.tsx';

afterEach(() => {
  cleanup();
  takeBridge();
});

test('a change is told by sign and word', () => {
  render(<ChangeSign op="CREATE" count={1_212} />);
  render(<ChangeSign op="CONFLICT" count={2} />);
  expect(document.body.textContent).toBe('+1,212created!2conflicts');
});

describe('a facet', () => {
  const options = Array.from({ length: 12 }, (_, index) => ({ value: `T${index}`, count: 100 - index }));

  test('shows its most frequent values and, with them, those that are chosen', () => {
    render(<FacetPanel title="Type" options={options} selected={['T10']} onToggle={vi.fn()} />);
    const shown = within(screen.getByRole('list', { name: 'Type' })).getAllByRole('checkbox');
    expect(shown.map((box) => [box.textContent, box.getAttribute('aria-checked')]).slice(7)).toEqual([
      ['✓T793', 'false'],
      ['✓T1090', 'true'],
    ]);
  });

  test('tells which value was clicked; the empty one reads "none"', () => {
    const onToggle = vi.fn();
    render(<FacetPanel title="Area" options={[{ value: '', count: 3 }]} selected={[]} onToggle={onToggle} />);
    fireEvent.click(screen.getByRole('checkbox', { name: /none/ }));
    expect(onToggle.mock.calls).toEqual([['']]);
  });
});

test('a choice of several says what is chosen and finds by search', () => {
  const onChange = vi.fn();
  const options = [
    { value: 'PUMP', label: 'PUMP', count: 412 },
    { value: 'MOTOR', label: 'MOTOR', count: 398 },
  ];
  render(<MultiSelect label="Type" options={options} value={['PUMP']} onChange={onChange} />);
  fireEvent.click(screen.getByRole('button', { name: 'Type PUMP' }));
  fireEvent.change(screen.getByRole('textbox', { name: 'Search Type' }), { target: { value: 'mot' } });
  fireEvent.click(screen.getByRole('checkbox', { name: 'MOTOR' }));
  expect(onChange.mock.calls).toEqual([[['PUMP', 'MOTOR']]]);
});

test('an error says what is wrong, can be tried again and copied', async () => {
  const bridge = fakeBridge({ 'app.copyText': () => null });
  giveBridge(bridge);
  const onRetry = vi.fn();
  const error = new RequestError({ code: 'DISK_FULL', message: 'The disk is full.', context: {} });
  render(<ErrorState error={error} onRetry={onRetry} />);
  expect(screen.getByRole('alert').textContent).toContain('The disk is full.');
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  fireEvent.click(screen.getByRole('button', { name: 'Copy details' }));
  await expect.poll(() => bridge.asked.map(([name]) => name)).toEqual(['app.copyText']);
  expect(onRetry).toHaveBeenCalledOnce();
});

test('progress is read aloud with its numbers', () => {
  render(<ProgressBar label="Applying changes" done={8_120} total={13_100} />);
  const bar = screen.getByRole('progressbar', { name: 'Applying changes' });
  expect(bar.getAttribute('aria-valuetext')).toBe('Applying changes: 8,120 of 13,100');
});
