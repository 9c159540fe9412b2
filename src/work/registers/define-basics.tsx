import { codeAfter } from './code.ts';
import { TreePicker } from '../../ui/pickers/index.tsx';
import { useText, type Pair } from '../../ui/text.tsx';
import type { DraftType } from './draft-type.ts';
import { cadenceWords } from './words.ts';

interface PartProps {
  draft: DraftType;
  fault: string | undefined;
  onChange: (change: Partial<DraftType>) => void;
}

/** What the register is, whose it is, when it is due, who may read it. */
export function DefineBasics({
  draft,
  fault,
  onChange,
  known,
  organisations,
}: PartProps & { known: boolean; organisations: readonly { id: string; name: Pair }[] }) {
  const { t, tx } = useText();
  return (
    <section className="card define-part">
      <h2>{t('这本台账', 'The register')}</h2>
      <div className="define-grid">
        <label>
          {t('名称', 'Name')}
          <input
            className="field"
            value={draft.zh}
            maxLength={100}
            aria-invalid={fault === 'name'}
            placeholder={t('如 农贸市场改造', 'e.g. 农贸市场改造')}
            onChange={(event) => {
              const zh = event.target.value;
              const code = { name: zh, code: draft.id, before: draft.zh, given: /^$/u };
              onChange({ zh, ...(!known && { id: codeAfter(code, []) }) });
            }}
          />
        </label>
        <label>
          {t('英文名称（可不填）', 'English name (optional)')}
          <input
            className="field"
            value={draft.en}
            maxLength={200}
            onChange={(event) => onChange({ en: event.target.value })}
          />
        </label>
        <label>
          {t('代码', 'Id')}
          <input
            className="field"
            value={draft.id}
            disabled={known}
            maxLength={64}
            aria-invalid={fault === 'id'}
            aria-describedby="define-id"
            onChange={(event) => onChange({ id: event.target.value })}
          />
          <span className="soft small" id="define-id">
            {t(
              '小写字母开头，只用小写字母、数字和短横，如 markets；建好后不能改',
              'Lower-case letters, digits and hyphens, e.g. markets; fixed once added',
            )}
          </span>
        </label>
        <div className="form-field">
          <span id="define-owner">{t('责任单位', 'Owner')}</span>
          <TreePicker
            aria-labelledby="define-owner"
            none={t('看各记录的单位栏', 'As each record says')}
            value={draft.organisation}
            options={organisations.map(({ id, name }) => ({ id, name: tx(name) }))}
            onChange={(organisation) => onChange({ organisation })}
          />
        </div>
        <label>
          {t('更新频度', 'Cadence')}
          <select
            className="field"
            value={draft.cadence}
            onChange={(event) => onChange({ cadence: event.target.value })}
          >
            <option value="">{t('随时更新，不催', 'At any time, no reminder')}</option>
            {Object.entries(cadenceWords).map(([id, name]) => (
              <option key={id} value={id}>
                {tx(name)}
              </option>
            ))}
          </select>
        </label>
        {draft.cadence !== '' && (
          <label>
            {t('期后第几个工作日前确认', 'Confirmed by which working day after')}
            <input
              className="field"
              inputMode="numeric"
              value={draft.dueWorkdays}
              aria-invalid={fault === 'dueWorkdays'}
              onChange={(event) => onChange({ dueWorkdays: event.target.value })}
            />
          </label>
        )}
        <label className="is-wide">
          {t('记什么、为什么记', 'What it lists, and why')}
          <textarea
            className="field"
            rows={2}
            maxLength={100}
            value={draft.about}
            aria-invalid={fault === 'about'}
            onChange={(event) => onChange({ about: event.target.value })}
          />
        </label>
        <label className="is-wide">
          {t('支撑的目标任务（编号，用空格隔开）', 'Commitments that it serves (ids, with spaces)')}
          <input
            className="field"
            value={draft.commitments}
            placeholder="A-01 B-02"
            onChange={(event) => onChange({ commitments: event.target.value })}
          />
        </label>
        <label className="is-wide is-check">
          <input type="checkbox" checked={draft.open} onChange={(event) => onChange({ open: event.target.checked })} />{' '}
          {t(
            '向公众公开已审核的记录（个人信息始终隐去一部分）',
            'Open to the public once reviewed (personal data stay masked)',
          )}
        </label>
      </div>
    </section>
  );
}
