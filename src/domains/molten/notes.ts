import type { Text } from '../../core/measure/index.ts';
import { say } from '../../evidence/judged-parts.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { chainNeeds } from '../chain/index.ts';
import { firms } from '../firms/registers.ts';
import type { MoltenLists } from './division.ts';
import { moltenSupply, moltenTerms } from './registers.ts';

/** What the division did not count, and what the chains do not: null where everything is in. */
export async function leftOut(
  view: ViewAt,
  { terms, supply }: MoltenLists,
  left: readonly { id: string; field: string }[],
): Promise<Text | null> {
  const [makers, needs] = await Promise.all([view.list(firms), view.list(chainNeeds)]);
  const linkOf = (firm: string) => makers.byId.get(firm)?.node?.id;
  const links = new Set(supply.flatMap(({ source }) => linkOf(source.id) ?? []));
  const known = new Set(terms.map(({ firm }) => firm.id));
  const others = needs.rows.flatMap(({ firm, node, buyer }) =>
    firm && links.has(node.id) && !known.has(firm.id) ? [firm.title || buyer] : [],
  );
  const apart = new Set(supply.flatMap(({ source }) => (linkOf(source.id) === undefined ? [source.title] : [])));
  const lost = left.map(({ id, field }) => `${id}（${nameOf(field)}）`);
  const texts = [
    lost.length > 0 && say(`没有计入、缺必填项的记录：${lost.join('、')}。`, `Records left out: ${lost.join(', ')}.`),
    others.length > 0 &&
      say(
        `产业链需求里还有 ${others.length} 家企业要，没有供应条件，没有参加分配：${others.join('、')}。`,
        `${others.length} more firms need it by the register of needs, without terms of delivery: ${others.join(', ')}.`,
      ),
    apart.size > 0 &&
      say(
        `供应企业没有填产业链环节，产业链里没有计入它的供应：${[...apart].join('、')}。`,
        `Suppliers without a link of the chain, whose supply the chains do not count: ${[...apart].join(', ')}.`,
      ),
  ].filter((one) => one !== false);
  return texts.length === 0 ? null : say(texts.map(({ zh }) => zh).join(''), texts.map(({ en }) => en).join(' '));
}

function nameOf(field: string): string {
  return [...moltenTerms.fields, ...moltenSupply.fields].find(({ id }) => id === field)?.name.zh ?? field;
}
