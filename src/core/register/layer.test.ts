import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layer, type OwnPart, ownPart, ownPartOf, stageForCode } from './layer.ts';
import type { RegisterType } from './model.ts';
import { registerItem } from './model.ts';
import { choice, number, org, register, required, text } from './shape.ts';

const program: RegisterType = register({
  id: 'leads',
  name: ['线索', 'Leads'],
  identify: ['name'],
  owner: 'bureau',
  fields: {
    name: required(text('名称', 'Name')),
    bureau: org('单位', 'Unit'),
    kind: choice('类别', 'Kind', { a: ['甲', 'A'], b: ['乙', 'B'] }),
    land: number('用地', 'Land', '亩'),
  },
  stages: {
    lead: { name: ['线索', 'Lead'] },
    signed: { name: ['签约', 'Signed'], requires: ['land'] },
    dropped: { name: ['终止', 'Dropped'], exit: true },
  },
});

const pairs = fc.record({
  zh: fc.string({ minLength: 1, maxLength: 8 }),
  en: fc.string({ minLength: 1, maxLength: 8 }),
});
const ownFields = fc
  .uniqueArray(fc.stringMatching(/^x_[a-z]{1,6}$/), { maxLength: 3 })
  .map((ids) => ids.map((id) => ({ id, name: { zh: id, en: id }, type: 'text' as const })));
const owns: fc.Arbitrary<OwnPart> = fc
  .record(
    {
      name: pairs,
      organisation: fc.constantFrom('o1', 'o2'),
      open: fc.constant(true as boolean),
      fields: ownFields,
      words: fc.record(
        {
          kind: fc.record({ choices: fc.constant([{ id: 'c', name: { zh: '丙', en: 'C' } }]) }),
          land: fc.record({ name: pairs }),
        },
        { requiredKeys: [] },
      ),
      stages: fc.record({ lead: fc.record({ limits: fc.constant([{ workdays: 5 }]) }) }, { requiredKeys: [] }),
      between: fc.constant([
        {
          after: 'lead',
          stage: { id: 'notice', name: { zh: '公示', en: 'Notice' }, requires: [], exit: false, limits: [] },
        },
      ]),
    },
    { requiredKeys: [] },
  )
  .map((own) => ownPart.parse(own));

describe('the type in force', () => {
  test('holds every field, choice and stage of the program, whatever the place says', () => {
    fc.assert(
      fc.property(owns, (own) => {
        const type = layer(program, own);
        expect(registerItem.safeParse(type).error).toBeUndefined();
        for (const field of program.fields) {
          const now = type.fields.find((one) => one.id === field.id);
          expect([now?.type, now?.unit]).toEqual([field.type, field.unit]);
          expect(now?.choices ?? []).toEqual(expect.arrayContaining(field.choices ?? []));
        }
        expect(
          type.stages.map((stage) => stage.id).filter((id) => program.stages.some((one) => one.id === id)),
        ).toEqual(program.stages.map((stage) => stage.id));
      }),
    );
  });

  test('what a place wants is its own part again', () => {
    fc.assert(
      fc.property(owns, (own) => {
        const wanted = layer(program, own);
        const found = ownPartOf(program, wanted);
        expect(Array.isArray(found)).toBe(false);
        expect(layer(program, found as OwnPart)).toEqual(wanted);
      }),
    );
  });

  test('a field of the program that is taken out, retyped or loosened is named', () => {
    const without = { ...program, fields: program.fields.filter((field) => field.id !== 'land') };
    const retyped = {
      ...program,
      fields: program.fields.map((field) => (field.id === 'land' ? { ...field, unit: '公顷' } : field)),
    };
    const loosened = {
      ...program,
      fields: program.fields.map((field) => (field.id === 'name' ? { ...field, required: false } : field)),
    };
    const unchosen = {
      ...program,
      fields: program.fields.map((field) =>
        field.id === 'kind' ? { ...field, choices: field.choices?.slice(1) } : field,
      ),
    };
    for (const [wanted, where] of [
      [without, 'fields.land'],
      [retyped, 'fields.land'],
      [loosened, 'fields.name'],
      [unchosen, 'fields.kind'],
      [{ ...program, stages: program.stages.slice(1) }, 'stages.lead'],
      [{ ...program, owner: undefined }, 'owner'],
    ] as const)
      expect(ownPartOf(program, wanted as RegisterType)).toMatchObject([{ code: 'locked', field: where }]);
  });

  test('a new version of the program reaches a place that has made the register its own', () => {
    const own = ownPart.parse({ fields: [{ id: 'x', name: { zh: '备注', en: 'Note' }, type: 'text' }] });
    const next = { ...program, fields: [...program.fields, ...register({ ...newer }).fields] };
    expect(layer(next, own).fields.map((field) => field.id)).toEqual(['name', 'bureau', 'kind', 'land', 'water', 'x']);
  });

  test('on a stage of the place code sees the stage of the program before it', () => {
    const type = layer(
      program,
      ownPart.parse({ between: [{ after: 'lead', stage: { id: 'notice', name: { zh: '公示', en: 'Notice' } } }] }),
    );
    expect(type.stages.map((stage) => stage.id)).toEqual(['lead', 'notice', 'signed', 'dropped']);
    expect(stageForCode(program, type, 'notice')).toBe('lead');
    expect(stageForCode(program, type, 'signed')).toBe('signed');
    expect(stageForCode(program, type, null)).toBeNull();
  });
});

const newer = {
  id: 'more',
  name: ['更多', 'More'],
  identify: ['water'],
  fields: { water: number('用水', 'Water') },
} as const;
