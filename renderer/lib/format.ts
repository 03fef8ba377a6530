import { format, isSameYear, isToday, isYesterday } from 'date-fns';
import { isJsonArray, isJsonObject, type JsonValue } from '../../shared/json.ts';
import { fieldUnit } from './field-names.ts';

export { fieldLabel, fieldUnit } from './field-names.ts';

const LANGUAGE = 'en-GB';
const counts = new Intl.NumberFormat(LANGUAGE);
/** No comma in 1450, as it would look odd beside a unit; one in 12,500. */
const values = new Intl.NumberFormat(LANGUAGE, { useGrouping: 'min2', maximumSignificantDigits: 15 });

/** 12482 -> "12,482". */
export const formatCount = (count: number): string => counts.format(count);

/** 1, "asset" -> "1 asset"; 12 -> "12 assets". */
export function formatCountOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** "today 09:14", "yesterday 09:14", "12 Nov 09:14", "12 Nov 2025 09:14". */
export function formatTime(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const time = format(date, 'HH:mm');
  if (isToday(date)) return `today ${time}`;
  if (isYesterday(date)) return `yesterday ${time}`;
  return `${format(date, isSameYear(date, new Date()) ? 'd MMM' : 'd MMM yyyy')} ${time}`;
}

/** A message of the main process with its instants as a person would say them. */
export const withReadableTimes = (message: string): string =>
  message.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, formatTime);

/** "21 Nov 2026, 09:14:03.120 +01:00", for the hover. */
export function formatFullTime(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : format(date, 'd MMM yyyy, HH:mm:ss.SSS xxx');
}

/** "850 ms", "4.2 s", "2:03 min", "1:02:03 h". */
export function formatDuration(ms: number): string {
  if (ms < 1_000) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 59_950) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  const two = (count: number): string => String(count).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)} min`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)} h`;
}

/** 1536 -> "1.5 kB". */
export function formatSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  const [size, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${size < 10 ? size.toFixed(1) : counts.format(Math.round(size))} ${unit}`;
}

/** A value of a field without its unit; what is not there is "none". */
export function formatValue(value: JsonValue | undefined): string {
  if (value === null || value === undefined) return 'none';
  if (typeof value === 'number') return values.format(value);
  if (typeof value === 'string') return value === '' ? '""' : value;
  if (isJsonArray(value)) return value.map(formatValue).join(', ');
  if (isJsonObject(value)) return JSON.stringify(value);
  return String(value);
}

/** A value with the unit of its field: `properties.power_kw`, 55 -> "55 kW". */
export function formatFieldValue(field: string, value: JsonValue | undefined): string {
  const unit = typeof value === 'number' ? fieldUnit(field) : null;
  return unit === null ? formatValue(value) : `${formatValue(value)} ${unit}`;
}

/** The first characters of a hash, enough to compare by eye. */
export const shortHash = (hash: string): string => hash.slice(0, 8);
