import { isMissing, type Text } from '../../core/measure/index.ts';
import { lacking, say } from '../../evidence/judged-parts.ts';
import type { Cell, Section } from '../../evidence/judgement.ts';
import { leads } from '../investment/registers.ts';
import { firms } from '../firms/registers.ts';
import type { LinkState, Neighbour, NeedState } from './links.ts';
import { chainNodes } from './registers.ts';

const ref = (register: { id: string }, { id, title }: { id: string; title: string }): Cell => ({
  register: register.id,
  id,
  title,
});

/** Stands where the firms of a link have not said how much. */
export const unreported = lacking('企业没有报', 'not reported by its firms');

/** How a need can be met: links to build on the way to a customer outside, or the firm here that could sell it. */
export function answerTo({ distance, suppliers: [first, ...more], counted }: NeedState): Cell {
  if (!counted) return lacking('需求以直供企业台账为准', 'counted by the register of firms that take molten metal');
  if (distance === null) {
    if (!first) return lacking('本地没有可对接的企业', 'no firm here to match');
    return more.length === 0
      ? ref(firms, first)
      : say(
          [first, ...more].map(({ title, amount }) => `${title} ${shown(amount)}`).join('、'),
          [first, ...more].map(({ title, amount }) => `${title} ${shown(amount)}`).join(', '),
        );
  }
  const { steps } = distance;
  if (isMissing(steps)) return { missing: steps.note ?? say('算不出', 'unknown') };
  return steps === 0 ? say('本地已有', 'made here') : say(`还差 ${steps} 环`, `${steps} links to build`);
}

const shown = (amount: number) => String(Number(amount.toPrecision(4)));

/** What could be had of firms here for a need; null where none could sell it. */
export function hadFrom({ suppliers }: NeedState): Cell {
  return suppliers.length === 0 ? null : suppliers.reduce((sum, { amount }) => sum + amount, 0);
}

const nothing = (lines: number, about: Text) => (lines === 0 ? about : undefined);

/** What is said of one link: what stands before and after it, its firms, who needs it, and the leads for those who see them. */
export function linkSections({ before, after, firms: makers, needs, leads: hopes }: LinkState): Section[] {
  const way = (name: Text) => (one: Neighbour) => ({ name, cells: [ref(chainNodes, one), one.source, one.as_of] });
  return [
    {
      title: say('上下游', 'Before and after'),
      heads: [say('环节', 'Link'), say('来源', 'Source'), say('日期', 'As of')],
      about: nothing(before.length + after.length, say('没有登记上下游', 'no edges yet')),
      lines: [...before.map(way(say('来自', 'from'))), ...after.map(way(say('用于', 'into')))],
    },
    {
      title: say('企业', 'Firms'),
      heads: [say('企业', 'Firm'), say('年产量', 'Output'), say('年产能', 'Capacity')],
      about: nothing(makers.length, say('没有登记企业', 'no firms yet')),
      lines: makers.map(({ id, name, product, capacity, above }) => ({
        name: above ? say('规上', 'larger') : say('规下', 'smaller'),
        cells: [ref(firms, { id, title: name }), product ?? unreported, capacity ?? unreported],
      })),
    },
    {
      title: say('谁需要', 'Who needs it'),
      heads: [say('年需求', 'A year'), say('怎么满足', 'How'), say('可供', 'Can be had')],
      about: nothing(needs.length, say('没有登记需求', 'no needs yet')),
      lines: needs.map((one) => ({
        name: say(one.need.buyer, one.need.buyer),
        cells: [one.need.amount, answerTo(one), hadFrom(one)],
      })),
    },
    ...(hopes === null
      ? []
      : [
          {
            title: say('线索', 'Leads'),
            about: nothing(hopes.length, say('没有线索', 'no leads yet')),
            lines: hopes.map(({ id, name, stage }) => ({
              name: leads.stages.find((one) => one.id === stage)?.name ?? say('未定', 'unknown'),
              cells: [ref(leads, { id, title: name })],
            })),
          },
        ]),
  ];
}
