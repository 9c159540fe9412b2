import { useState, type FormEvent } from 'react';
import { isProblem } from '../../core/measure/index.ts';
import { type Filter, kindOf, type Op, parseFilter } from '../../core/register/index.ts';
import { DayField } from '../../ui/pickers/index.tsx';
import { useText, type Pair } from '../../ui/text.tsx';
import { quoted } from './filter-text.ts';
import { namesOf, useRegister } from './use-register.ts';

const opNames: Record<Op, Pair> = {
  '=': { zh: '是', en: 'is' },
  '!=': { zh: '不是', en: 'is not' },
  '<': { zh: '小于', en: 'below' },
  '<=': { zh: '不超过', en: 'at most' },
  '>': { zh: '大于', en: 'above' },
  '>=': { zh: '不少于', en: 'at least' },
  '~': { zh: '含', en: 'contains' },
  'is none': { zh: '没有填', en: 'is empty' },
  'is not none': { zh: '已填', en: 'is filled in' },
};

/** Days on which stages were entered are compared as days, the stage itself as one of a closed set. */
const dayOps = kindOf({ type: 'date' }).ops;
const stageOps: readonly Op[] = ['=', '!='];
const filledIn: readonly Op[] = ['is none', 'is not none'];

/** One more condition: what, how, with what. */
export function ConditionForm({ onAdd }: { onAdd: (filter: Filter) => void }) {
  const { t, tx } = useText();
  const { data } = useRegister();
  const { type } = data;
  const [subject, setSubject] = useState(type.stages.length > 0 ? 'stage' : (type.fields[0]?.id ?? 'id'));
  const passed = /^passed\((.+)\)$/.exec(subject)?.[1];
  const field = type.fields.find((item) => item.id === subject);
  const kind = field && kindOf(field);
  const ops = passed !== undefined ? dayOps : field?.personal ? filledIn : (kind?.ops ?? stageOps);
  const [chosen, setOp] = useState<Op>('=');
  const op = ops.find((item) => item === chosen) ?? ops[0] ?? '=';
  const [value, setValue] = useState('');
  const needsValue = op !== 'is none' && op !== 'is not none';
  const choices = subject === 'stage' ? type.stages : field && (kind?.options?.(field, namesOf(data)) ?? null);
  const parsed = parseFilter(type, needsValue ? `${subject} ${op} ${quoted(value.trim())}` : `${subject} ${op}`);
  const problem = value.trim() !== '' && isProblem(parsed) ? parsed : null;

  const add = (event: FormEvent) => {
    event.preventDefault();
    if (!isProblem(parsed) && (!needsValue || value.trim() !== '')) onAdd(parsed);
  };
  return (
    <form className="filters condition-form" onSubmit={add}>
      <select
        className="field"
        aria-label={t('字段', 'Field')}
        value={subject}
        autoFocus
        onChange={(event) => {
          setSubject(event.target.value);
          setValue('');
        }}
      >
        {type.stages.length > 0 && <option value="stage">{t('阶段', 'Stage')}</option>}
        {type.fields.map((item) => (
          <option key={item.id} value={item.id}>
            {tx(item.name)}
          </option>
        ))}
        {type.stages.map((stage) => (
          <option key={stage.id} value={`passed(${stage.id})`}>
            {t(`进入“${stage.name.zh}”的日期`, `Day of entering ${stage.name.en}`)}
          </option>
        ))}
      </select>
      <select
        className="field"
        aria-label={t('关系', 'Comparison')}
        value={op}
        onChange={(event) => setOp(ops.find((item) => item === event.target.value) ?? '=')}
      >
        {ops.map((item) => (
          <option key={item} value={item}>
            {tx(opNames[item])}
          </option>
        ))}
      </select>
      {needsValue && choices && (
        <select
          className="field"
          aria-label={t('值', 'Value')}
          value={value}
          onChange={(event) => setValue(event.target.value)}
        >
          <option value="">{t('请选择', 'Choose')}</option>
          {choices.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {tx(choice.name)}
            </option>
          ))}
        </select>
      )}
      {needsValue && !choices && (passed !== undefined || field?.type === 'date') && (
        <DayField aria-label={t('值', 'Value')} value={value} onChange={setValue} />
      )}
      {needsValue && !choices && passed === undefined && field?.type !== 'date' && (
        <input
          className="field"
          aria-label={t('值', 'Value')}
          inputMode={kind?.compares === 'number' ? 'decimal' : undefined}
          placeholder={field?.unit ?? ''}
          value={value}
          onChange={(event) => setValue(event.target.value)}
        />
      )}
      <button type="submit" className="button" disabled={isProblem(parsed) || (needsValue && value.trim() === '')}>
        {t('加上', 'Add')}
      </button>
      {problem && (
        <span className="is-red" role="status">
          {tx(problem)}
        </span>
      )}
    </form>
  );
}
