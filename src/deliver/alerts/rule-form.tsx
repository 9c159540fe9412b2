import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { call } from '../../ui/call.ts';
import { OnePicker } from '../../ui/pickers/index.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { findObjects } from '../../work/registers/work-api.ts';
import { type AlertRuleView, listAlerts, putAlert } from './api.ts';

type Kind = AlertRuleView['when']['kind'];

/** A rule: what is watched, when it fires, whom it tells. */
export function RuleForm({ rule, onDone }: { rule: AlertRuleView | null; onDone: () => void }) {
  const { t } = useText();
  const id = useId();
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  const [sought, setSought] = useState('');
  const found = useReading(findObjects, { params: { jurisdiction }, query: { kind: 'indicator', words: sought } });
  const when = rule?.when;
  const [name, setName] = useState(rule?.name ?? '');
  const [kind, setKind] = useState<Kind>(when?.kind ?? 'threshold');
  const [about, setAbout] = useState(rule?.about ?? '');
  const [side, setSide] = useState<'above' | 'below'>(when && 'is' in when ? when.is : 'below');
  const [line, setLine] = useState(String(lineOf(when) ?? ''));
  const [hysteresis, setHysteresis] = useState(String(when && 'hysteresis' in when ? when.hysteresis : 0));
  const [tells, setTells] = useState(rule?.tells ?? 'office');
  const save = useMutation({
    mutationFn: () =>
      call(putAlert, {
        params: { jurisdiction, alert: rule?.id ?? `a-${Date.now().toString(36)}` },
        body: {
          base: rule?.base ?? null,
          rule: {
            name: name.trim(),
            about: kind === 'limit' ? 'list/directives' : about,
            when: whenOf(kind, side, Number(line), Number(hysteresis)),
            tells,
            active: true,
          },
        },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [listAlerts.path] });
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const words: Readonly<Record<Kind, [string, string | null]>> = {
    threshold: [t('数值越线', 'A value crosses a line'), t('界线（指标的单位）', 'Line (unit of the indicator)')],
    change: [t('较上期变化', 'Change from the period before'), t('变化 %', 'Change in %')],
    outlook: [t('达成可能', 'Likelihood'), t('低于 %', 'Below %')],
    light: [t('亮红灯', 'It turns red'), null],
    stale: [t('多日没有新数', 'Nothing new'), t('天', 'Days')],
    limit: [t('督办单临近期限', 'A directive is near its limit'), t('工作日', 'Working days')],
  };
  return (
    <form className="card form alert-form" onSubmit={submit}>
      <h2>{rule ? rule.name : t('新增规则', 'Add a rule')}</h2>
      <label>
        {t('名称', 'Name')}
        <input
          className="field"
          required
          minLength={2}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <div className="alert-row">
        <label>
          {t('何时报', 'When')}
          <select className="field" value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
            {(Object.keys(words) as Kind[]).map((one) => (
              <option key={one} value={one}>
                {words[one][0]}
              </option>
            ))}
          </select>
        </label>
        {(kind === 'threshold' || kind === 'change') && (
          <label>
            {t('哪一侧', 'Which side')}
            <select className="field" value={side} onChange={(event) => setSide(event.target.value as 'above')}>
              <option value="below">{t('低于', 'below')}</option>
              <option value="above">{t('高于', 'above')}</option>
            </select>
          </label>
        )}
        {words[kind][1] !== null && (
          <label>
            {words[kind][1]}
            <input
              className="field"
              type="number"
              step="any"
              required
              value={line}
              onChange={(event) => setLine(event.target.value)}
            />
          </label>
        )}
        {(kind === 'threshold' || kind === 'change' || kind === 'outlook') && (
          <label>
            {t('回到界内多少才复位', 'Back by how much')}
            <input
              className="field"
              type="number"
              step="any"
              min={0}
              required
              value={hysteresis}
              onChange={(event) => setHysteresis(event.target.value)}
            />
          </label>
        )}
        <label>
          {t('告知', 'Tells')}
          <select className="field" value={tells} onChange={(event) => setTells(event.target.value as typeof tells)}>
            <option value="lead">{t('责任单位', 'The unit that answers')}</option>
            <option value="office">{t('责任单位、督查、规划管理', 'It, supervisors, plan office')}</option>
            <option value="leaders">{t('以上和市领导', 'All these and the leaders')}</option>
          </select>
        </label>
      </div>
      {kind !== 'limit' && (
        <div className="alert-about">
          <span id={`${id}-about`}>{t('看哪个指标', 'Which indicator')}</span>
          <OnePicker
            aria-labelledby={`${id}-about`}
            options={(found.data?.objects ?? []).map(({ ref, name: own }) => ({ id: ref, name: own }))}
            value={about}
            placeholder={t('写几个字', 'Type some letters')}
            onChange={setAbout}
            onSeek={setSought}
          />
        </div>
      )}
      {save.error && <ProblemBox error={save.error} />}
      <p className="form-foot">
        <button
          type="submit"
          className="button is-main"
          disabled={save.isPending || (kind !== 'limit' && about === '')}
        >
          {t('保存', 'Save')}
        </button>{' '}
        <button type="button" className="text-button" onClick={onDone}>
          {t('取消', 'Cancel')}
        </button>
      </p>
    </form>
  );
}

function lineOf(when: AlertRuleView['when'] | undefined): number | undefined {
  if (!when) return undefined;
  if (when.kind === 'threshold') return when.value;
  if (when.kind === 'change') return when.percent;
  if (when.kind === 'outlook') return 100 * when.below;
  if (when.kind === 'stale') return when.days;
  return when.kind === 'limit' ? when.workdays : undefined;
}

function whenOf(kind: Kind, is: 'above' | 'below', line: number, hysteresis: number): AlertRuleView['when'] {
  switch (kind) {
    case 'threshold':
      return { kind, is, value: line, hysteresis };
    case 'change':
      return { kind, is, percent: line, hysteresis };
    case 'outlook':
      return { kind, below: line / 100, hysteresis: hysteresis / 100 };
    case 'light':
      return { kind, worst: 'red' };
    case 'stale':
      return { kind, days: line };
    case 'limit':
      return { kind, workdays: line };
  }
}
