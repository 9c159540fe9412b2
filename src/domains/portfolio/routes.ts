import type { Services } from '../../evidence/domain.ts';
import { within } from '../../evidence/store/quota.ts';
import { reachOf } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { leadsIn } from '../investment/index.ts';
import { leads } from '../investment/registers.ts';
import { plots } from '../parks/index.ts';
import { parks } from '../parks/registers.ts';
import { answerShown } from './answer.ts';
import { cancelRun, getRun, listRuns, type RunView, startPortfolio } from './api.ts';
import { portfolioInput } from './input.ts';
import { portfolioJob, type PortfolioRun, portfolioRuns } from './job.ts';

export function portfolioRoutes({ store, snapshots, jobs, today }: Services): Route[] {
  const runs = portfolioRuns(store);
  return [
    route(startPortfolio, async ({ params: { jurisdiction }, query, body, who }) => {
      const open = ['waiting', 'running'];
      const asking = { jurisdiction, login: who.login ?? '', state: open };
      await within(store, 'run', asking, { person: 2, city: 10 }, { zh: '未完成的测算', en: 'choices under way' });
      const view = await snapshots.at(jurisdiction, query.asOf ?? today(), reachOf(who));
      const [all, inWan, parkList, plotList] = await Promise.all([
        view.list(leads),
        leadsIn(view),
        view.list(parks),
        view.list(plots),
      ]);
      const input = portfolioInput(
        { leads: all.rows, inWan: inWan.byId, parks: parkList.rows, plots: plotList.rows },
        body,
      );
      const asked = { request: body, input, demo: all.demo, value: null, bound: null, answer: null };
      const id = await runs.open(jurisdiction, who.login ?? '', asked, new Date().toISOString());
      await runs.remember(
        jurisdiction,
        id,
        await jobs.send(portfolioJob.name, { jurisdiction, run: id }, who.login ?? ''),
      );
      return { id };
    }),
    route(listRuns, async ({ params }) => ({ runs: (await runs.latest(params.jurisdiction, 20)).map(shown) })),
    route(getRun, async ({ params }) => shown(await runs.get(params.jurisdiction, params.run))),
    route(cancelRun, async ({ params, who }) => {
      const { body, createdBy } = await runs.get(params.jurisdiction, params.run);
      if (createdBy !== who.login)
        throw new Problem({
          status: 403,
          code: 'not-yours',
          zh: '这次测算是别人开始的。',
          en: 'Somebody else began this choice.',
          hint: { zh: '请本人取消。', en: 'Ask that person to stop it.' },
        });
      await runs.move(params.jurisdiction, params.run, 'cancelled', 1, { step: { zh: '已取消', en: 'Cancelled' } });
      if (body.job) await jobs.cancel(body.job);
      return {};
    }),
  ];
}

function shown({ body, ...run }: PortfolioRun): RunView {
  const { step, value, bound, request, demo, problem, answer, input } = body;
  const came = answer ? answerShown(answer, input) : { tiles: [], sections: [] };
  return { ...run, step, value, bound, request, demo, problem, ...came };
}
