import { type RawBuilder, sql } from 'kysely';
import { type Filter, kindOf, type Subject } from '../../core/register/index.ts';

/**
 * A filter as SQL over a table with the columns record_id, stage, passed and values. It judges as `passes` of
 * core/register does. Field ids come from the register type, never from the filter's text.
 */
export function filterSql(filter: Filter): RawBuilder<boolean> {
  return within(filter, true);
}

/** `asserted`: not under a `not`, where "false" and "unknown" come to the same. */
function within(filter: Filter, asserted: boolean): RawBuilder<boolean> {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return sql`(${sql.join(
        filter.parts.map((part) => within(part, asserted)),
        filter.kind === 'and' ? sql` and ` : sql` or `,
      )})`;
    case 'not':
      return sql`(not ${within(filter.part, false)})`;
    case 'none':
      return sql`(${textOf(filter.of)} is null)`;
    case 'in':
      if (isSeveral(filter.of)) return sql`(values->${sql.lit(filter.of.field.id)} ?| ${filter.values}::text[])`;
      return sql`(${textOf(filter.of)} = any(${filter.values}))`;
    case 'contains':
      return sql`(position(lower(normalize(${filter.text}, NFKC)) in lower(normalize(${textOf(filter.of)}, NFKC))) > 0)`;
    case 'beside': {
      const number = filter.of.kind === 'field' && kindOf(filter.of.field).compares === 'number';
      return number
        ? sql`(${numberOf(filter.of)} ${operators[filter.op]} ${numberOf(filter.other)})`
        : sql`(${textOf(filter.of)} collate "C" ${operators[filter.op]} ${textOf(filter.other)})`;
    }
    case 'compare': {
      const op = operators[filter.op];
      if (typeof filter.value === 'number') return sql`(${numberOf(filter.of)} ${op} ${filter.value}::numeric)`;
      // Containment can use the index over all values; where the value is empty it says "false" instead of "unknown".
      if (asserted && filter.op === '=' && filter.of.kind === 'field' && filter.of.field.type !== 'flag')
        return sql`(values @> ${JSON.stringify({ [filter.of.field.id]: isSeveral(filter.of) ? [filter.value] : filter.value })}::jsonb)`;
      if (isSeveral(filter.of)) {
        const has = sql<boolean>`(values->${sql.lit(filter.of.field.id)} ? ${String(filter.value)})`;
        return filter.op === '!=' ? sql`(not ${has})` : has;
      }
      return sql`(${textOf(filter.of)} collate "C" ${op} ${filter.value})`;
    }
  }
}

function isSeveral(of: Subject): of is Extract<Subject, { kind: 'field' }> {
  return of.kind === 'field' && of.field.many === true;
}

const operators = { '=': sql`=`, '!=': sql`<>`, '<': sql`<`, '<=': sql`<=`, '>': sql`>`, '>=': sql`>=` } as const;

/** What a filter compares, as text; null where it is empty. */
export function textOf(of: Subject): RawBuilder<string | null> {
  switch (of.kind) {
    case 'id':
      return sql`record_id`;
    case 'stage':
      return sql`stage`;
    case 'returns':
      return sql`jsonb_array_length(jsonb_path_query_array(passages, '$[*] ? (@.back == true)'))::text`;
    case 'passed':
      return sql`(passed->>${sql.lit(of.stage)})`;
    case 'field':
      return sql`(values->>${sql.lit(of.field.id)})`;
  }
}

/** A number field; null where it is empty. */
export function numberOf(of: Subject): RawBuilder<string | null> {
  return sql`(${textOf(of)})::numeric`;
}
