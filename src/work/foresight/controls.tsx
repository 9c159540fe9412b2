import { useState } from 'react';
import { figure, quantity } from '../../ui/format.ts';
import { DemoMark } from '../../ui/light.tsx';
import { useReader } from '../../ui/session.ts';
import { useText } from '../../ui/text.tsx';
import type { ScenarioAnswer, ScenarioBody } from './api.ts';
import { changeIn, projectsIn, withChange, withoutProject, withProject } from './variant.ts';

type Answered = ScenarioAnswer['commitments'][number];
type Variant = ScenarioBody['variants'][number];

/** What a variant assumes for one target. */
export function Controls({
  item,
  variant,
  onChange,
}: {
  item: Answered;
  variant: Variant;
  onChange: (variant: Variant) => void;
}) {
  const { t, tx, lang } = useText();
  const growth = changeIn(variant, item.commitment, 'growth');
  const target = changeIn(variant, item.commitment, 'target');
  const [more, setMore] = useState(false);
  const shown = growth?.perYear ?? item.growth ?? 0;
  const label = item.rate
    ? t('余下各期比上年同期变动（个百分点）', 'To come, on the same period a year before (points)')
    : t('余下各期比上年同期增长（%）', 'To come, on the same period a year before (%)');
  const set = (value: number | null) =>
    onChange(
      withChange(
        variant,
        item.commitment,
        'growth',
        null,
        value === null || !Number.isFinite(value)
          ? null
          : { kind: 'growth', perYear: Math.min(1000, Math.max(-100, value)) },
      ),
    );
  return (
    <div className="controls">
      <label>
        {label}
        <span className="controls-growth">
          <input
            type="range"
            min={Math.min(-20, Math.floor(shown))}
            max={Math.max(40, Math.ceil(shown))}
            step={0.5}
            value={shown}
            onChange={(event) => set(Number(event.target.value))}
            aria-label={label}
          />
          <input
            className="field"
            type="number"
            step={0.1}
            value={shown}
            onChange={(event) => set(event.target.value === '' ? null : Number(event.target.value))}
            aria-label={t(`${label}，填数`, `${label}, as a number`)}
          />
        </span>
      </label>
      {item.needed !== null && (
        <p className="small">
          {t('要达到目标须 ', 'The target needs ')}
          <button type="button" className="text-button" onClick={() => set(item.needed)}>
            {figure(item.needed)}
            {item.rate ? t(' 个百分点', ' points') : '%'}
          </button>
        </p>
      )}
      {growth !== undefined && (
        <button type="button" className="text-button" onClick={() => set(null)}>
          {item.growth === null
            ? t('回到预测', 'Back to the forecast')
            : t(
                `回到预测的 ${figure(item.growth)}${item.rate ? ' 个百分点' : '%'}`,
                `Back to the ${figure(item.growth)}${item.rate ? ' points' : '%'} of the forecast`,
              )}
        </button>
      )}
      <label>
        {t(`目标改为（${item.unit}）`, `Target revised to (${item.unit})`)}
        <input
          className="field"
          type="number"
          step="any"
          placeholder={item.level === null ? '' : figure(item.level)}
          value={target?.level ?? ''}
          onChange={(event) =>
            onChange(
              withChange(
                variant,
                item.commitment,
                'target',
                null,
                event.target.value === '' || !Number.isFinite(Number(event.target.value))
                  ? null
                  : { kind: 'target', level: Number(event.target.value) },
              ),
            )
          }
        />
      </label>
      {item.contributions.length > 0 && (
        <details>
          <summary>
            {t(
              `在手项目和线索（${item.contributions.length}）`,
              `Projects and leads in hand (${item.contributions.length})`,
            )}
          </summary>
          <ul className="controls-list">
            {item.contributions.map((entry) => {
              const delayed = changeIn(variant, item.commitment, 'delay', entry.id);
              const removed = changeIn(variant, item.commitment, 'remove', entry.id);
              const year = Number(entry.from.slice(0, 4));
              return (
                <li key={entry.id}>
                  <label>
                    {tx(entry.note)} <span className="soft small">{quantity(entry.amount, item.unit, lang)}</span>{' '}
                    <DemoMark show={entry.demo} />
                    <select
                      className="field"
                      value={removed ? 'gone' : (delayed?.from ?? '')}
                      onChange={(event) =>
                        onChange(
                          withChange(
                            variant,
                            item.commitment,
                            'fate',
                            entry.id,
                            event.target.value === ''
                              ? null
                              : event.target.value === 'gone'
                                ? { kind: 'remove', id: entry.id }
                                : { kind: 'delay', id: entry.id, from: event.target.value },
                          ),
                        )
                      }
                    >
                      <option value="">{t('按现在的安排', 'As planned')}</option>
                      {[1, 2, 3].map((years) => (
                        <option key={years} value={String(year + years)}>
                          {t(`推迟到 ${year + years} 年`, `Delayed to ${year + years}`)}
                        </option>
                      ))}
                      <option value="gone">{t('不来了', 'Does not come')}</option>
                    </select>
                  </label>
                </li>
              );
            })}
          </ul>
        </details>
      )}
      {projectsIn(variant, item.commitment).map((project, at) => (
        <p key={at} className="small">
          {t('假设：', 'Assumed: ')}
          {project.note}，{quantity(project.amount, item.unit, lang)} × {Math.round(project.probability * 100)}%，
          {project.from}{' '}
          <button
            type="button"
            className="text-button"
            onClick={() => onChange(withoutProject(variant, item.commitment, at))}
          >
            {t('去掉', 'Remove')}
          </button>
        </p>
      ))}
      {more ? (
        <NewProject
          unit={item.unit}
          onAdd={(project) => {
            onChange(withProject(variant, item.commitment, project));
            setMore(false);
          }}
        />
      ) : (
        <button type="button" className="text-button" onClick={() => setMore(true)}>
          {t('加一个项目', 'Add a project')}
        </button>
      )}
    </div>
  );
}

