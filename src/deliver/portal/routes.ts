import { randomBytes } from 'node:crypto';
import type { Text } from '../../core/measure/index.ts';
import type { Submission } from '../../evidence/book.ts';
import type { DocumentBody } from '../../evidence/delivery/papers.ts';
import type { HintBody, ReleaseBody, ReleasedContent } from '../../evidence/delivery/release-shapes.ts';
import type { Services } from '../../evidence/domain.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { issueOf } from '../directives/index.ts';
import {
  decideReleases,
  getRelease,
  type HintRow,
  listHints,
  listReleases,
  proposeReleases,
  type ReleaseRow,
  triageHint,
  withdrawRelease,
} from './api.ts';
import { Clauses, documentOf, factsOf, promiseOf } from './content.ts';
import { type Decided, standingOf } from './due.ts';
import { hintWords, releaseStates } from './words.ts';

const noSuch = (zh: string, en: string, where?: string) =>
  new Problem({ status: 404, code: 'no-such-release', zh, en, ...(where !== undefined && { where }) });

export const newReleaseId = () => `r-${randomBytes(8).toString('hex')}`;

export function portalRoutes(services: Services): Route[] {
  const { store, ledger, snapshots, today } = services;

  /** What people decide on is what the public would read: approved figures alone. */
  const viewOf = (jurisdiction: string) => snapshots.at(jurisdiction, today(), 'approved');

  async function contentOf(view: ViewAt, clauses: Clauses, object: string): Promise<ReleasedContent | null> {
    const [sort = '', id = ''] = object.split('/');
    if (sort === 'commitment') return promiseOf(view, clauses, id);
    const paper = await store
      .selectFrom('paper')
      .select(['body', 'demo'])
      .where('jurisdiction_id', '=', view.snapshot.jurisdiction)
      .where('paper_id', '=', id)
      .executeTakeFirst();
    return paper ? documentOf(id, paper.body as DocumentBody, paper.demo) : null;
  }

  /** Everything that could be public, with the day of its entry. */
  async function allOf(view: ViewAt): Promise<{ object: string; content: ReleasedContent; since: string }[]> {
    const { jurisdiction, commitments } = view.snapshot;
    const clauses = new Clauses(store, jurisdiction);
    const entered = new Map<number, string>();
    const seqs = [...new Set(commitments.map(({ seq }) => seq))];
    if (seqs.length > 0)
      for (const { seq, at } of await store
        .selectFrom('submission')
        .select(['seq', 'at'])
        .where('jurisdiction_id', '=', jurisdiction)
        .where('seq', 'in', seqs)
        .execute())
        entered.set(seq, at.slice(0, 10));
    const found = [];
    for (const { item, seq } of commitments) {
      const content = await promiseOf(view, clauses, item.id);
      if (content) found.push({ object: `commitment/${item.id}`, content, since: entered.get(seq) ?? view.asOf });
    }
    const papers = await store
      .selectFrom('paper')
      .select(['paper_id', 'body', 'demo'])
      .where('jurisdiction_id', '=', jurisdiction)
      .execute();
    for (const { paper_id: id, body, demo } of papers) {
      const content = documentOf(id, body as DocumentBody, demo);
      if (content) found.push({ object: `document/${id}`, content, since: content.asOf });
    }
    return found;
  }

  return [
    route(listReleases, async ({ params: { jurisdiction }, who }) => {
      const view = await viewOf(jurisdiction);
      const held = await store
        .selectFrom('release')
        .select(['release_id', 'object', 'state', 'proposed_by', 'body', 'demo'])
        .where('jurisdiction_id', '=', jurisdiction)
        .where('state', '!=', 'replaced')
        .orderBy('seq')
        .execute();
      const open = new Map<string, Decided & { at: number }>();
      const last = new Map<string, Decided>();
      for (const { object, state, body: raw } of held) {
        const body = raw as ReleaseBody;
        const at = body.withdrawal?.seq ?? body.decision?.seq ?? 0;
        if ((state === 'released' || state === 'withdrawn') && (open.get(object)?.at ?? -1) <= at)
          open.set(object, { state, body, at });
        last.set(object, { state, body });
      }
      const rows = (await allOf(view)).map(({ object, content, since }): ReleaseRow => {
        const [shown, newest] = [open.get(object) ?? null, last.get(object) ?? null];
        const standing = standingOf(content, shown, newest, since);
        const said = newest?.body.withdrawal ?? newest?.body.decision ?? null;
        return {
          object,
          title: content.title,
          light: content.kind === 'promise' ? content.light : null,
          ...standing,
          late: standing.due !== null && standing.due < view.asOf,
          releasedOn: shown?.state === 'released' ? (shown.body.decision?.on ?? null) : null,
          reason: said?.reason ?? null,
          text: said === null ? '' : 'note' in said ? said.note : said.text,
          demo: content.demo,
        };
      });
      const { n } = await store
        .selectFrom('hint')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('jurisdiction_id', '=', jurisdiction)
        .where('state', '=', 'new')
        .executeTakeFirstOrThrow();
      return {
        today: view.asOf,
        rows,
        proposals: held
          .filter(({ state }) => state === 'proposed')
          .map(({ release_id: id, object, proposed_by: by, body, demo }) => ({
            id,
            object,
            title: (body as ReleaseBody).content.title,
            by,
            on: (body as ReleaseBody).proposedOn,
            mayDecide: by !== who.login,
            demo,
          })),
        counts: Object.fromEntries(
          releaseStates.map((state) => [state, rows.filter((row) => row.state === state).length]),
        ) as Record<ReleaseRow['state'], number>,
        hints: Number(n),
      };
    }),
    route(getRelease, async ({ params: { jurisdiction, release } }) => {
      const row = await store
        .selectFrom('release')
        .select(['object', 'body'])
        .where('jurisdiction_id', '=', jurisdiction)
        .where('release_id', '=', release)
        .executeTakeFirst();
      if (!row) throw noSuch('没有这次提请。', 'There is no such proposal.');
      const { content, facts } = row.body as ReleaseBody;
      const view = await viewOf(jurisdiction);
      const now = await contentOf(view, new Clauses(store, jurisdiction), row.object);
      const promise = content.kind === 'promise' ? content : null;
      return {
        id: release,
        object: row.object,
        title: content.title,
        clause: promise?.clause?.text ?? null,
        light: promise?.light ?? null,
        why: promise?.why ?? null,
        outlook: promise?.outlook?.sentence ?? null,
        unit: promise?.indicator?.unit ?? '',
        points: promise?.points ?? [],
        steps: promise?.steps ?? [],
        moved: now === null || factsOf(now) !== facts,
        demo: content.demo,
      };
    }),
    route(proposeReleases, async ({ params: { jurisdiction }, body, who }) => {
      const view = await viewOf(jurisdiction);
      const clauses = new Clauses(store, jurisdiction);
      const entries: Submission[] = [];
      const proposed: { object: string; id: string }[] = [];
      for (const [at, object] of [...new Set(body.objects)].entries()) {
        const content = await contentOf(view, clauses, object);
        if (!content) throw noSuch(`没有 ${object}。`, `There is no ${object}.`, `objects.${at}`);
        const id = newReleaseId();
        proposed.push({ object, id });
        entries.push({
          jurisdiction,
          kind: 'release.propose',
          actor: who.login ?? '',
          demo: content.demo,
          payload: { id, on: today(), object, facts: factsOf(content), content },
        });
      }
      await ledger.submit(entries);
      return { proposed };
    }),
    route(decideReleases, async ({ params: { jurisdiction }, body: { releases, ...decision }, who }) => {
      const ids = [...new Set(releases)];
      await ledger.submit(
        ids.map((id): Submission => ({
          jurisdiction,
          kind: 'release.decide',
          actor: who.login ?? '',
          demo: false,
          payload: { id, on: today(), ...decision },
        })),
      );
      return { decided: ids.length };
    }),
    route(withdrawRelease, async ({ params: { jurisdiction }, body, who }) => {
      const { seq } = await ledger.submit({
        jurisdiction,
        kind: 'release.withdraw',
        actor: who.login ?? '',
        demo: false,
        payload: { ...body, on: today() },
      });
      return { seq };
    }),
    route(listHints, async ({ params: { jurisdiction } }) => {
      const { snapshot } = await viewOf(jurisdiction);
      const titles = new Map<string, Text>(
        snapshot.commitments.map(({ item }) => [`commitment/${item.id}`, item.title]),
      );
      const rows = await store
        .selectFrom('hint')
        .select(['hint_id', 'sent_on', 'state', 'body'])
        .where('jurisdiction_id', '=', jurisdiction)
        .orderBy(({ eb }) => eb('state', '=', 'new'), 'desc')
        .orderBy('seq', 'desc')
        .limit(300)
        .execute();
      return {
        hints: rows.map(({ hint_id: id, sent_on: on, state, body }): HintRow => {
          const { sort, object, text, triage } = body as HintBody;
          return {
            id,
            on,
            sort,
            object,
            title: object === null ? null : (titles.get(object) ?? null),
            text,
            state: state as HintRow['state'],
            reply: triage?.reply ?? null,
            directive: triage?.directive ?? null,
          };
        }),
        units: [...snapshot.organisations].map(([id, name]) => ({ id, name })),
      };
    }),
    route(triageHint, async ({ params: { jurisdiction, hint }, body: { decision, reply, lead, workdays }, who }) => {
      const actor = who.login ?? '';
      const triaged = (directive: string | null): Submission => ({
        jurisdiction,
        kind: 'hint.triage',
        actor,
        demo: false,
        payload: { id: hint, on: today(), decision, reply, directive },
      });
      if (decision !== 'directive') {
        await ledger.submit(triaged(null));
        return { directive: null };
      }
      const row = await store
        .selectFrom('hint')
        .select('body')
        .where('jurisdiction_id', '=', jurisdiction)
        .where('hint_id', '=', hint)
        .executeTakeFirst();
      if (!row)
        throw new Problem({ status: 404, code: 'no-such-hint', zh: '没有这条留言。', en: 'There is no such hint.' });
      const { sort, text, object } = row.body as HintBody;
      const { submission, lines } = await issueOf(services, jurisdiction, actor, [
        {
          title: `群众留言：${hintWords[sort].zh}`,
          demand: `核查群众反映的问题并答复：${text}`,
          basis: { kind: 'hint', text: text.slice(0, 1000), meeting: null, alert: null },
          object,
          ...(lead !== undefined && { lead }),
          support: [],
          person: null,
          workdays,
          level: 'none',
          files: [],
        },
      ]);
      const directive = lines[0]?.id ?? null;
      await ledger.submit([submission, triaged(directive)]);
      return { directive };
    }),
  ];
}
