import type { Services } from '../../evidence/domain.ts';
import type { Run } from '../../evidence/run/index.ts';
import { reachOf } from '../../http/access.ts';
import { type Route, route } from '../../http/route.ts';
import { isOpen, leadsIn, sameInvestors } from '../investment/index.ts';
import { leads } from '../investment/registers.ts';
import { plots } from '../parks/index.ts';
import { parks } from '../parks/registers.ts';
import { answerShown } from './answer.ts';
import { type ChoiceView, getChoice, listChoices, startPortfolio } from './api.ts';
import { type Choice, choices } from './choice.ts';
import { portfolioInput } from './input.ts';

export function portfolioRoutes({ snapshots, runs, today }: Services): Route[] {
  return [
    route(startPortfolio, async ({ params: { jurisdiction }, query, body, who }) => {
      const view = await snapshots.at(jurisdiction, query.asOf ?? today(), reachOf(who));
      const [all, inWan, parkList, plotList] = await Promise.all([
        view.list(leads),
        leadsIn(view),
        view.list(parks),
        view.list(plots),
      ]);
      const doubles = await sameInvestors(view, all.rows.filter(isOpen));
      const { input, notJudged } = portfolioInput(
        { leads: all.rows, inWan: inWan.byId, parks: parkList.rows, plots: plotList.rows, doubles },
        body,
      );
      const asked = { request: body, input, notJudged, demo: all.demo, value: null, bound: null, answer: null };
      return { id: (await runs.open(choices, { jurisdiction, by: who.login ?? '', body: asked })) ?? '' };
    }),
    route(listChoices, async ({ params }) => ({
      runs: (await runs.latest(choices, { jurisdiction: params.jurisdiction, most: 20 })).map(shown),
    })),
    route(getChoice, async ({ params: { jurisdiction, run } }) =>
      shown(await runs.get(choices, { jurisdiction, id: run })),
    ),
  ];
}

function shown({ body, id, state, progress, step, problem, createdAt, createdBy }: Run<Choice>): ChoiceView {
  const { value, bound, request, demo, answer, input, notJudged = [] } = body;
  const came = answer ? answerShown(answer, input, notJudged) : { tiles: [], sections: [] };
  const run = { id, state, progress, step, problem: problem?.title ?? null, createdAt, createdBy };
  return { ...run, value, bound, request, demo, ...came };
}
