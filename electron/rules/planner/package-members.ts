import { ownerOf, ruleOwner, type Asset, type Cable, type Package } from '../../../shared/model/entities.ts';
import { tagKey } from '../../../shared/model/terms.ts';
import type { CompiledRule, CreatePackage } from '../compiled-rule.ts';
import { ExpressionError } from '../expressions/error.ts';
import type { EvaluationScope } from '../expressions/types.ts';
import { addTo } from '../lookup.ts';
import { selects } from '../selection.ts';
import type { Draft } from './draft.ts';
import { whyUnknown, scopeFor, type Evaluation } from './evaluate.ts';
import { failure, outcome, type Outcome } from './outcome.ts';

/** The package that the subject is to be a member of; nothing where it is one already. */
export function joinPackage(
  { rule }: CompiledRule,
  action: CreatePackage,
  subject: Asset | Cable,
  scope: EvaluationScope,
  { before }: Evaluation,
): Outcome {
  const code = action.code.render(scope)?.trim();
  if (code === undefined) {
    const message = `It joins no package: for the code, ${whyUnknown(action.code.observe(scope))}.`;
    return outcome(subject, { skips: [{ reason: 'UNKNOWN', message }] });
  }
  if (code === '') {
    return failure(
      subject,
      'EMPTY_TAG',
      `The code ${action.code.source} of ${rule.id} is empty for ${subject.tag}.`,
    );
  }
  const present = before.packageByCode(code);
  const isMember =
    present?.packageType === action.packageType && Object.hasOwn(present.members, memberKey(subject));
  return outcome(subject, { joins: isMember ? null : code });
}

/** The package that a rule fills under a code, even where a person gave it another code since. */
export function packageFor({ rule }: CompiledRule, code: string, { view }: Draft): Package | undefined {
  const named = view.packageByCode(code);
  if (named !== undefined) return named;
  const slot = `package ${tagKey(code)}`;
  return view
    .packages()
    .find(({ origin }) => 'ruleId' in origin && origin.ruleId === rule.id && origin.slot === slot);
}

/** The members that a rule put into packages and that no rule wants there any more, by package. */
export function leavers(
  rule: CompiledRule,
  action: CreatePackage,
  draft: Draft,
): ReadonlyMap<Package, readonly string[]> {
  const { view, context } = draft;
  const owner = ruleOwner(rule.rule.id);
  const others = context.packageRules.filter((one) => one.rule.id !== rule.rule.id);
  const leaving = new Map<Package, string[]>();
  for (const present of view.packages()) {
    for (const key of Object.keys(present.members)) {
      if (ownerOf(present.owners, `members.${key}`) !== owner) continue;
      const id = key.slice(key.indexOf(':') + 1);
      const member = view.asset(id) ?? view.cable(id);
      if (member !== undefined) {
        if (!context.inScope(member) || mayStay(rule, action, member, present, draft)) continue;
        const isWanted = others.some(
          (one) =>
            one.action.kind === 'create_package' && wants(one, one.action, member, present, draft) === true,
        );
        if (isWanted) continue;
      }
      addTo(leaving, present, key);
    }
  }
  return leaving;
}

/** What is unknown or fails is no reason to leave. */
const mayStay = (...of: Parameters<typeof wants>): boolean => wants(...of) !== false;

/** Whether a rule wants a member in a package; null where that is not known. */
function wants(
  rule: CompiledRule,
  { code, packageType }: CreatePackage,
  member: Asset | Cable,
  present: Package,
  draft: Draft,
): boolean | null {
  if (!selects(rule.selection, member) || packageType !== present.packageType) return false;
  const scope = scopeFor(member, draft.view);
  try {
    const fires = rule.where === null ? true : rule.where.test(scope);
    const wanted = fires === true ? code.render(scope)?.trim() : undefined;
    if (fires !== true) return fires;
    return wanted === undefined ? null : packageFor(rule, wanted, draft)?.id === present.id;
  } catch (error) {
    if (error instanceof ExpressionError) return null;
    throw error;
  }
}

export const memberKey = (entity: Asset | Cable): string =>
  `${'cableType' in entity ? 'CABLE' : 'ASSET'}:${entity.id}`;
