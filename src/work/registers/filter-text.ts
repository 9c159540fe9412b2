import { type Filter, kindOf, type RegisterType, type Subject } from '../../core/register/index.ts';
import type { Pair } from '../../ui/text.tsx';

/** Writes a filter in the filter language; `parseFilter` reads the same filter back. */
export function filterText(filter: Filter): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.parts
        .map((part) => (part.kind === 'or' || part.kind === filter.kind ? `(${filterText(part)})` : filterText(part)))
        .join(` ${filter.kind} `);
    case 'not':
      if (filter.part.kind === 'none') return `${subjectText(filter.part.of)} is not none`;
      return filter.part.kind === 'and' || filter.part.kind === 'or'
        ? `not (${filterText(filter.part)})`
        : `not ${filterText(filter.part)}`;
    case 'none':
      return `${subjectText(filter.of)} is none`;
    case 'in':
      return `${subjectText(filter.of)} in (${filter.values.map(quoted).join(', ')})`;
    case 'compare':
      return `${subjectText(filter.of)} ${filter.op} ${quoted(String(filter.value))}`;
    case 'beside':
      return `${subjectText(filter.of)} ${filter.op} ${subjectText(filter.other)}`;
    case 'contains':
      return `${subjectText(filter.of)} ~ ${quoted(filter.text)}`;
  }
}

function subjectText(of: Subject): string {
  return of.kind === 'field' ? of.field.id : of.kind === 'passed' ? `passed(${of.stage})` : of.kind;
}

/** A word as it stands in a filter: in quotes where it holds spaces or signs. */
export function quoted(word: string): string {
  return /^[^\s"<>=!~(),\\]+$/u.test(word) ? word : `"${word.replace(/[\\"]/g, '\\$&')}"`;
}

/** Both filters at once; either may be absent. */
export function bothFilters(first: string | undefined, second: string): string {
  return first === undefined ? second : `(${first}) and ${second}`;
}

/** The conditions that all have to hold, one by one. */
export function conditionsOf(filter: Filter): Filter[] {
  return filter.kind === 'and' ? filter.parts : [filter];
}

const opWords: Record<string, Pair> = {
  '=': { zh: '是', en: 'is' },
  '!=': { zh: '不是', en: 'is not' },
  '<': { zh: '<', en: '<' },
  '<=': { zh: '≤', en: '≤' },
  '>': { zh: '>', en: '>' },
  '>=': { zh: '≥', en: '≥' },
};

/** A condition in words: 用地 ≥ 50 亩. `names` spells out organisations and places. */
export function filterWords(filter: Filter, type: RegisterType, names: ReadonlyMap<string, Pair>): Pair {
  const same = (text: string): Pair => ({ zh: text, en: text });
  const joined = (parts: Pair[], zh: string, en: string): Pair => ({
    zh: parts.map((part) => part.zh).join(zh),
    en: parts.map((part) => part.en).join(en),
  });
  const subject = (of: Subject): Pair => {
    switch (of.kind) {
      case 'id':
        return { zh: '编号', en: 'Id' };
      case 'stage':
        return { zh: '阶段', en: 'Stage' };
      case 'returns':
        return { zh: '退回次数', en: 'Times returned' };
      case 'passed': {
        const stage = type.stages.find((item) => item.id === of.stage)?.name ?? same(of.stage);
        return { zh: `进入“${stage.zh}”的日期`, en: `Day of entering ${stage.en}` };
      }
      case 'field':
        return of.field.name;
    }
  };
  const value = (of: Subject, held: string | number): Pair => {
    const text = String(held);
    if (of.kind === 'stage') return type.stages.find((stage) => stage.id === text)?.name ?? same(text);
    if (of.kind !== 'field') return same(text);
    if (typeof held === 'number') return same(of.field.unit ? `${text} ${of.field.unit}` : text);
    const options = kindOf(of.field).options?.(of.field, { organisations: names, places: names });
    return options?.find((choice) => choice.id === text)?.name ?? names.get(text) ?? same(text);
  };
  const all = (list: Filter[]) => list.map((part) => filterWords(part, type, names));
  switch (filter.kind) {
    case 'and':
      return joined(all(filter.parts), '，并且', ' and ');
    case 'or':
      return joined(all(filter.parts), '，或者', ' or ');
    case 'not': {
      if (filter.part.kind === 'none')
        return joined([subject(filter.part.of), { zh: '已填', en: 'is filled in' }], '', ' ');
      const inner = filterWords(filter.part, type, names);
      return { zh: `不（${inner.zh}）`, en: `not (${inner.en})` };
    }
    case 'none':
      return joined([subject(filter.of), { zh: '没有填', en: 'is empty' }], '', ' ');
    case 'in': {
      const some = joined(
        filter.values.slice(0, 4).map((held) => value(filter.of, held)),
        '或',
        ' or ',
      );
      const more = filter.values.length - 4;
      return joined(
        [
          subject(filter.of),
          { zh: '是', en: 'is' },
          more > 0 ? { zh: `${some.zh}等 ${more + 4} 个`, en: `${some.en} or ${more} more` } : some,
        ],
        ' ',
        ' ',
      );
    }
    case 'compare':
      return joined(
        [subject(filter.of), opWords[filter.op] ?? same(filter.op), value(filter.of, filter.value)],
        ' ',
        ' ',
      );
    case 'beside':
      return joined([subject(filter.of), opWords[filter.op] ?? same(filter.op), subject(filter.other)], ' ', ' ');
    case 'contains':
      return joined([subject(filter.of), { zh: '含', en: 'contains' }, same(`“${filter.text}”`)], ' ', ' ');
  }
}
