import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../ui/call.ts';
import { Drawer } from '../../ui/drawer.tsx';
import { TreePicker } from '../../ui/pickers/index.tsx';
import { usePlace } from '../../ui/place.ts';
import { reading, useReading } from '../../ui/query.ts';
import { Await, Empty, ProblemBox } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText, type Pair } from '../../ui/text.tsx';
import { childrenOf } from '../../ui/tree.ts';
import { listOrganisations, putOrganisation } from './api.ts';
import { type Organisation, possibleParents } from './organisation-tree.ts';
import { OrganisationSheet } from './sheets-view.tsx';

/** The tree of organisations with its people and indicators; whoever manages people adds, renames and moves. */
export function OrganisationsView() {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const query = useReading(listOrganisations, { params: { jurisdiction } });
  const [open, setOpen] = useState<Organisation | 'new' | null>(null);
  const [sheet, setSheet] = useState(false);
  return (
    <Await query={query}>
      {(data) => {
        const below = childrenOf(data.organisations);
        const named = (roles: readonly string[]) =>
          roles
            .map((id) => tx(data.roles.find((role) => role.id === id)?.name ?? { zh: id, en: id }))
            .join(t('、', ', '));
        return (
          <>
            <p className="filters">
              {data.mayWrite && (
                <button type="button" className="button is-main" onClick={() => setOpen('new')}>
                  {t('新增单位', 'Add an organisation')}
                </button>
              )}
              {data.mayWrite && (
                <button type="button" className="button" aria-expanded={sheet} onClick={() => setSheet(!sheet)}>
                  {t('从表格导入', 'From a sheet')}
                </button>
              )}
              <span className="soft">
                {t(`${data.organisations.length} 个单位`, `${data.organisations.length} organisations`)}
              </span>
            </p>
            {sheet && (
              <section className="card">
                <OrganisationSheet />
              </section>
            )}
            {data.organisations.length === 0 ? (
              <Empty title={t('还没有单位', 'No organisations yet')}>
                <p>
                  {t(
                    '单位随规划导入，也可以由系统管理员在这里加。',
                    'Organisations come with the plan, or are added here by the administrator.',
                  )}
                </p>
              </Empty>
            ) : (
              <div className="card">
                <Table
                  label={t('单位', 'Organisations')}
                  stacked
                  rows={below(null)}
                  rowKey={(organisation) => organisation.id}
                  below={({ id }) => below(id)}
                  columns={[
                    {
                      head: t('单位', 'Organisation'),
                      by: (organisation) => tx(organisation.name),
                      cell: (organisation) =>
                        data.mayWrite ? (
                          <button type="button" className="text-button row-name" onClick={() => setOpen(organisation)}>
                            {tx(organisation.name)}
                          </button>
                        ) : (
                          <span className="row-name">{tx(organisation.name)}</span>
                        ),
                    },
                    {
                      head: t('代码', 'Id'),
                      by: ({ id }) => id,
                      cell: ({ id }) => <code className="soft">{id}</code>,
                    },
                    {
                      head: t('职能', 'Role'),
                      named: true,
                      cell: ({ roles, suggested }) =>
                        roles.length === 0 && (suggested.length === 0 || !data.mayWrite) ? (
                          ''
                        ) : (
                          <>
                            {named(roles)}
                            {suggested.length > 0 && data.mayWrite && (
                              <span className="soft small">
                                {' '}
                                {t('建议：', 'Suggested: ')}
                                {named(suggested)}
                              </span>
                            )}
                          </>
                        ),
                    },
                    {
                      head: t('人员', 'People'),
                      n: true,
                      by: ({ people }) => people,
                    },
                    {
                      head: t('负责的指标', 'Indicators'),
                      n: true,
                      by: ({ indicators }) => indicators,
                    },
                  ]}
                />
              </div>
            )}
            {open !== null && (
              <OrganisationDrawer
                key={open === 'new' ? '' : open.id}
                organisation={open === 'new' ? null : open}
                all={data.organisations}
                roles={data.roles}
                onClose={() => setOpen(null)}
              />
            )}
          </>
        );
      }}
    </Await>
  );
}

