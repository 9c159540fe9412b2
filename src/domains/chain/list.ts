import { isMissing } from '../../core/measure/index.ts';
import { column, lacking, say } from '../../evidence/judged-parts.ts';
import { type Cell, type Judgement, list } from '../../evidence/judgement.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { leads } from '../investment/registers.ts';
import { moltenSupply, moltenTerms } from '../molten/registers.ts';
import { firms } from '../firms/registers.ts';
import type { NodeMeasure } from './graph.ts';
import { answerTo, hadFrom, linkSections, unreported } from './link-sections.ts';
import { type LinkState, linkStates, type NeedState } from './links.ts';
import { chainNeeds } from './needs.ts';
import { chainEdges, chainNodes, chains } from './registers.ts';
import { kinds, states } from './states.ts';

type LinkJudgement = Judgement & LinkState;
type NeedJudgement = Judgement & NeedState;
type State = keyof typeof states;

const hidden = lacking('不公开', 'not published');

/** The first by name and how many there are; the drawer has them all. */
function names([first, ...more]: readonly { name: string }[]): Cell {
  if (!first) return null;
  return more.length === 0
    ? first.name
    : say(`${first.name}等 ${more.length + 1} 个`, `${first.name} and ${more.length} more`);
}

/** The one reading by which links, needs and chains are judged. Leads are not published. */
async function linksOf(view: ViewAt) {
  const [nodes, edges, makers, needs, supply, terms] = await Promise.all([
    view.list(chainNodes),
    view.list(chainEdges),
    view.list(firms),
    view.list(chainNeeds),
    view.list(moltenSupply),
    view.list(moltenTerms),
  ]);
  const molten = { supply: supply.rows, terms: terms.rows };
  const open = view.reach === 'approved' ? null : (await view.list(leads)).rows;
  return linkStates({
    nodes: nodes.rows,
    edges: edges.rows,
    firms: makers.rows,
    needs: needs.rows,
    molten,
    leads: open,
  });
}

async function drawsOnDemo(view: ViewAt): Promise<boolean> {
  const drawn = [firms, chainNeeds, moltenSupply, moltenTerms];
  return (await Promise.all(drawn.map((one) => view.list(one)))).some(({ demo }) => demo);
}

const link = column<LinkJudgement>;

function ratioOf({ ratio }: NodeMeasure): Cell {
  return isMissing(ratio) ? { missing: ratio.note ?? say('算不出', 'unknown') } : ratio;
}

/** Which link of a chain is missing or weak, and what would mend it. Amounts are a year, in the unit of the link. */
export const linkList = list<typeof chainNodes, LinkJudgement>({
  register: chainNodes,
  async judge(view) {
    const demo = await drawsOnDemo(view);
    const judged = (one: LinkState) => ({
      ...one,
      demo,
      light: states[one.measure.state].light,
      why: one.todo?.why ?? one.measure.why,
    });
    return new Map([...(await linksOf(view))].map(([id, one]) => [id, judged(one)]));
  },
  columns: [
    link('state', '状态', 'State', ({ measure }) => say(states[measure.state].zh, states[measure.state].en)),
    link('todo', '做什么', 'To do', ({ todo }) => todo && kinds[todo.kind]),
    link('output', '年产量', 'Output a year', ({ measure }) => measure.output ?? unreported),
    link('capacity', '年产能', 'Capacity a year', ({ measure }) => measure.capacity ?? unreported),
    link('demand', '年需求', 'Demand a year', ({ measure }) => measure.demand),
    link('ratio', '产需比', 'Supply ÷ demand', ({ measure }) => ratioOf(measure), { decimals: 2 }),
    link('gap', '缺口', 'Short by', ({ todo }) => todo && todo.gap),
    link('neighbours', '相邻环节在本地', 'Neighbours here', ({ todo }) => todo && todo.neighbours),
    link('firms', '企业', 'Firms', (one) => names(one.firms)),
    link('leads', '线索', 'Leads', (one) => (one.leads ? names(one.leads) : hidden)),
  ],
  async tiles(_view, _rows, judged) {
    const counted = Map.groupBy(judged.values(), ({ measure }) => measure.state);
    return Object.entries(states).map(([state, { zh, en, note }]) => {
      return { name: say(zh, en), value: counted.get(state as State)?.length ?? 0, unit: '个', note };
    });
  },
  notes: async (view) => {
    const demo = await drawsOnDemo(view);
    const lost = [await view.list(chainEdges), await view.list(chainNeeds)].flatMap(({ left }) =>
      left.map(({ id }) => id),
    );
    return [
      say(
        '产量、产能取自企业台账，需求取自产业链需求台账；金属液的产量和需求取自供应和直供企业台账；界线是试行值。',
        'Output is of the firms, need of the register of needs; of molten metal both are of its own two lists; the bounds are our choice.',
      ),
      ...(demo ? [say('企业和需求含演示数据。', 'Demonstration figures are among those of firms and needs.')] : []),
      ...(lost.length > 0
        ? [say(`没有计入的关系和需求：${lost.join('、')}。`, `Edges and needs left out: ${lost.join(', ')}.`)]
        : []),
    ];
  },
  sections: async (_view, _row, judged) => (judged ? linkSections(judged) : []),
  order: ({ judged: one }, { judged: other }) => (one?.urgency ?? Infinity) - (other?.urgency ?? Infinity),
});

const need = column<NeedJudgement>;

/** How far the city is from what customers outside need, and who here could sell what firms here need. */
export const needList = list<typeof chainNeeds, NeedJudgement>({
  register: chainNeeds,
  async judge(view) {
    const all = [...(await linksOf(view)).values()].flatMap((one) => one.needs);
    return new Map(all.flatMap((one) => (one.need.id === null ? [] : [[one.need.id, one]])));
  },
  columns: [
    need('answer', '怎么满足', 'How it is met', answerTo),
    need('steps', '还差几环', 'Links to build', ({ distance }) =>
      distance && !isMissing(distance.steps) ? distance.steps : null,
    ),
    need('path', '路径', 'Way', ({ path }) => path),
    need('amount', '可供', 'Can be had', hadFrom),
    need('unit', '计量单位', 'Unit', ({ unit }) => unit),
  ],
});

/** The chains with the number of their links that are missing or weak. */
export const chainList = list<typeof chains, Judgement & { states: Readonly<Partial<Record<State, number>>> }>({
  register: chains,
  async judge(view, rows) {
    const [judged, { rows: nodes }] = await Promise.all([linksOf(view), view.list(chainNodes)]);
    return new Map(
      rows.map(({ id }) => {
        const own = nodes.flatMap((node) => (node.chain.id === id ? (judged.get(node.id)?.measure.state ?? []) : []));
        const counted = Map.groupBy(own, (state) => state);
        return [id, { states: Object.fromEntries([...counted].map(([state, all]) => [state, all.length])) }];
      }),
    );
  },
  columns: (Object.keys(states) as State[]).map((state) =>
    column(state, states[state].zh, states[state].en, (judged) => judged.states[state] ?? 0),
  ),
  order: ({ row: one }, { row: other }) => Number(other.rank === 'main') - Number(one.rank === 'main'),
});
