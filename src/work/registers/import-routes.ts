import { getBlob, putBlob } from '../../evidence/ledger/blob.ts';
import type { Services } from '../../evidence/domain.ts';
import type { Run } from '../../evidence/run/index.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route, type Who } from '../../http/route.ts';
import { cancelImport, commitImport, getFile, getImport, startImport, uploadFile } from './api.ts';
import { emptyBody, type ImportBody, imports, importView } from './importing.ts';
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
          ? { kind: 'reports' as const }
          : { kind: 'register' as const, register: body.register };
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
      const errors = found.body.problems.filter((problem) => problem.severity === 'error').length;
      const confirmed = new Set(body.confirmed.map((item) => item.key));
      const open = found.body.problems.filter(
        (problem) => problem.severity === 'warning' && problem.key !== null && !confirmed.has(problem.key),
      );
      if (errors > 0)
        throw new Problem({
          status: 422,
          code: 'import-has-errors',
          zh: `还有 ${errors} 处错误。`,
          en: `${errors} errors are left.`,
          hint: { zh: '在表里改好后重新上传。', en: 'Mend them in the sheet and upload it again.' },
        });
      if (open.length > 0)
        throw new Problem({
          status: 422,
          code: 'import-has-warnings',
          zh: `还有 ${open.length} 处提醒没有确认。`,
          en: `${open.length} warnings are not confirmed.`,
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
          { phase: 'write', confirmed: body.confirmed, by, today: services.today() },
        ))
      )
        throw new Problem({
          status: 409,
          code: 'import-moved-on',
          zh: '这次导入已经在写入或已取消。',
          en: 'This import is being written already, or was cancelled.',
        });
      return {};
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
