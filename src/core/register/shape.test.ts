import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  choice,
  date,
  link,
  money,
  type NumbersIn,
  number,
  org,
  type RecordOf,
  register,
  required,
  type StageOf,
  text,
} from './shape.ts';

const parks = register({
  id: 'parks',
  name: ['园区', 'Parks'],
  identify: ['name'],
  fields: { name: required(text('名称', 'Name')) },
});

const leads = register({
  id: 'leads',
  name: ['线索', 'Leads'],
  identify: ['name'],
  owner: 'bureau',
  role: 'investment',
  fields: {
    name: required(text('名称', 'Name')),
    bureau: org('责任单位', 'Answers for it'),
    channel: choice('渠道', 'Channel', { soe: ['央企', 'Central'], chain: ['以链', 'By chain'] }),
    park: link(() => parks, '园区', 'Park'),
    land: number('用地', 'Land', '亩'),
    tax: required(money('税收', 'Tax', '万元')),
    came: date('日期', 'Came'),
  },
  stages: {
    lead: { name: ['线索', 'Lead'], limits: [{ filter: 'land > 5', workdays: 20 }] },
    signed: { name: ['签约', 'Signed'], requires: ['land'] },
    dropped: { name: ['终止', 'Dropped'], exit: true, next: ['lead'] },
  },
});

describe('a register that code writes carries its type', () => {
  test('a record has the type of each field, null where the field may be empty', () => {
    type Lead = RecordOf<typeof leads>;
    expectTypeOf<Lead['name']>().toEqualTypeOf<string>();
    expectTypeOf<Lead['land']>().toEqualTypeOf<number | null>();
    expectTypeOf<Lead['tax']>().toEqualTypeOf<number>();
    expectTypeOf<Lead['channel']>().toEqualTypeOf<'soe' | 'chain' | null>();
    expectTypeOf<Lead['park']>().toEqualTypeOf<{ id: string; title: string } | null>();
    expectTypeOf<Lead['stage']>().toEqualTypeOf<'lead' | 'signed' | 'dropped' | null>();
    expectTypeOf<NumbersIn<typeof leads>>().toEqualTypeOf<'land' | 'tax'>();
    expectTypeOf<StageOf<typeof leads>>().toEqualTypeOf<'lead' | 'signed' | 'dropped'>();
    const read = (lead: Lead) => [
      lead.land,
      // @ts-expect-error the register has no such field
      lead.laand,
      // @ts-expect-error a stage of no record
      lead.stage === 'closed',
      // @ts-expect-error an empty field is not a number
      lead.land + 1,
    ];
    expect(read).toBeTypeOf('function');
  });

  test('what is stored and sent is plain data in the order of the declaration', () => {
    expect(leads.fields.map((field) => [field.id, field.type, field.unit])).toEqual([
      ['name', 'text', undefined],
      ['bureau', 'org', undefined],
      ['channel', 'choice', undefined],
      ['park', 'reference', undefined],
      ['land', 'number', '亩'],
      ['tax', 'money', '万元'],
      ['came', 'date', undefined],
    ]);
    expect(leads.fields[3]?.register).toBe('parks');
    expect(leads.stages.map((stage) => [stage.id, stage.requires])).toEqual([
      ['lead', []],
      ['signed', ['land']],
      ['dropped', []],
    ]);
    expect(JSON.parse(JSON.stringify(leads))).toEqual(leads);
  });

  test('a wrong field, stage, owner or piece of evidence does not compile, and does not start', () => {
    const fields = { name: required(text('名称', 'Name')), bureau: org('单位', 'Unit') };
    const base = { id: 'x', name: ['x', 'x'], identify: ['name'], fields } as const;
    const wrong = [
      () =>
        register({
          ...base,
          // @ts-expect-error nothing is identified by a field that is not there
          identify: ['nam'],
        }),
      () =>
        register({
          ...base,
          // @ts-expect-error evidence is a field of the register
          stages: { a: { name: ['a', 'a'], requires: ['proof'] } },
        }),
      () =>
        register({
          ...base,
          // @ts-expect-error what follows is a stage of the register
          stages: { a: { name: ['a', 'a'], next: ['b'] } },
        }),
      () =>
        register({
          ...base,
          // @ts-expect-error only a field of type org says whose a record is
          owner: 'name',
        }),
      () =>
        register({
          ...base,
          // @ts-expect-error a record carries its stage under this name
          fields: { ...fields, stage: text('阶段', 'Stage') },
        }),
    ];
    for (const define of wrong) expect(define).toThrow();
  });
});
