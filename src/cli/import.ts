import { basename, extname } from 'node:path';
import { readFile } from 'node:fs/promises';
import { statSync } from 'node:fs';
import { compile } from '../core/plan/index.ts';
import { planKind } from '../core/plan/plan-file.ts';
import { besideStanding } from '../work/plan/standing.ts';
import { reviewOf } from '../work/plan/read-work.ts';
import { planBase, settle, submitDocument, submitSettled } from '../work/plan/commit.ts';
import { sm3 } from '../evidence/ledger/canonical.ts';
import { readDocument } from '../evidence/intake/document/index.ts';
import { addJurisdiction } from '../evidence/ledger/ledger.ts';
import { installAreas, installPack } from '../evidence/pack/install.ts';
import { readPack } from '../evidence/pack/pack.ts';
import { Snapshots } from '../evidence/reading/snapshots.ts';
import { Problem } from '../http/problem.ts';
import { domains } from '../server/domains.ts';
import { importObservations, importRegister } from './import-sheet.ts';
import { type Command, dayOption, storeOptions, todayInChina, withStore } from './command.ts';

export const command: Command = {
  usage:
    'import plan|document|observations|register FILE [--register ID] [--jurisdiction ID --name NAME] [--as-of DATE] [--mode replace|add|beside] [--kind outline|yearly|special|decision] [--from DATE] [--document NUMBER] [--sheet NAME] [--hidden in|out] [--blank leave|clear] [--source TEXT] [--grade A|B] [--known-on DATE] [--period PERIOD] [--confirm REASON] [--commit] [--data DIR]',
  summary: {
    zh: '导入规划（plan）、原文（document）、数据（observations）或台账（register，.xlsx/.csv）；默认只预览，--commit 才写入。',
    en: 'Imports a plan (plan file, folder or text), the text of a document, figures (observations) or a register (.xlsx, .csv); a preview unless --commit is given.',
  },
  options: {
    ...storeOptions,
    jurisdiction: { type: 'string' },
    register: { type: 'string' },
    name: { type: 'string' },
    'as-of': { type: 'string' },
    mode: { type: 'string', default: 'replace' },
    kind: { type: 'string' },
    from: { type: 'string' },
    document: { type: 'string' },
    sheet: { type: 'string' },
    hidden: { type: 'string' },
    blank: { type: 'string' },
    source: { type: 'string' },
    grade: { type: 'string' },
    'known-on': { type: 'string' },
    period: { type: 'string' },
    confirm: { type: 'string' },
    commit: { type: 'boolean' },
  },
  run: async ({ values, words }) => {
    const [what, file] = words;
    if (what === 'document' && file) return importDocument(file, values);
    if (what === 'register' && file) return importRegister(file, values);
    if (what === 'observations' && file) return importObservations(file, values);
    if (what !== 'plan' || !file)
      throw new Problem({
        status: 422,
        code: 'usage',
        zh: `用法：lantu ${command.usage}`,
        en: `Usage: lantu ${command.usage}`,
      });
    const asPack = ['.yaml', '.yml', '.json'].includes(extname(file)) || isFolder(file);
    return asPack ? importPack(file, values) : importText(file, values);
  },
};

type Values = Record<string, string | boolean | undefined>;

function isFolder(file: string): boolean {
  try {
    return statSync(file).isDirectory();
  } catch {
    throw new Problem({
      status: 404,
      code: 'no-such-file',
      zh: `读不到文件 ${file}。`,
      en: `The file ${file} cannot be read.`,
      hint: { zh: '核对路径和权限。', en: 'Check its path and permissions.' },
    });
  }
}

async function importPack(file: string, values: Values): Promise<number> {
  const pack = readPack(file);
  const { sections } = pack;
  process.stdout.write(
    `${pack.jurisdiction.id} ${pack.jurisdiction.name.zh}: ${sections.commitments.length} 项目标任务 commitments, ${sections.indicators.length} 项指标 indicators, ${sections.observations.length} 个数 observations\n`,
  );
  if (!values.commit) return preview();
  const entries = await withStore(values, (store, ledger) =>
    installPack(store, ledger, domains, pack, { actor: 'lantu import', demo: false }),
  );
  process.stdout.write(`已写入 ${entries} 条 entries written\n`);
  return 0;
}

