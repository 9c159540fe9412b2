import { readFileSync, writeFileSync } from 'node:fs';
import { filled } from '../deliver/reports/fill.ts';
import { comparisonDocument, framed, render, reportKind, reportKinds } from '../deliver/reports/index.ts';
import { comparePlans } from '../core/plan/index.ts';
import { contributing, listsOf } from '../evidence/judgement.ts';
import { Outlooks } from '../evidence/reading/outlooks.ts';
import { Snapshots } from '../evidence/reading/snapshots.ts';
import { Problem } from '../http/problem.ts';
import { domains } from '../server/domains.ts';
import { viewWithOutlooks } from '../work/foresight/index.ts';
import { type Command, dayOption, storeOptions, todayInChina, withStore } from './command.ts';
import { planText } from './plan-text.ts';

export const command: Command = {
  usage:
    'report KIND --out FILE.docx [--pdf FILE] [--of ID] [--jurisdiction ID] [--as-of DATE] [--template FILE.docx] [--sender NAME] [--number TEXT] [--old FILE --new FILE] [--data DIR]',
  summary: {
    zh: `按 GB/T 9704 出文书：${reportKinds.map(({ name }) => name).join('、')}、规划对照。`,
    en: 'Writes an official document by GB/T 9704 as Word and PDF.',
  },
  options: {
    ...storeOptions,
    out: { type: 'string' },
    pdf: { type: 'string' },
    of: { type: 'string' },
    'as-of': { type: 'string' },
    jurisdiction: { type: 'string' },
    template: { type: 'string' },
    sender: { type: 'string' },
    number: { type: 'string' },
    old: { type: 'string' },
    new: { type: 'string' },
  },
  run: async ({ values, words: [name] }) => {
    const out = values.out === undefined ? null : String(values.out);
    if (name === undefined || out === null) {
      process.stderr.write(`用法 usage: lantu ${command.usage}\n`);
      return 2;
    }
    const asOf = dayOption(values['as-of'], '--as-of') ?? todayInChina();
    const document = name === '规划对照' ? await compared(values, asOf) : await drafted(name, values, asOf);
    const wantsPdf = values.pdf !== undefined;
    const made =
      values.template === undefined
        ? await render(document, { pdf: wantsPdf })
        : { docx: filled(readFileSync(String(values.template)), document), pdf: null, pages: null };
    writeFileSync(out, made.docx);
    if (wantsPdf) {
      if (!made.pdf)
        throw new Problem({
          status: 503,
          code: 'no-layout',
          zh: `已写出 ${out}；没有写 PDF：这台机器没有能排版 Word 文档的 LibreOffice（Writer）。`,
          en: `${out} is written, the PDF is not: this machine has no LibreOffice that lays out Word documents (Writer).`,
          hint: { zh: '安装 libreoffice-writer 后再试。', en: 'Install libreoffice-writer and try again.' },
        });
      writeFileSync(String(values.pdf), made.pdf);
    }
    process.stdout.write(
      `${out}${made.pages === null ? '' : `（${made.pages} 页 pages）`}${document.demo ? ' 演示' : ''}\n`,
    );
    return 0;
  },
};

type Values = Parameters<Command['run']>[0]['values'];
const text = (value: string | boolean | undefined) => (value === undefined ? undefined : String(value));

async function drafted(name: string, values: Values, asOf: string) {
  const kind = reportKind(name);
  return withStore(values, async (store) => {
    const today = todayInChina();
    const lists = listsOf(domains);
    const jurisdiction = text(values.jurisdiction) ?? (await onlyPlace(store));
    const snapshots = new Snapshots(store, new Outlooks(store, () => today));
    const fresh = () => new Snapshots(store, new Outlooks(store, () => today));
    const view = await viewWithOutlooks(store, fresh, contributing(lists), jurisdiction, asOf > today ? today : asOf);
    const document = await kind.write({
      view,
      services: { store, lists },
      subject: text(values.of) ?? null,
      on: (day) => snapshots.at(jurisdiction, day, 'all'),
    });
    return framed(kind, view, document, { sender: text(values.sender) }, text(values.number) ?? null);
  });
}

async function onlyPlace(store: Parameters<Parameters<typeof withStore>[1]>[0]): Promise<string> {
  const rows = await store
    .selectFrom('chain_head')
    .select('jurisdiction_id')
    .where('seq', '>', 0)
    .orderBy('jurisdiction_id')
    .execute();
  const [first, second] = rows.map(({ jurisdiction_id }) => jurisdiction_id);
  if (first !== undefined && second === undefined) return first;
  throw new Problem({
    status: 422,
    code: first === undefined ? 'no-such-jurisdiction' : 'which-jurisdiction',
    zh: first === undefined ? '还没有行政区。' : '有几个行政区。',
    en: first === undefined ? 'There is no jurisdiction yet.' : 'There are several jurisdictions.',
    hint: { zh: '用 --jurisdiction 指明。', en: 'Name one with --jurisdiction.' },
  });
}

async function compared(values: Values, asOf: string) {
  const [old, fresh] = [text(values.old), text(values.new)];
  if (old === undefined || fresh === undefined)
    throw new Problem({
      status: 422,
      code: 'usage',
      zh: '规划对照要 --old 和 --new 两份文件。',
      en: 'A comparison takes --old and --new.',
    });
  const comparison = comparePlans(await planText(old), await planText(fresh));
  const nameOf = (file: string) => file.split(/[\\/]/u).at(-1) ?? file;
  return comparisonDocument(comparison, { old: nameOf(old), fresh: nameOf(fresh), place: '', asOf });
}
