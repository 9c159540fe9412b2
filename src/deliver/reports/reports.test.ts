import { Document, Packer, Paragraph } from 'docx';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice } from '../../../test/office.ts';
import { holds, rebuild, verifyChains } from '../../evidence/book.ts';
import type { LantuDocument } from '../../core/document/index.ts';
import type { ReportView } from './api.ts';
import { filled, checkedTemplate } from './fill.ts';
import { reportKinds } from './kinds.ts';
import { assertProven } from './word/prove.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice('2026-10-12');
  await office.figure('2024', 320);
  await office.ask('watch', 'POST', 'directives', {
    directives: [
      { object: 'commitment/A-1', basis: { kind: 'light' }, demand: '查明原因，限期整改', workdays: 5 },
      {
        object: null,
        lead: 'water',
        basis: { kind: 'instruction', text: '领导批示' },
        title: '河道清淤',
        demand: '限期办结',
        workdays: 5,
      },
    ],
  });
});
afterAll(() => office.close());

const begin = async (kind: string, more: object = {}, login = 'watch') =>
  office.ask<{ id: string }>(login, 'POST', 'papers', { kind, ...more });
const read = async (id: string, login = 'watch') => (await office.ask<ReportView>(login, 'GET', `papers/${id}`)).body;
const passage = (held: ReportView, id: string) => held.blocks.find(({ block }) => block.id === id);

describe('a document', () => {
  it('is begun by who issues, read within the reach, and no kind is made of nothing', async () => {
    expect((await begin('中期评估', {}, 'farm')).status).toBe(403);
    expect((await begin('家庭作业')).body.code).toBe('report-kind');
    expect((await begin('会议纪要')).body.code).toBe('no-such-subject');
    const { body } = await begin('督查通报');
    expect((await office.ask('water', 'GET', `papers/${body.id}`)).status).toBe(403);
    expect((await office.ask('root', 'GET', `papers/${body.id}`)).status).toBe(403);
    const held = await read(body.id);
    expect(held.faults).toEqual([]);
    expect(JSON.stringify(held.blocks)).toContain('河道清淤');
  });

  it('keeps what a person wrote when the data move on, and shows the new draft beside it', async () => {
    const { body } = await begin('中期评估');
    const first = await read(body.id);
    const before = passage(first, 'target-A-1');
    expect(before?.draft).toContain('320亿元');
    const text = `经初步核算，${before?.draft.slice(0, 60)}另有9件配套工程。`;
    const wrote = await office.ask('watch', 'PUT', `papers/${body.id}`, {
      base: first.base,
      edits: { 'target-A-1': text },
    });
    expect(wrote.status).toBe(200);
    await office.figure('2025', 345);
    const moved = passage(await read(body.id), 'target-A-1');
    expect(moved?.edit).toMatchObject({ text, by: 'watch', moved: true });
    expect(moved?.draft).toContain('345亿元');
    const runs = moved?.block.kind === 'paragraph' ? moved.block.runs : [];
    expect(runs.find((run) => typeof run !== 'string' && run.text === '320亿元')).toBeDefined();
    expect(moved?.unlinked).toContain('9');
    // A second writer who saw the older version overwrites nobody.
    const late = await office.ask('plan', 'PUT', `papers/${body.id}`, { base: first.base, edits: { rule: '改' } });
    expect([late.status, late.body.code]).toEqual([409, 'document-changed']);
    const table = await office.ask('watch', 'PUT', `papers/${body.id}`, {
      base: (await read(body.id)).base,
      edits: { 'indicator-table': '改' },
    });
    expect([table.status, table.body.code]).toEqual([422, 'not-a-passage']);
    await office.ask('watch', 'PUT', `papers/${body.id}`, {
      base: (await read(body.id)).base,
      edits: { 'target-A-1': null },
    });
    const taken = await read(body.id);
    expect(passage(taken, 'target-A-1')).toMatchObject({ edit: null });
    expect(taken.versions).toHaveLength(3);
    const old = await office.ask<{ edits: Record<string, { text: string }> }>(
      'audit',
      'GET',
      `papers/${body.id}/versions/${taken.versions[1]?.seq}`,
    );
    expect(old.body.edits['target-A-1']?.text).toBe(text);
  });

  it('takes its number when it is issued, without gaps, and stands from then on', async () => {
    const numbers: string[] = [];
    for (const kind of ['月度运行分析', '年度评估', '总结评估']) {
      const { body } = await begin(kind);
      const { base, number } = await read(body.id);
      expect(number).toBeNull();
      const issued = await office.ask<{ number: string }>('boss', 'POST', `papers/${body.id}/issue`, {
        base,
        code: '清府办发',
      });
      numbers.push(issued.body.number);
      const after = await read(body.id);
      const again = await office.ask('watch', 'PUT', `papers/${body.id}`, {
        base: after.base,
        edits: { [after.blocks.find(({ block }) => block.kind === 'heading')?.block.id ?? '']: '改' },
      });
      expect([after.mayWrite, again.body.code]).toEqual([false, 'document-issued']);
    }
    expect(numbers).toEqual(['清府办发〔2026〕1号', '清府办发〔2026〕2号', '清府办发〔2026〕3号']);
  });

  it('of every kind that there is something for can be drafted, its sums proven', async () => {
    const { body } = await office.ask<{ kinds: { name: string }[] }>('watch', 'GET', 'papers');
    expect(body.kinds.map(({ name }) => name)).toEqual(reportKinds.map(({ name }) => name));
    const made = await begin('督办单');
    expect(JSON.stringify((await read(made.body.id)).blocks)).toContain('核销条件');
  });

  it('the chain replays into the same tables', async () => {
    await rebuild(office.db.store, 'test');
    const [again] = await verifyChains(office.db.store, 'test');
    expect(again && holds(again)).toBe(true);
  });
});

