import { randomBytes } from 'node:crypto';
import {
  type Block,
  chartSvg,
  editable,
  type Edits,
  figuresIn,
  shownBlocks,
  unlinkedNumbers,
  unproven,
} from '../../core/document/index.ts';
import type { DocumentBody } from '../../evidence/delivery/papers.ts';
import type { Services } from '../../evidence/domain.ts';
import { putBlob } from '../../evidence/ledger/blob.ts';
import { allows, reachOf } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route, type Who } from '../../http/route.ts';
import {
  type BlockView,
  beginReport,
  dropTemplate,
  exportReport,
  getReport,
  getReportFile,
  getReportVersion,
  issueReport,
  listReports,
  putTemplate,
  subjectsOf,
  writeReport,
} from './api.ts';
import { compareRoutes } from './compare-routes.ts';
import { exports } from './export.ts';
import { checkedTemplate } from './fill.ts';
import { contentOf, documentIn, type HeldDocument } from './held.ts';
import { reportKind, reportKinds } from './kinds.ts';
import { mayRead, subjects } from './subjects.ts';
import { assertProven } from './word/prove.ts';

export function reportRoutes(services: Services): Route[] {
  const { store, ledger, snapshots, runs, today } = services;
  const by = (jurisdiction: string, who: Who, demo = false) => ({ jurisdiction, actor: who.login ?? '', demo });

  async function draftFor(jurisdiction: string, who: Who, { body }: Pick<HeldDocument, 'body'>) {
    const on = (day: string) => snapshots.at(jurisdiction, day, reachOf(who));
    const view = await on(body.asOf ?? today());
    await mayRead(services, view, who, body.kind, body.subject);
    return { view, services, subject: body.subject, on };
  }

  /** Today's draft with what stands in it, for a reader. */
  async function shownFor(jurisdiction: string, who: Who, held: HeldDocument) {
    if (held.body.issued) {
      const document = held.body.issued.document as Awaited<ReturnType<typeof contentOf>>;
      await draftFor(jurisdiction, who, held);
      return { document, blocks: shownBlocks(document, {}) };
    }
    const document = await reportKind(held.body.kind).write(await draftFor(jurisdiction, who, held));
    return { document, blocks: shownBlocks(document, held.body.edits as Edits) };
  }

  return [
    ...compareRoutes(services),
    route(listReports, async ({ params: { jurisdiction }, who }) => {
      const rows = await store
        .selectFrom('paper')
        .selectAll()
        .where('jurisdiction_id', '=', jurisdiction)
        .orderBy('seq', 'desc')
        .limit(200)
        .execute();
      const templates = await store
        .selectFrom('paper_template')
        .select(['template_id', 'name', 'hash'])
        .where('jurisdiction_id', '=', jurisdiction)
        .where('dropped', '=', false)
        .orderBy('name')
        .limit(200)
        .execute();
      return {
        kinds: reportKinds.map(({ name, en, subject }) => ({ name, en, subject })),
        documents: rows.map(({ paper_id, kind, body, demo }) => {
          const { subject, asOf, issued, edits } = body as DocumentBody;
          return {
            id: paper_id,
            kind,
            subject,
            asOf,
            number: issued?.number ?? null,
            issuedOn: issued?.on ?? null,
            edits: Object.keys(edits).length,
            demo,
          };
        }),
        templates: templates.map(({ template_id, name, hash }) => ({ id: template_id, name, hash })),
        mayWrite: allows(who.role, 'directive.issue'),
      };
    }),
    route(subjectsOf, async ({ params: { jurisdiction, kind }, who }) => {
      const view = await snapshots.at(jurisdiction, today(), reachOf(who));
      return { subjects: await subjects(services, view, who, reportKind(kind)) };
    }),
    route(beginReport, async ({ params: { jurisdiction }, body, who }) => {
      const kind = reportKind(body.kind);
      const id = `d-${randomBytes(6).toString('hex')}`;
      const draft = { kind: kind.name, subject: body.subject, asOf: body.asOf, edits: {}, frame: {}, issued: null };
      // What cannot be written is not begun: the subject must be there and be the reader's to see.
      const { demo } = await kind.write(await draftFor(jurisdiction, who, { body: draft }));
      const { seq } = await ledger.submit({
        ...by(jurisdiction, who, demo),
        kind: 'paper.begin',
        payload: { id, on: today(), kind: kind.name, subject: body.subject, asOf: body.asOf },
      });
      return { id, seq };
    }),
    route(getReport, async ({ params: { jurisdiction, document: id }, who }) => {
      const held = await documentIn(store, jurisdiction, id);
      const { document, blocks } = await shownFor(jurisdiction, who, held);
      const versions = await store
        .selectFrom('paper_version')
        .select(['seq', 'body'])
        .where('jurisdiction_id', '=', jurisdiction)
        .where('paper_id', '=', id)
        .orderBy('seq', 'desc')
        .limit(100)
        .execute();
      const { issued, frame, kind } = held.body;
      return {
        id,
        kind,
        title: document.title,
        asOf: document.asOf,
        base: held.seq,
        demo: document.demo,
        number: issued?.number ?? null,
        issuedOn: issued?.on ?? null,
        frame,
        blocks: blocks.map(({ block, edit, draft, left }) => ({
          block: blockView(block),
          edit: edit && { text: edit.text, over: edit.over, by: edit.by, at: edit.at, moved: edit.moved },
          draft,
          left,
          editable: !issued && editable(block) !== null,
          unlinked: edit ? unlinkedOf(block) : [],
        })),
        faults: unproven(document),
        versions: versions.map(({ seq, body }) => {
          const { by: author, at, edits } = body as Version;
          return { seq, by: author, at, edits: Object.keys(edits).length };
        }),
        mayWrite: !issued && allows(who.role, 'directive.issue'),
      };
    }),
    route(getReportVersion, async ({ params: { jurisdiction, document, seq }, who }) => {
      await draftFor(jurisdiction, who, await documentIn(store, jurisdiction, document));
      const row = await store
        .selectFrom('paper_version')
        .select('body')
        .where('jurisdiction_id', '=', jurisdiction)
        .where('paper_id', '=', document)
        .where('seq', '=', seq)
        .executeTakeFirst();
      if (!row)
        throw new Problem({
          status: 404,
          code: 'no-such-version',
          zh: '没有这一版。',
          en: 'There is no such version.',
        });
      const { by: author, at, edits } = row.body as Version;
      return { seq, by: author, at, edits };
    }),
    route(writeReport, async ({ params: { jurisdiction, document }, body: { base, edits, frame }, who }) => {
      const held = await documentIn(store, jurisdiction, document);
      const { document: drafted } = await shownFor(jurisdiction, who, held);
      const blocks = new Map(drafted.blocks.map((block) => [block.id, block]));
      const written = Object.entries(edits).map(([id, text]) => {
        const block = blocks.get(id);
        const over = block && editable(block);
        if (text === null) return [id, null] as const;
        if (!block || over === null || over === undefined)
          throw new Problem({
            status: 422,
            code: 'not-a-passage',
            zh: '这一段不能手改：表和图由数据生成。',
            en: 'That passage is not written by hand: tables and charts come from the data.',
            where: id,
          });
        return [id, { text, over, figures: figuresIn(block) }] as const;
      });
      const { seq } = await ledger.submit({
        ...by(jurisdiction, who, held.demo),
        kind: 'paper.write',
        payload: { document, base, on: today(), edits: Object.fromEntries(written), frame },
      });
      return { seq };
    }),
    route(issueReport, async ({ params: { jurisdiction, document: id }, body: { base, code }, who }) => {
      const held = await documentIn(store, jurisdiction, id);
      const content = await contentOf(held, await draftFor(jurisdiction, who, held));
      assertProven(content);
      const { seq } = await ledger.submit({
        ...by(jurisdiction, who, held.demo),
        kind: 'paper.issue',
        payload: { document: id, base, on: today(), code, content: { ...content } },
      });
      const { body } = await documentIn(store, jurisdiction, id);
      return { seq, number: body.issued?.number ?? '' };
    }),
    route(exportReport, async ({ params: { jurisdiction, document: id }, body: { template }, who }) => {
      const held = await documentIn(store, jurisdiction, id);
      const content = await contentOf(held, await draftFor(jurisdiction, who, held));
      // Said at once, not at the end of a run.
      assertProven(content);
      const chosen = template === null ? null : await templateHash(jurisdiction, template);
      const run = await runs.open(exports, {
        jurisdiction,
        by: who.login ?? '',
        body: { document: id, name: content.title, reach: reachOf(who), day: today(), template: chosen, pages: null },
      });
      return { run: run ?? '' };
    }),
    route(getReportFile, async ({ params: { jurisdiction, run: id }, query, who }) => {
      const run = await runs.get(exports, { jurisdiction, id });
      const file =
        run.createdBy === who.login
          ? await store
              .selectFrom('paper_file')
              .select(['docx', 'pdf'])
              .where('jurisdiction_id', '=', jurisdiction)
              .where('run_id', '=', id)
              .executeTakeFirst()
          : undefined;
      const bytes = file?.[query.as] ?? null;
      if (!bytes)
        throw new Problem({
          status: 404,
          code: 'no-such-file',
          zh: query.as === 'pdf' && file ? '没有 PDF：服务器上没有能排版 Word 文档的 LibreOffice。' : '没有这个文件。',
          en:
            query.as === 'pdf' && file
              ? 'There is no PDF: the server has no LibreOffice Writer.'
              : 'There is no such file.',
        });
      const type =
        query.as === 'pdf'
          ? 'application/pdf'
          : 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
      return { name: `${run.body.name}.${query.as}`, type, bytes: new Uint8Array(bytes) };
    }),
    route(putTemplate, async ({ params: { jurisdiction }, body: { name }, file, who }) => {
      if (!file)
        throw new Problem({ status: 422, code: 'no-file', zh: '没有文件。', en: 'There is no file.', where: 'file' });
      const tags = checkedTemplate(file.bytes);
      const id = `t-${randomBytes(6).toString('hex')}`;
      const hash = await putBlob(store, jurisdiction, file.bytes);
      await ledger.submit({
        ...by(jurisdiction, who),
        kind: 'paper.template',
        payload: { id, on: today(), name, hash, dropped: false },
      });
      return { id, tags };
    }),
    route(dropTemplate, async ({ params: { jurisdiction, template }, who }) => {
      const row = await templateRow(jurisdiction, template);
      const { seq } = await ledger.submit({
        ...by(jurisdiction, who),
        kind: 'paper.template',
        payload: { id: template, on: today(), name: row.name, hash: row.hash, dropped: true },
      });
      return { seq };
    }),
  ];

  async function templateRow(jurisdiction: string, id: string) {
    const row = await store
      .selectFrom('paper_template')
      .select(['name', 'hash'])
      .where('jurisdiction_id', '=', jurisdiction)
      .where('template_id', '=', id)
      .where('dropped', '=', false)
      .executeTakeFirst();
    if (!row)
      throw new Problem({
        status: 404,
        code: 'no-such-template',
        zh: '没有这个模板。',
        en: 'There is no such template.',
      });
    return row;
  }

  async function templateHash(jurisdiction: string, id: string): Promise<string> {
    return (await templateRow(jurisdiction, id)).hash;
  }
}

interface Version {
  by: string;
  at: string;
  edits: Record<string, { text: string; over: string; by: string; at: string }>;
}

const blockView = (block: Block): BlockView => {
  if (block.kind !== 'chart') return block;
  return { kind: 'chart', id: block.id, title: block.title, alt: block.alt, svg: chartSvg(block) };
};

function unlinkedOf(block: Block): string[] {
  if (block.kind === 'list') return block.items.flatMap(unlinkedNumbers);
  return block.kind === 'heading' || block.kind === 'paragraph' ? unlinkedNumbers(block.runs) : [];
}
