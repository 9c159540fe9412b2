import type { Text } from '../../core/measure/index.ts';
import type { Services } from '../../evidence/domain.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { inThread } from '../../evidence/run/index.ts';
import { reachOf } from '../../http/access.ts';
import { type Route, route } from '../../http/route.ts';
import { chainNeeds } from '../chain/index.ts';
import { evaluationOf, parameters } from '../firms/index.ts';
import { firms } from '../firms/registers.ts';
import { getMolten } from './api.ts';
import { allocationOf, divisionOf, type MoltenLists } from './division.ts';
import { moltenSupply, moltenTerms } from './registers.ts';
import type * as Allocating from './work.ts';

const work = new URL('./work.ts', import.meta.url);

export function moltenRoutes({ snapshots, today }: Services): Route[] {
  return [
    route(
      getMolten,
      async ({ params, query: { asOf, ...rules }, who }) => {
        const view = await snapshots.at(params.jurisdiction, asOf ?? today(), reachOf(who));
        const [terms, supply] = await Promise.all([view.list(moltenTerms, { loss: '' }), view.list(moltenSupply)]);
        const lists = { terms: terms.rows, supply: supply.rows, classes: await classesOf(view) };
        const input = allocationOf(lists, rules);
        const left = [...terms.left, ...supply.left].map(({ id, field }) => `${id}（${nameOf(field)}）`).join('、');
        const others = await otherTakers(view, lists);
        return {
          ...divisionOf(
            lists,
            input && (await inThread<typeof Allocating>(work, input, { seconds: 60, megabytes: 1024 })),
          ),
          demo: terms.demo || supply.demo,
          left: saidTogether([
            ...(left === '' ? [] : [{ zh: `没有计入、缺必填项的记录：${left}。`, en: `Records left out: ${left}.` }]),
            ...(others.length === 0
              ? []
              : [
                  {
                    zh: `产业链需求里还有 ${others.length} 家企业要，没有供应条件，没有参加分配：${others.join('、')}。`,
                    en: `${others.length} more firms need it by the register of needs, without terms of delivery: ${others.join(', ')}.`,
                  },
                ]),
          ]),
        };
      },
      { kept: true },
    ),
  ];
}

/** Firms here that need the suppliers' product by the chains' needs, and of which no terms of delivery are known. */
async function otherTakers(view: ViewAt, { terms, supply }: MoltenLists): Promise<string[]> {
  const [makers, needs] = await Promise.all([view.list(firms), view.list(chainNeeds)]);
  const links = new Set(supply.map(({ source }) => makers.byId.get(source.id)?.node?.id));
  const known = new Set(terms.map(({ firm }) => firm.id));
  return needs.rows.flatMap(({ firm, node, buyer }) =>
    firm && links.has(node.id) && !known.has(firm.id) ? [firm.title || buyer] : [],
  );
}

function saidTogether(texts: readonly Text[]): Text | null {
  return texts.length === 0
    ? null
    : { zh: texts.map(({ zh }) => zh).join(''), en: texts.map(({ en }) => en).join(' ') };
}

/** The classes of the newest per-mu evaluation. */
async function classesOf(view: ViewAt): Promise<MoltenLists['classes']> {
  const chosen = (await parameters(view, {})).map(({ id, value }) => [id, value]);
  const { evaluated } = await evaluationOf(view, Object.fromEntries(chosen));
  return new Map([...evaluated].flatMap(([id, { result }]) => (result ? [[id, result.class]] : [])));
}

function nameOf(field: string): string {
  return [...moltenTerms.fields, ...moltenSupply.fields].find(({ id }) => id === field)?.name.zh ?? field;
}
