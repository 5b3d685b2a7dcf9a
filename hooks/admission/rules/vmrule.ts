import type { Issue, Verdict } from '../../api/issue.ts';
import { skipsValidation } from '../../api/skip-validation.ts';
import type { VMRule } from '../../api/vmrule.ts';
import { accepted } from './rule.ts';
import { groupIssues, type RuleGroup } from './rule-group.ts';

/**
 * Rules for a VMRule: groups have names and tenants, each rule either records or alerts, and vmalert can read all of it, queries and
 * templates included. Source: reference D3
 */
export function validateVMRule(cr: VMRule): Verdict {
  if (skipsValidation(cr)) return accepted;
  const owner = `${cr.metadata.namespace}/${cr.metadata.name}`;
  const names = new Set<string>();
  const issues = cr.spec.groups.flatMap((group, index) => {
    const path = `spec.groups[${index}]`;
    const isTwice = names.has(group.name);
    names.add(group.name);
    const own = [
      ...tenantIssue(group, index),
      ...(isTwice ? [nameTaken(group, path)] : []),
      ...kindIssues(group, path),
    ];
    return own.length > 0 ? own : groupIssues(group, owner, path);
  });
  return { issues, warnings: cr.spec.groups.flatMap((group, index) => openTemplates(group, `spec.groups[${index}]`)) };
}

function nameTaken({ name }: RuleGroup, path: string): Issue {
  return { path: `${path}.name`, reason: 'RuleGroupInvalid', message: `duplicate group name: ${name}` };
}

/** `account` or `account:project`, both whole numbers of 32 bits. */
function tenantIssue({ tenant }: RuleGroup, index: number): readonly Issue[] {
  if (!tenant) return [];
  const parts = tenant.split(':');
  const wrong =
    parts.length > 2
      ? 'it must be account_id or account_id:project_id'
      : parts.map((part, at) => whyNoInt32(part, at === 0 ? 'account_id' : 'project_id')).find((why) => why !== null);
  if (wrong === undefined || wrong === null) return [];
  const message = `at idx=${index} bad tenant=${JSON.stringify(tenant)}: ${wrong}`;
  return [{ path: `spec.groups[${index}].tenant`, reason: 'RuleGroupInvalid', message }];
}

function whyNoInt32(text: string, what: string): string | null {
  const isNumber = /^[+-]?\d+$/.test(text);
  if (isNumber && Math.abs(Number(text)) < 2 ** 31) return null;
  const why = isNumber ? 'value out of range' : 'invalid syntax';
  const quoted = JSON.stringify(text);
  return `cannot parse ${what}: ${quoted} as int32, err: strconv.ParseInt: parsing ${quoted}: ${why}`;
}

/** Each rule records or alerts, not both. */
function kindIssues({ name, rules }: RuleGroup, path: string): readonly Issue[] {
  return rules.flatMap(({ record, alert }, index): readonly Issue[] => {
    if (Boolean(record) !== Boolean(alert)) return [];
    const what = record ? 'both record and alert set' : 'neither record nor alert set';
    const message = `rule at group ${name} index ${index} has ${what}`;
    return [{ path: `${path}.rules[${index}]`, reason: 'RuleInvalid', message }];
  });
}

/** vmalert takes a text that opens braces and never closes any as it is, which nobody means. */
function openTemplates({ rules }: RuleGroup, path: string): readonly Issue[] {
  return rules.flatMap(({ annotations, labels }, index) =>
    Object.entries({ annotations, labels }).flatMap(([field, texts]) =>
      Object.entries(texts ?? {}).flatMap(([key, text]): readonly Issue[] => {
        if (!text.includes('{{') || text.includes('}}')) return [];
        const at = `${path}.rules[${index}].${field}.${key}`;
        return [
          { path: at, reason: 'InvalidTemplate', message: `${at} opens {{ and never closes it: it stays as it is` },
        ];
      }),
    ),
  );
}
