import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { startLevel } from '../../core/directive/index.ts';
import { dueAfter, isProblem } from '../../core/measure/index.ts';
import type { Submission } from '../../evidence/book.ts';
import type { Services } from '../../evidence/domain.ts';
import type { IssuedLine } from '../../evidence/delivery/shapes.ts';
import { missingBlobs } from '../../evidence/ledger/blob.ts';
import { peopleOf } from '../../evidence/reading/people.ts';
import { Problem } from '../../http/problem.ts';
import { closedWithin, sameMatter } from './again.ts';
import type { issueDirectives } from './api.ts';
import { directivesOf } from './held.ts';
import { seenAt } from './number.ts';
import { ruleOn } from './rule.ts';

type Draft = z.output<typeof issueDirectives.body>['directives'][number];

/** Working days where nobody said a limit: what offices give an instruction (own choice, after fymate 168342). */
const usualWorkdays = 15;

export const newDirectiveId = () => `d-${randomBytes(8).toString('hex')}`;

const wrong = (index: number, field: string, code: string, zh: string, en: string) =>
  new Problem({ status: 422, code, zh, en, where: `directives.${index}.${field}` });

/**
 * The entry that issues directives on today's day: the number of that moment, the limit's day, the level on which each
 * starts. Throws a Problem (422) that names the draft and the field.
 */
export async function issueOf(
  services: Services,
  jurisdiction: string,
  actor: string,
  drafts: readonly Draft[],
): Promise<{ submission: Submission; lines: IssuedLine[] }> {
  const { store, snapshots } = services;
  const on = services.today();
  const view = await snapshots.at(jurisdiction, on, 'all');
  const { snapshot } = view;
  const rule = await ruleOn(view);
  const all = await directivesOf(store, jurisdiction);
  const people = new Set((await peopleOf(store, jurisdiction)).map(({ login }) => login));
  const lines: IssuedLine[] = [];
  for (const [index, draft] of drafts.entries()) {
    const seen = draft.object === null ? null : await seenAt(services, view, draft.object);
    if (draft.object !== null && !seen)
      throw wrong(index, 'object', 'no-such-object', `没有 ${draft.object}。`, `There is no ${draft.object}.`);
    if ((draft.basis.kind === 'light' || draft.basis.kind === 'project') && !seen)
      throw wrong(index, 'object', 'object-missing', '要写明针对哪一项。', 'Say what it is about.');
    const lead = draft.lead ?? seen?.lead ?? null;
    if (lead === null || !snapshot.organisations.has(lead))
      throw wrong(index, 'lead', 'no-such-organisation', '要写明牵头单位。', 'Name the lead unit.');
    const stranger = draft.support.find((unit) => !snapshot.organisations.has(unit) || unit === lead);
    if (stranger !== undefined)
      throw wrong(
        index,
        'support',
        'no-such-organisation',
        stranger === lead ? '配合单位不能是牵头单位。' : `没有单位 ${stranger}。`,
        stranger === lead ? 'The lead unit is no supporting one.' : `There is no unit ${stranger}.`,
      );
    if (draft.person !== null && !people.has(draft.person))
      throw wrong(index, 'person', 'no-account', `没有账号 ${draft.person}。`, `There is no account ${draft.person}.`);
    const limit = draft.days !== undefined ? { days: draft.days } : { workdays: draft.workdays ?? usualWorkdays };
    const due = dueAfter(on, limit);
    if (isProblem(due) || due.due === null)
      throw wrong(index, 'workdays', 'limit-length', '时限不对。', 'The limit is wrong.');
    const title = draft.title ?? seen?.title.slice(0, 200);
    if (title === undefined || title.length < 2)
      throw wrong(index, 'title', 'title-missing', '要写督办事项。', 'Say what the matter is.');
    const again = closedWithin(sameMatter(snapshot, all, { object: draft.object, lead, title }), rule.repeatMonths, on);
    lines.push({
      id: newDirectiveId(),
      series: draft.series ?? rule.series,
      title,
      demand: draft.demand,
      closes: draft.closes ?? (seen ? '指标转绿，并附佐证' : '附办结佐证'),
      basis: {
        ...draft.basis,
        text: draft.basis.text ?? seen?.number.why.zh.slice(0, 1000) ?? title,
      },
      object: draft.object,
      atIssue: seen?.number ?? null,
      lead,
      support: [...new Set(draft.support)],
      person: draft.person,
      limit,
      due: due.due,
      certain: due.certain,
      chosen: draft.level,
      level: startLevel(rule, draft.level, again?.issued.level ?? null),
      again: again?.id ?? null,
      files: draft.files,
    });
  }
  await mustBeKept(
    services,
    jurisdiction,
    lines.flatMap(({ files }) => files),
  );
  return {
    lines,
    submission: {
      jurisdiction,
      kind: 'directive.issue',
      actor,
      demo: false,
      payload: { on, directives: lines },
    },
  };
}

/** Throws a Problem (422 `file-missing`) where a file was not uploaded. */
export async function mustBeKept(
  { store }: Pick<Services, 'store'>,
  jurisdiction: string,
  files: readonly { hash: string; name: string }[],
): Promise<void> {
  const lost = await missingBlobs(
    store,
    jurisdiction,
    files.map(({ hash }) => hash),
  );
  const file = files.find(({ hash }) => lost.has(hash));
  if (file)
    throw new Problem({
      status: 422,
      code: 'file-missing',
      zh: `附件“${file.name}”没有上传成功，请重新上传。`,
      en: `The file ${file.name} was not kept; upload it again.`,
      where: 'files',
    });
}
