import { SynapseError } from '../../shared/errors.ts';
import { fileBytes } from './file-bytes.ts';

/**
 * Refuses a file that is not valid UTF-8 and would be taken for Windows-1252, where its bytes speak against it:
 * most of its letters beyond ASCII are good UTF-8 (a damaged file, which would turn every umlaut of it into two
 * wrong letters), or it has bytes that Windows-1252 leaves undefined (a DOS code page).
 * @throws SynapseError FILE_NOT_READABLE, naming the line
 */
export async function refuseDoubtfulEncoding(path: string): Promise<void> {
  const doubts = await surveyBytes(path);
  const { damagedLine, undefinedByte } = doubts;
  if (doubts.letters > doubts.damaged) {
    const message =
      `"${path}" is UTF-8 but for ${doubts.damaged} damaged places, the first in line ${damagedLine}. ` +
      'Repair them and save it again, or state the encoding.';
    throw new SynapseError('FILE_NOT_READABLE', message, { path, line: damagedLine });
  }
  if (undefinedByte !== null) {
    const byte = `0x${undefinedByte.value.toString(16).toUpperCase()}`;
    const message =
      `"${path}" is neither UTF-8 nor Windows-1252: line ${undefinedByte.line} holds the byte ${byte}. ` +
      'Save it again as CSV (UTF-8), or state the encoding.';
    throw new SynapseError('FILE_NOT_READABLE', message, { path, line: undefinedByte.line });
  }
}

interface ByteSurvey {
  /** Characters beyond ASCII that are valid UTF-8. */
  letters: number;
  /** Places that are not valid UTF-8, and the line of the first one. */
  damaged: number;
  damagedLine: number;
  undefinedByte: { value: number; line: number } | null;
}

async function surveyBytes(path: string): Promise<ByteSurvey> {
  const survey: ByteSurvey = { letters: 0, damaged: 0, damagedLine: 0, undefinedByte: null };
  const decoder = new TextDecoder('utf-8');
  let byteLine = 1;
  let textLine = 1;
  for await (const piece of fileBytes(path)) {
    byteLine = findUndefinedByte(piece, byteLine, survey);
    textLine = countLetters(decoder.decode(piece, { stream: true }), textLine, survey);
  }
  countLetters(decoder.decode(), textLine, survey);
  return survey;
}

const LINE_FEED = 0x0a;
const UNDEFINED_IN_WINDOWS_1252: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/** Notes the first undefined byte; gives the number of the line that the next piece begins in. */
function findUndefinedByte(piece: Buffer, firstLine: number, survey: ByteSurvey): number {
  let line = firstLine;
  for (const value of piece) {
    if (value === LINE_FEED) line += 1;
    else if (UNDEFINED_IN_WINDOWS_1252.has(value)) survey.undefinedByte ??= { value, line };
  }
  return line;
}

function countLetters(text: string, firstLine: number, survey: ByteSurvey): number {
  let line = firstLine;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === LINE_FEED) line += 1;
    else if (code === REPLACEMENT) {
      survey.damaged += 1;
      if (survey.damaged === 1) survey.damagedLine = line;
    } else if (code > 0x7f) survey.letters += 1;
  }
  return line;
}

/** What the decoder puts where bytes are not valid UTF-8. */
const REPLACEMENT = 0xfffd;