/** Only the text: commitments of the plan that stands and name it as their source show their sentences from then on. */
async function importDocument(file: string, values: Values): Promise<number> {
  const { text, format } = await readDocument(await readFile(file), { name: basename(file) });
  const jurisdiction = String(values.jurisdiction ?? '');
  const named = await withStore(values, async (store, ledger) => {
    const { commitments } = await new Snapshots(store).get(jurisdiction);
    if (values.commit)
      await submitDocument({ store, ledger }, jurisdiction, 'lantu import', { name: basename(file), format, text });
    return commitments.filter(({ item }) => item.source?.document === sm3(text)).length;
  });
  process.stdout.write(`${named} 项目标任务出自这份文件 commitments come from this document\n`);
  return values.commit ? 0 : preview();
}

async function importText(file: string, values: Values): Promise<number> {
  const asOf = dayOption(values['as-of'], '--as-of');
  const mode = values.mode === 'add' || values.mode === 'beside' ? values.mode : 'replace';
  const kind = planKind.optional().safeParse(values.kind);
  if (!kind.success)
    throw new Problem({
      status: 422,
      code: 'usage',
      zh: `--kind 只能是 ${planKind.options.join('、')}。`,
      en: `--kind is one of ${planKind.options.join(', ')}.`,
    });
  const from = dayOption(values.from, '--from');
  const { text, format } = await readDocument(await readFile(file), { name: basename(file) });
  const compiled = compile(text, asOf ? { asOf } : {});
  const review = reviewOf(compiled);
  for (const item of review.items) item.decision = 'accepted';
  for (const item of compiled.commitments)
    process.stdout.write(
      `${item.id}\t${item.kind}\t${item.subject}\t${item.op ?? ''}\t${item.value ?? ''}\t${item.unit ?? ''}\t${item.owner ?? ''}\n`,
    );
  if (!values.commit) return preview();
  const jurisdiction = String(values.jurisdiction ?? '');
  if (!jurisdiction)
    throw new Problem({
      status: 422,
      code: 'usage',
      zh: '写入需要 --jurisdiction 行政区代码。',
      en: 'Writing needs --jurisdiction ID.',
    });
  await withStore(values, async (store, ledger) => {
    const name = String(values.name ?? compiled.plan.jurisdiction ?? jurisdiction);
    await addJurisdiction(store, jurisdiction, { zh: name, en: name });
    await installAreas(store, ledger, jurisdiction, domains);
    const snapshot = await new Snapshots(store).get(jurisdiction);
    const draft = {
      ...review,
      id: '',
      standing: null,
      plans: [],
      kind: 'outline' as const,
      follows: false,
      version: 1,
      state: 'review' as const,
      progress: 1,
      step: { zh: '', en: '' },
      problem: null,
      text,
      file: { name: basename(file), bytes: text.length, format, encoding: null },
    };
    const base = planBase(snapshot);
    const settled = settle(besideStanding(draft, snapshot), snapshot, {
      mode,
      base,
      kind: kind.data,
      from,
      ...(values.document !== undefined && { document: String(values.document) }),
      textHash: sm3(text),
      thisYear: Number(todayInChina().slice(0, 4)),
      by: 'lantu import',
    });
    await submitSettled({ store, ledger }, settled, {
      jurisdiction,
      actor: 'lantu import',
      mode,
      document: { name: basename(file), format, text },
      base,
      from,
    });
    process.stdout.write(
      `已写入 ${settled.commitments.length} 项 commitments written，其中 ${settled.known} 项已在其他规划中 of them in other plans already\n`,
    );
  });
  return 0;
}

function preview(): number {
  process.stderr.write('仅预览,未写入;加 --commit 写入。 Preview only, nothing was written; add --commit to write.\n');
  return 0;
}
