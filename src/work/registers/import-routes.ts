import { getBlob, putBlob } from '../../evidence/ledger/blob.ts';
import type { Services } from '../../evidence/domain.ts';
import { within } from '../../evidence/store/quota.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route, type Who } from '../../http/route.ts';
import { cancelImport, commitImport, getFile, getImport, startImport, uploadFile } from './api.ts';
import { emptyBody, importOf, moveImport, openImport, rememberJob } from './import-draft.ts';
import { importJob, type ImportOrder } from './import-job.ts';
import { seenRegister } from './seen.ts';

/** What comes in as a file: sheets of records and reports, read and written by a job; papers that records name. */
export function importRoutes(services: Services): Route[] {
  const { store, snapshots, jobs } = services;

  async function order(who: Who, jurisdiction: string, draft: string, write: boolean): Promise<void> {
    const job = await jobs.send(
      importJob.name,
      {
        jurisdiction,
        draft,
        login: who.login ?? '',
        write,
        today: services.today(),
      } satisfies ImportOrder,
      who.login ?? '',
    );
    await rememberJob(store, jurisdiction, draft, job);
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
      await within(
        store,
        'import_draft',
        {
          jurisdiction: params.jurisdiction,
          login: who.login ?? '',
          state: ['waiting', 'reading', 'review', 'writing'],
        },
        { person: 20, city: 200 },
        { zh: '未完成的导入', en: 'imports that are not done' },
      );
      const target =
        body.register === undefined
          ? { kind: 'reports' as const }
          : { kind: 'register' as const, register: body.register };
      const id = await openImport(
        store,
        snapshot.jurisdiction,
        emptyBody(
          target,
          { name: given.name, bytes: given.bytes.length },
          { login: who.login ?? '', role: who.role, organisation: who.organisation },
        ),
        given.bytes,
        new Date(),
      );
      await order(who, params.jurisdiction, id, false);
      return { id };
    }),
    route(getImport, async ({ params, who }) => {
      const { state, progress, body } = await importOf(store, params.jurisdiction, params.draft, who.login ?? '');
      const { job: _job, by: _by, confirmed: _confirmed, ...shown } = body;
      return { id: params.draft, state, progress, ...shown };
    }),
    route(commitImport, async ({ params, body, who }) => {
      const found = await importOf(store, params.jurisdiction, params.draft, who.login ?? '');
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
        !(await moveImport(store, params.jurisdiction, params.draft, ['review'], 'writing', 0, {
          confirmed: body.confirmed,
          by,
        }))
      )
        throw new Problem({
          status: 409,
          code: 'import-moved-on',
          zh: '这次导入已经在写入或已取消。',
          en: 'This import is being written already, or was cancelled.',
        });
      await order(who, params.jurisdiction, params.draft, true);
      return {};
    }),
    route(cancelImport, async ({ params, who }) => {
      const found = await importOf(store, params.jurisdiction, params.draft, who.login ?? '');
      await store
        .deleteFrom('import_draft')
        .where('jurisdiction_id', '=', params.jurisdiction)
        .where('draft_id', '=', params.draft)
        .execute();
      if (found.body.job) await jobs.cancel(found.body.job);
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
