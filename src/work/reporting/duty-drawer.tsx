import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../ui/call.ts';
import { Drawer } from '../../ui/drawer.tsx';
import { DayField } from '../../ui/pickers/index.tsx';
import { usePlace } from '../../ui/place.ts';
import { ProblemBox } from '../../ui/states.tsx';
import { useText, type Pair } from '../../ui/text.tsx';
import { putDuties } from './api.ts';
import type { Duties, Duty } from './api.ts';
import { readAnew } from '../../ui/query.ts';

/** Which person reports, and who stands in until when. */
export function DutyDrawer({
  duty,
  organisation,
  people,
  onClose,
}: {
  duty: Duty;
  organisation: { id: string; name: Pair };
  people: Duties['people'];
  onClose: () => void;
}) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  const [person, setPerson] = useState(duty.person ?? '');
  const [deputy, setDeputy] = useState(duty.deputy ?? '');
  const [until, setUntil] = useState(duty.deputyUntil ?? '');
  const save = useMutation({
    mutationFn: () =>
      call(putDuties, {
        params: { jurisdiction },
        body: {
          duties: [
            {
              about: duty.about,
              organisation: organisation.id,
              person: person || null,
              deputy: deputy || null,
              deputyUntil: (deputy && until) || null,
            },
          ],
        },
      }),
    onSuccess: async () => {
      await readAnew(queries);
      onClose();
    },
  });
  const own = people.filter((item) => item.organisation === organisation.id);
  return (
    <Drawer title={tx(duty.name)} onClose={onClose}>
      <p className="soft">
        {tx(organisation.name)} · {tx(duty.due)}
      </p>
      <form
        className="form duty-form"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <label>
          {t('填报人', 'Person')}
          <Choice
            name={t('填报人', 'Person')}
            people={own}
            value={person}
            none={t('本单位任何填报人', 'Any reporter of the organisation')}
            onChange={setPerson}
          />
        </label>
        <label>
          {t('代报人', 'Stands in')}
          <Choice
            name={t('代报人', 'Stands in')}
            people={own.filter((item) => item.login !== person)}
            value={deputy}
            none={t('没有', 'Nobody')}
            onChange={setDeputy}
          />
        </label>
        {deputy !== '' && (
          <div className="form-field">
            <span id="duty-until">{t('代到哪天（空着：一直代）', 'Until (empty: without end)')}</span>
            <DayField aria-labelledby="duty-until" value={until} onChange={setUntil} />
          </div>
        )}
        {own.length === 0 && (
          <p className="is-yellow">
            ▲{' '}
            {t(
              '这个单位还没有账号；请系统管理员添加。',
              'The organisation has no accounts yet; ask the administrator to add one.',
            )}
          </p>
        )}
        {save.error && <ProblemBox error={save.error} />}
        <button type="submit" className="button is-main" disabled={save.isPending}>
          {t('保存', 'Save')}
        </button>
      </form>
    </Drawer>
  );
}

function Choice({
  name,
  people,
  value,
  none,
  onChange,
}: {
  name: string;
  people: Duties['people'];
  value: string;
  none: string;
  onChange: (login: string) => void;
}) {
  return (
    <select className="field" aria-label={name} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{none}</option>
      {people.map((person) => (
        <option key={person.login} value={person.login}>
          {person.name}
        </option>
      ))}
    </select>
  );
}
