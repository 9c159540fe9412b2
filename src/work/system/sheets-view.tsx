import { useState } from 'react';
import { call } from '../../ui/call.ts';
import { usePlace } from '../../ui/place.ts';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { Codes } from './codes.tsx';
import { type Code, putOrganisationSheet, putPeopleSheet } from './entry-api.ts';
import { SheetIn, What } from './sheet-in.tsx';

export const bodyOf = (given: { file: File } | { text: string }, dry: boolean) =>
  'file' in given ? { body: { dry }, file: given.file } : { body: { dry, text: given.text } };

/** Organisations from a sheet. */
export function OrganisationSheet() {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  return (
    <SheetIn
      heads={t('单位名称、上级单位、代码（可不填）、职能（可不填）', 'name, under, id (optional), roles (optional)')}
      send={(given, dry) => call(putOrganisationSheet, { params: { jurisdiction }, ...bodyOf(given, dry) })}
      shown={({ rows }) => (
        <Table
          label={t('单位', 'Organisations')}
          stacked
          rows={rows}
          rowKey={({ row }) => String(row)}
          columns={[
            { head: t('单位', 'Organisation'), by: ({ name }) => name },
            { head: t('上级单位', 'Under'), by: ({ parent }) => parent },
            { head: t('代码', 'Id'), by: ({ id }) => id, cell: ({ id }) => <code>{id}</code> },
            { head: t('职能', 'Roles'), by: ({ roles }) => roles.map(tx).join(t('、', ', ')) },
            { head: t('会怎样', 'What'), by: ({ what }) => what, cell: ({ what }) => <What what={what} /> },
          ]}
        />
      )}
    />
  );
}

/** People from a sheet; each new one gets a code, shown once. */
export function PeopleSheet() {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const [codes, setCodes] = useState<readonly Code[]>([]);
  return (
    <>
      <SheetIn
        heads={t('姓名、角色、单位、账号（可不填，用姓名拼音）', 'name, role, organisation, account (optional)')}
        send={(given, dry) => call(putPeopleSheet, { params: { jurisdiction }, ...bodyOf(given, dry) })}
        onWritten={(answer) => setCodes(answer.codes)}
        shown={({ rows, written }) =>
          !written && (
            <Table
              label={t('人员', 'People')}
              stacked
              rows={rows}
              rowKey={({ row }) => String(row)}
              columns={[
                { head: t('姓名', 'Name'), by: ({ name }) => name },
                { head: t('账号', 'Account'), by: ({ login }) => login, cell: ({ login }) => <code>{login}</code> },
                { head: t('角色', 'Role'), by: ({ role }) => tx(role) },
                { head: t('单位', 'Organisation'), by: ({ organisation }) => (organisation ? tx(organisation) : null) },
                { head: t('会怎样', 'What'), by: ({ what }) => what, cell: ({ what }) => <What what={what} /> },
              ]}
            />
          )
        }
      />
      {codes.length > 0 && <Codes codes={codes} />}
    </>
  );
}
