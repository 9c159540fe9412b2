import { required, text } from '../../core/register/index.ts';
import type { Action } from '../../evidence/judgement.ts';
import { scopedLine } from '../../evidence/registers/write.ts';
import { Problem } from '../../http/problem.ts';
import type { Lead } from './lead.ts';

/** A lead that is signed becomes a project: both stand in one act. */
export function toProject(): Action<Lead> {
  return {
    id: 'to-project',
    name: { zh: '签约，转为项目', en: 'Signed: make it a project' },
    fields: {
      name: required(text('项目名称', 'Name of the project')),
      contract: required(text('投资合同文号', 'Number of the contract')),
    },
    offered: (row) =>
      row.project === null && (row.stage === 'signed' || row.stage === 'visit')
        ? { name: row.name.replace('线索', '项目') }
        : null,
    async run({ store, ledger, view, who, row, base, values, today }) {
      const { records } = await view.records('leads');
      const held = records.find((record) => record.id === row.id);
      if (!held)
        throw new Problem({ status: 404, code: 'no-such-lead', zh: '没有这条线索。', en: 'There is no such lead.' });
      const copied = ['firm', 'bureau', 'park', 'node', 'investment', 'land', 'output', 'tax', 'jobs'] as const;
      const project = await scopedLine(store, view.snapshot, 'projects', who, today, {
        id: null,
        base: null,
        values: {
          ...Object.fromEntries(
            copied.flatMap((field) => (held.values[field] === undefined ? [] : [[field, held.values[field]]])),
          ),
          name: values.name,
          ev_contract: values.contract,
        },
        stage: 'signed',
      });
      const lead = await scopedLine(store, view.snapshot, 'leads', who, today, {
        id: row.id,
        base,
        values: held.values,
        ...(row.stage === 'signed' ? {} : { stage: 'signed' }),
      });
      const of = {
        jurisdiction: view.snapshot.jurisdiction,
        kind: 'record.put' as const,
        actor: who.login ?? '',
        demo: held.demo,
      };
      const payload = {
        on: today,
        source: `${view.organisation(who.organisation)?.name.zh ?? who.name}填报`,
        grade: held.demo ? ('演示' as const) : ('A' as const),
        status: 'approved' as const,
      };
      await ledger.submit([
        { ...of, payload: { ...payload, register: 'projects', records: [project] } },
        {
          ...of,
          payload: {
            ...payload,
            register: 'leads',
            records: [{ ...lead, values: { ...lead.values, project: project.id } }],
          },
        },
      ]);
      return { register: 'projects', id: project.id };
    },
  };
}
