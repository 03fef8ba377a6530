/**
 * Runs every check: `npm test`, or `npm test -- types lint` for some of them. Prints a line per step, the output of
 * those that failed, and last the sum. Ends with status 1 if anything failed.
 */
import { fileURLToPath } from 'node:url';
import { closingLine, describe, type Outcome, sumOf } from './checks/outcome.ts';
import { PRODUCT_STEPS, SOURCE_STEPS, type Step } from './checks/steps.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Source checks at a time: two cores are common where this runs unattended. */
const AT_ONCE = 2;

const wanted = process.argv.slice(2);
const known = [...SOURCE_STEPS, ...PRODUCT_STEPS].map(({ name }) => name);
const unknown = wanted.filter((name) => !known.includes(name));

if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(', ')}. Steps: ${known.join(', ')}.`);
  process.exitCode = 2;
} else {
  const chosen = (steps: readonly Step[]): Step[] =>
    steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const source = await runSteps(chosen(SOURCE_STEPS), AT_ONCE);
  const product = await runSteps(chosen(PRODUCT_STEPS), 1);
  const counts = sumOf([...source, ...product].map((outcome) => outcome.counts));
  console.log(closingLine(counts));
  process.exitCode = counts.failed === 0 ? 0 : 1;
}

/** Runs steps, `atOnce` at a time, and prints each when it has ended. */
async function runSteps(steps: readonly Step[], atOnce: number): Promise<Outcome[]> {
  const waiting = [...steps];
  const outcomes: Outcome[] = [];
  const work = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const outcome = await step.run(ROOT);
      console.log(describe(outcome));
      outcomes.push(outcome);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return outcomes;
}
