import { formatNumber, type Text } from '../core/measure/index.ts';
import { shownForecast, targetResult } from '../work/foresight/board.ts';
import { givenOn } from '../work/foresight/given.ts';
import { forgetful } from '../work/foresight/memory.ts';
import { forecastOf, lastYear, targetsOf } from '../work/foresight/target.ts';
import { adjustmentsOn } from '../evidence/figures/adjustment.ts';
import { Snapshots } from '../evidence/reading/snapshots.ts';
import type { Store } from '../evidence/store/store.ts';
import { Problem } from '../http/problem.ts';
import { contributing, listsOf } from '../evidence/judgement.ts';
import { domains } from '../server/domains.ts';
import { type Command, dayOption, printJson, storeOptions, todayInChina, withStore } from './command.ts';

const causes: Record<string, string> = {
  trend: '按目前走势',
  project: '在手项目',
  lead: '招商线索',
  adjustment: '人工调整',
  unexplained: '还没有着落',
};

export const command: Command = {
  usage: 'forecast INDICATOR [--json] [--as-of DATE] [--jurisdiction ID] [--data DIR]',
  summary: {
    zh: '一个指标的预测、各项目标的达成概率和缺口。',
    en: 'Forecast of an indicator, with the probability and the gap of each of its targets.',
  },
  options: {
    ...storeOptions,
    json: { type: 'boolean' },
    'as-of': { type: 'string' },
    jurisdiction: { type: 'string' },
  },
  run: async ({ values, words }) => {
    const [indicator, ...rest] = words;
    if (indicator === undefined || rest.length > 0) {
      process.stderr.write(`用法 usage: lantu ${command.usage}\n`);
      return 2;
    }
    const asOf = dayOption(values['as-of'], '--as-of') ?? todayInChina();
    return withStore(values, async (store) => {
      const found = await computed(
        store,
        indicator,
        asOf,
        values.jurisdiction === undefined ? undefined : String(values.jurisdiction),
      );
      if (values.json) printJson(found);
      else print(found);
      return 0;
    });
  },
};

type Found = Awaited<ReturnType<typeof computed>>;

async function computed(store: Store, indicator: string, asOf: string, jurisdiction: string | undefined) {
  const snapshots = new Snapshots(store);
  const id = await jurisdictionOf(store, indicator, jurisdiction);
  const view = await snapshots.at(id, asOf, 'all');
  const item = view.snapshot.indicators.get(indicator)?.item;
  if (!item) throw noIndicator(indicator);
  const adjustments = await adjustmentsOn(store, id, asOf);
  const given = await givenOn(store, contributing(listsOf(domains)), view, 'all');
  const forecast = shownForecast(
    view,
    indicator,
    await forecastOf(view, indicator, lastYear(view, indicator), forgetful),
  );
  const targets = [];
  for (const target of targetsOf(view).filter((candidate) => candidate.indicator === indicator)) {
    const {
      commitment,
      title,
      target: asked,
      level,
      method,
      attainment,
      missing,
      gap,
      demo,
    } = await targetResult(view, target, given, forgetful);
    targets.push({ commitment, title, target: asked, level, method, attainment, missing, gap, demo });
  }
  return {
    jurisdiction: id,
    asOf,
    indicator,
    name: item.name,
    unit: item.unit,
    ...forecast,
    targets,
    adjustments: adjustments.filter((entry) => entry.indicator === indicator),
  };
}

/** The jurisdiction that has the indicator, where only one has. */
async function jurisdictionOf(store: Store, indicator: string, wanted: string | undefined): Promise<string> {
  if (wanted !== undefined) return wanted;
  const [first, second] = await store
    .selectFrom('indicator')
    .select('jurisdiction_id')
    .where('indicator_id', '=', indicator)
    .orderBy('jurisdiction_id')
    .execute();
  if (!first) throw noIndicator(indicator);
  if (second)
    throw new Problem({
      status: 422,
      code: 'which-jurisdiction',
      zh: `有几个行政区都有指标 ${indicator}。`,
      en: `Several jurisdictions have an indicator ${indicator}.`,
      hint: {
        zh: `用 --jurisdiction 指明，如 ${first.jurisdiction_id}。`,
        en: `Name one with --jurisdiction, e.g. ${first.jurisdiction_id}.`,
      },
    });
  return first.jurisdiction_id;
}

const noIndicator = (indicator: string) =>
  new Problem({
    status: 404,
    code: 'no-such-indicator',
    zh: `没有指标 ${indicator}。`,
    en: `There is no indicator ${indicator}.`,
    hint: { zh: '用规划文件里的代号，如 gdp。', en: 'Use the code of the plan file, e.g. gdp.' },
  });

const decimalsFor = (value: number) => (Math.abs(value) >= 100 ? 1 : 2);

function print(found: Found): void {
  const line = (text = '') => process.stdout.write(`${text}\n`);
  const say = (text: Text) => line(text.zh);
  const n = (value: number) => formatNumber(value, Math.abs(value) < 1 ? 4 : decimalsFor(value));
  line(`${found.name.zh}（${found.unit || '无单位'}）  截至 ${found.asOf}${found.demo ? '  演示数据' : ''}`);
  if (found.missing) say(found.missing);
  if (found.history.length + found.steps.length > 0) line(`\n时期\t数值\t80% 区间\t95% 区间`);
  for (const point of found.history.slice(-8))
    line(`${point.period}\t${n(point.value)}\t实绩\t${point.demo ? '演示' : ''}`);
  for (const step of found.steps)
    line(`${step.period}\t${n(step.expected)}\t${n(step.low80)}—${n(step.high80)}\t${n(step.low95)}—${n(step.high95)}`);
  if (found.sentence) line(`\n${found.sentence.zh}`);
  if (found.naiveWins) line('照搬上期更准，预测仅供参考。');
  for (const note of found.notes) say(note);
  for (const target of found.targets) {
    line(`\n${target.commitment}  ${target.title.zh}${target.demo ? '  演示' : ''}`);
    line(`  ${(target.attainment?.sentence ?? target.missing ?? { zh: '' }).zh}`);
    if (target.gap)
      line(
        `  缺口：现在 ${n(target.gap.from)}，${target.gap.bars
          .filter((bar) => bar.amount !== 0)
          .map((bar) => `${causes[bar.cause]} ${bar.amount > 0 ? '+' : ''}${n(bar.amount)}`)
          .join('，')}，目标 ${n(target.gap.target)}`,
      );
  }
}