function OrganisationDrawer({
  organisation,
  all,
  roles,
  onClose,
}: {
  organisation: Organisation | null;
  all: readonly Organisation[];
  roles: readonly { id: string; name: Pair }[];
  onClose: () => void;
}) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  const [id, setId] = useState(organisation?.id ?? '');
  const [zh, setZh] = useState(organisation?.name.zh ?? '');
  const [en, setEn] = useState(organisation?.name.en ?? '');
  const [parent, setParent] = useState(organisation?.parent ?? '');
  const [own, setOwn] = useState<readonly string[]>(organisation?.roles ?? []);
  const taken = organisation === null && all.some((item) => item.id === id.trim());
  const save = useMutation({
    mutationFn: () =>
      call(putOrganisation, {
        params: { jurisdiction },
        body: {
          id: id.trim(),
          name: { zh: zh.trim(), en: en.trim() || zh.trim() },
          parent: parent || null,
          roles: [...own],
        },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: reading(listOrganisations, { params: { jurisdiction } }).queryKey });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!taken) save.mutate();
  };
  return (
    <Drawer
      title={organisation === null ? t('新增单位', 'Add an organisation') : tx(organisation.name)}
      onClose={onClose}
    >
      {save.error && <ProblemBox error={save.error} />}
      <form className="form person-form" onSubmit={submit}>
        <label>
          {t('名称', 'Name')}
          <input value={zh} required maxLength={100} onChange={(event) => setZh(event.target.value)} />
        </label>
        <label>
          {t('英文名（可不填）', 'English name (optional)')}
          <input value={en} maxLength={200} onChange={(event) => setEn(event.target.value)} />
        </label>
        <label>
          {t('代码', 'Id')}
          <input
            value={id}
            disabled={organisation !== null}
            required
            pattern="[a-z0-9][a-z0-9\-]{0,63}"
            aria-invalid={taken}
            aria-describedby="organisation-id"
            onChange={(event) => setId(event.target.value)}
          />
          <span className={taken ? 'is-red small' : 'soft small'} id="organisation-id">
            {taken
              ? t('这个代码已有单位在用，换一个。', 'The id is in use; choose another.')
              : t('小写字母、数字和短横，加好后不能改', 'Lower-case letters, digits and hyphens; fixed once added')}
          </span>
        </label>
        <div className="form-field">
          <span id="organisation-parent">{t('上级单位', 'Under')}</span>
          <TreePicker
            aria-labelledby="organisation-parent"
            none={t('没有上级', 'None')}
            value={parent}
            options={possibleParents(all, organisation?.id ?? null).map((item) => ({ ...item, name: tx(item.name) }))}
            onChange={setParent}
          />
        </div>
        <fieldset className="check-list">
          <legend>{t('职能（自带台账按职能归到单位）', 'Roles (lists of the program belong to them)')}</legend>
          {roles.map((role) => (
            <label key={role.id} className="is-check">
              <input
                type="checkbox"
                checked={own.includes(role.id)}
                onChange={(event) =>
                  setOwn(event.target.checked ? [...own, role.id] : own.filter((one) => one !== role.id))
                }
              />{' '}
              {tx(role.name)}
              {organisation?.suggested.includes(role.id) && (
                <span className="soft small"> {t('按名称建议', 'suggested by its name')}</span>
              )}
            </label>
          ))}
        </fieldset>
        <p className="soft small">
          {t(
            '上级单位的人能看、能填、能审下级单位的数；改动会记进账本。',
            'Those above see, hand in and review for those below; the change goes into the ledger.',
          )}
        </p>
        <p className="form-foot">
          <button type="submit" className="button is-main" disabled={save.isPending || taken}>
            {t('保存', 'Save')}
          </button>
          <button type="button" className="button" onClick={onClose}>
            {t('取消', 'Cancel')}
          </button>
        </p>
      </form>
    </Drawer>
  );
}
