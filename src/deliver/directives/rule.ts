import { type DirectiveLevel, LEVEL_RULE, type LevelRule } from '../../core/directive/index.ts';
import type { PackRecords } from '../../core/plan/plan-file.ts';
import { inForce } from '../../core/register/index.ts';
import { directiveRules } from '../../evidence/delivery/registers.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';

export type Tells = 'lead' | 'office' | 'leaders';

/** The rule in force: when levels rise, whom each tells, how numbers are written. */
export interface DirectiveRule extends LevelRule {
  /** Record that it stands in; null: the program's own. */
  record: string | null;
  since: string | null;
  series: string;
  tells: Readonly<Record<Exclude<DirectiveLevel, 'none'>, Tells>>;
}

const own: DirectiveRule = {
  ...LEVEL_RULE,
  record: null,
  since: null,
  series: '督办',
  tells: { blue: 'lead', orange: 'office', red: 'leaders' },
};

/** The rule in force on the day of a view. */
export async function ruleOn(view: ViewAt): Promise<DirectiveRule> {
  const { rows } = await view.list(directiveRules);
  const row = inForce(rows, view.asOf);
  if (!row) return own;
  return {
    record: row.id,
    since: row.since,
    series: row.series,
    blueBefore: row.blue_before,
    orangeOver: row.orange_over,
    redOver: row.red_over,
    redReturns: row.red_returns,
    repeatMonths: row.repeat_months,
    repeatStart: row.repeat_start,
    tells: { blue: row.tells_blue, orange: row.tells_orange, red: row.tells_red },
  };
}

/** The published rule as a record, which a place edits; a new version names the day from which it holds. */
export function directiveRuleRecords(): PackRecords[] {
  return [
    {
      register: directiveRules.id,
      on: '2026-01-01',
      source: '规则随程序提供，参数可改',
      grade: 'A',
      records: [
        {
          id: 'published',
          stage: null,
          passed: {},
          values: {
            name: '三色督办规则',
            series: own.series,
            blue_before: own.blueBefore,
            orange_over: own.orangeOver,
            red_over: own.redOver,
            red_returns: own.redReturns,
            repeat_months: own.repeatMonths,
            repeat_start: own.repeatStart,
            tells_blue: own.tells.blue,
            tells_orange: own.tells.orange,
            tells_red: own.tells.red,
            source: '参照三明市“三色督查单”（mnw.cn，2017-10）；天数为自定',
          },
        },
      ],
    },
  ];
}