const document: LantuDocument = {
  kind: '测试',
  title: '清镇市通报',
  asOf: '2026-10-12',
  place: '清镇市',
  letterhead: null,
  signed: null,
  imprint: null,
  demo: false,
  blocks: [
    { kind: 'heading', id: 'h', level: 1, runs: ['一、总体情况'] },
    { kind: 'paragraph', id: 'whole', runs: ['事项43件。'] },
    {
      kind: 'table',
      id: 't',
      title: '汇总表',
      columns: [
        { head: '事项', width: 1 },
        { head: '单位', width: 1 },
      ],
      rows: [
        [['河道清淤'], ['水务局']],
        [['道路养护'], ['交通局']],
      ],
    },
  ],
  sums: [],
};

it('an unproven sum is refused before anything is written, with the line and its passage', () => {
  const sums = [
    {
      block: 'whole',
      name: '督办事项',
      whole: 43,
      parts: [
        { name: '已完成', value: 16 },
        { name: '正在办理', value: 28 },
      ],
    },
  ];
  expect(() => assertProven({ ...document, sums })).toThrow(
    expect.objectContaining({
      body: expect.objectContaining({
        code: 'sums-differ',
        where: 'whole',
        title: expect.objectContaining({ zh: expect.stringContaining('“督办事项”各项合计 44') as string }) as object,
        hint: expect.objectContaining({ zh: expect.stringContaining('一、总体情况') as string }) as object,
      }) as object,
    }),
  );
});

describe('a template of the office', () => {
  const template = async (...lines: string[]) =>
    new Uint8Array(
      await Packer.toArrayBuffer(new Document({ sections: [{ children: lines.map((text) => new Paragraph(text)) }] })),
    );
  const words = (docx: Uint8Array) =>
    strFromU8(unzipSync(docx)['word/document.xml'] ?? new Uint8Array()).replaceAll(/<[^>]+>/gu, '');

  it('is filled by titles, sections and the rows of tables', async () => {
    const made = await template('本单位{标题}', '{一、总体情况}', '{#汇总表}{事项}由{单位}办理；{/汇总表}');
    expect(checkedTemplate(made)).toEqual(expect.arrayContaining(['标题', '一、总体情况', '汇总表', '事项']));
    expect(words(filled(made, document))).toBe(
      '本单位清镇市通报事项43件。河道清淤由水务局办理；道路养护由交通局办理；',
    );
  });

  it.each([
    [['{标题}{没有的标签}'], '没有的标签', '没有这个数据'],
    [['{标题'], '标题', '缺右括号'],
    [['{#汇总表}{事项}'], '汇总表', '循环没有结尾'],
  ])('with %s names the tag', async (lines, tag, why) => {
    const made = await template(...lines);
    expect(() => filled(made, document)).toThrow(
      expect.objectContaining({
        body: expect.objectContaining({
          code: 'template-tag',
          where: tag,
          title: expect.objectContaining({ zh: expect.stringContaining(why) as string }) as object,
        }) as object,
      }),
    );
  });

  it('that is no Word document is refused', () => {
    expect(() => filled(new TextEncoder().encode('hello'), document)).toThrow(
      expect.objectContaining({ body: expect.objectContaining({ code: 'template-unreadable' }) as object }),
    );
  });
});
