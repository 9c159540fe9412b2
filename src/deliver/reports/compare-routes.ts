import type { Services } from '../../evidence/domain.ts';
import { inThread } from '../../evidence/run/index.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { compareAnnex, comparePlanTexts, readPlanText } from './api.ts';
import type * as Comparing from './compare-work.ts';
import { verdictZh } from './comparison.ts';

const comparing = new URL('./compare-work.ts', import.meta.url);
const limits = { seconds: 120, megabytes: 1024 };

/** 规划对照: two texts, nothing of them kept. */
export function compareRoutes({ snapshots, today }: Services): Route[] {
  return [
    route(comparePlanTexts, async ({ body }) => {
      const asked = { want: 'findings' as const, old: body.old, fresh: body.new };
      const { comparison } = await inThread<typeof Comparing>(comparing, asked, limits);
      return {
        findings: (comparison?.findings ?? []).map((finding) => ({
          ...finding,
          direction: finding.direction ?? null,
          verdictName: verdictZh(finding),
          old: finding.old && { text: finding.old.text, span: [...finding.old.span] },
          new: finding.new && { text: finding.new.text, span: [...finding.new.span] },
        })),
      };
    }),
    route(compareAnnex, async ({ params: { jurisdiction }, body }) => {
      const view = await snapshots.at(jurisdiction, today(), 'approved');
      const { docx } = await inThread<typeof Comparing>(
        comparing,
        {
          want: 'annex',
          old: body.old,
          fresh: body.new,
          oldName: body.oldName,
          newName: body.newName,
          place: view.snapshot.name.zh,
          asOf: today(),
        },
        limits,
      );
      return {
        name: '规划逐条对照表.docx',
        type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        bytes: docx ?? new Uint8Array(),
      };
    }),
    route(readPlanText, async ({ file }) => {
      if (!file)
        throw new Problem({ status: 422, code: 'no-file', zh: '没有文件。', en: 'There is no file.', where: 'file' });
      const { text = '' } = await inThread<typeof Comparing>(
        comparing,
        { want: 'text', bytes: file.bytes, name: file.name },
        limits,
      );
      return { name: file.name, text: text.slice(0, 400_000) };
    }),
  ];
}
