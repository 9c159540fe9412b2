import { getBlob, putBlob } from '../../evidence/ledger/blob.ts';
import type { Services } from '../../evidence/domain.ts';
import type { Run } from '../../evidence/run/index.ts';
import { openProblems } from '../../evidence/intake/imported.ts';
import { writeTable } from '../../evidence/intake/sheet/write-table.ts';
import { allows } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route, type Who } from '../../http/route.ts';
import {
  cancelImport,
  commitImport,
  getFile,
  getImport,
  importRows,
  readImportAgain,
  refusedRows,
  startImport,
  uploadFile,
} from './api.ts';
import { emptyBody, type ImportBody, imports, importView } from './importing.ts';
import { pageOf, refusedSheets } from './import-rows.ts';
import { seenRegister } from './seen.ts';

/** What comes in as a file: sheets of records and reports, read and written by a run; papers that records name. */
export function importRoutes(services: Services): Route[] {
  const { store, snapshots, runs } = services;

  /** An import as its maker sees it. Throws a Problem (404) for anybody else. */
  async function importOf(jurisdiction: string, id: string, who: Who): Promise<Run<ImportBody>> {
    const run = await runs.find(imports, { jurisdiction, id });
    if (run && run.createdBy === who.login) return run;
    throw new Problem({
      status: 404,
      code: 'no-such-import',
      zh: '没有这次导入，或不是你上传的。',
      en: 'There is no such import, or it is not yours.',
    });
  }

  return [
    route(startImport, async ({ params, body, file, who }) => {
      const snapshot = await snapshots.get(params.jurisdiction);
      if (body.register !== undefined)
        await seenRegister(services, { jurisdiction: params.jurisdiction, register: body.register }, who);
      // What was pasted has no file name: that is how the reader tells it from a file.
      const given =
        file ?? (body.text ? { name: '', type: 'text/plain', bytes: new TextEncoder().encode(body.text) } : null);
      if (!given || given.bytes.length === 0)
        throw new Problem({
          status: 422,
          code: 'nothing-given',
          zh: '没有文件，也没有粘贴内容。',
          en: 'There is neither a file nor anything pasted.',
          hint: { zh: '选择文件，或从表格复制后粘贴。', en: 'Choose a file, or copy from a spreadsheet and paste.' },
          where: 'file',
        });
      const target =
        body.register === undefined
          ? { kind: body.kind ?? ('reports' as const) }
          : { kind: 'register' as const, register: body.register };
      // Figures of the city are the plan office's; everybody else reports what is asked of him.
      if ((target.kind === 'observations' || target.kind === 'milestones') && !allows(who.role, 'plan.write'))
        throw new Problem({
          status: 403,
          code: 'not-allowed',
          zh: '全市的数和任务的节点由规划管理导入。',
          en: 'Figures of the city and steps of the plan are imported by the plan office.',
          hint: { zh: '本单位的数在“填报”里报。', en: 'Report those of your organisation under reporting.' },
        });
      const id = await runs.open(imports, {
        jurisdiction: snapshot.jurisdiction,
        by: who.login ?? '',
        body: emptyBody({
          target,
          file: { name: given.name, bytes: given.bytes.length },
          by: { login: who.login ?? '', role: who.role, organisation: who.organisation },
          today: services.today(),
        }),
        upload: given.bytes,
      });
      return { id: id ?? '' };
    }),
    route(getImport, async ({ params, who }) => importView(await importOf(params.jurisdiction, params.draft, who))),
    route(commitImport, async ({ params, body, who }) => {
      const found = await importOf(params.jurisdiction, params.draft, who);
      const confirmed = new Set(body.confirmed.map((item) => item.key));
      const open = openProblems(found.body.problems, { confirmed, partial: body.partial });
      if (open.errors.length > 0)
        throw new Problem({
          status: 422,
          code: 'import-has-errors',
          zh: `还有 ${open.errors.length} 处错误。`,
          en: `${open.errors.length} errors are left.`,
          hint: { zh: '在表里改好后重新上传。', en: 'Mend them in the sheet and upload it again.' },
        });
      if (open.doubts.length > 0)
        throw new Problem({
          status: 422,
          code: 'import-has-warnings',
          zh: `还有 ${open.doubts.length} 处提醒没有确认。`,
          en: `${open.doubts.length} warnings are not confirmed.`,
          hint: {
            zh: '逐条写明理由，或改好后重新上传。',
            en: 'Give a reason for each, or mend the sheet and upload it again.',
          },
        });
      // The role and the organisation are those of now, not of the upload.
      const by = { login: who.login ?? '', role: who.role, organisation: who.organisation };
      if (
        !(await runs.goOn(
          imports,
          found,
          { phase: 'read' },
          { phase: 'write', confirmed: body.confirmed, partial: body.partial, by, today: services.today() },
        ))
      )
        throw movedOn();
      return {};
    }),
    route(readImportAgain, async ({ params, body, who }) => {
      const found = await importOf(params.jurisdiction, params.draft, who);
      const change = { phase: 'read' as const, movedOn: false, choices: body.choices, confirmed: [] };
      if (!(await runs.goOn(imports, found, { phase: 'read' }, change))) throw movedOn();
      return {};
    }),
    route(importRows, async ({ params, query, who }) => {
      const { id } = await importOf(params.jurisdiction, params.draft, who);
      return pageOf(store, { jurisdiction: params.jurisdiction, run: id, ...query });
    }),
    route(refusedRows, async ({ params, who }) => {
      const found = await importOf(params.jurisdiction, params.draft, who);
      const sheets = await refusedSheets(
        store,
        { jurisdiction: params.jurisdiction, run: found.id },
        found.body.sheets,
      );
      if (sheets.length === 0)
        throw new Problem({ status: 404, code: 'none-refused', zh: '没有不收的行。', en: 'No row was refused.' });
      const name = found.body.file.name.replace(/\.[^.]*$/u, '') || '粘贴';
      return {
        name: `${name}（待改）.xlsx`,
        type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        bytes: await writeTable('xlsx', { sheets }),
      };
    }),
    route(cancelImport, async ({ params, who }) => {
      const found = await importOf(params.jurisdiction, params.draft, who);
      await runs.remove(imports, found, found.createdBy);
      return {};
    }),
    route(uploadFile, async ({ params, file }) => {
      if (!file || file.bytes.length === 0)
        throw new Problem({
          status: 422,
          code: 'nothing-given',
          zh: '没有文件，或文件是空的。',
          en: 'There is no file, or it is empty.',
          where: 'file',
        });
      await snapshots.get(params.jurisdiction);
      return { hash: await putBlob(store, params.jurisdiction, file.bytes), name: file.name, bytes: file.bytes.length };
    }),
    route(getFile, async ({ params, query }) => {
      const bytes = await getBlob(store, params.jurisdiction, params.hash);
      if (!bytes)
        throw new Problem({ status: 404, code: 'no-such-file', zh: '没有这份附件。', en: 'There is no such file.' });
      return { name: query.name.replace(/[\p{Cc}/\\]/gu, '_'), type: 'application/octet-stream', bytes };
    }),
  ];
}

const movedOn = () =>
  new Problem({
    status: 409,
    code: 'import-moved-on',
    zh: '这次导入已经在写入或已取消。',
    en: 'This import is being written already, or was cancelled.',
  });