function NewProject({
  unit,
  onAdd,
}: {
  unit: string;
  onAdd: (project: { amount: number; probability: number; from: string; note: string }) => void;
}) {
  const { t } = useText();
  const { today } = useReader();
  const [form, setForm] = useState({ note: '', amount: '', probability: '80', from: today.slice(0, 4) });
  const amount = Number(form.amount);
  const probability = Number(form.probability) / 100;
  const ready =
    form.note.trim() !== '' &&
    form.amount !== '' &&
    Number.isFinite(amount) &&
    probability >= 0 &&
    probability <= 1 &&
    /^\d{4}$/.test(form.from);
  return (
    <div className="form controls-new">
      <label>
        {t('项目', 'Project')}
        <input value={form.note} maxLength={100} onChange={(event) => setForm({ ...form, note: event.target.value })} />
      </label>
      <label>
        {t(`投产后当年加多少（${unit}）`, `Adds in the target's year (${unit})`)}
        <input
          inputMode="decimal"
          value={form.amount}
          onChange={(event) => setForm({ ...form, amount: event.target.value })}
        />
      </label>
      <label>
        {t('完成概率（%）', 'Probability (%)')}
        <input
          inputMode="decimal"
          value={form.probability}
          onChange={(event) => setForm({ ...form, probability: event.target.value })}
        />
      </label>
      <label>
        {t('哪年起', 'From which year on')}
        <input
          inputMode="numeric"
          value={form.from}
          onChange={(event) => setForm({ ...form, from: event.target.value })}
        />
      </label>
      <button
        type="button"
        className="button"
        disabled={!ready}
        onClick={() => onAdd({ amount, probability, from: form.from, note: form.note.trim() })}
      >
        {t('加上', 'Add')}
      </button>
    </div>
  );
}
