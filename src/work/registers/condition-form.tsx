import { useState, type FormEvent } from 'react';
import { isProblem } from '../../core/measure/index.ts';
import { type Filter, parseFilter, type Field } from '../../core/register/index.ts';
import { useText, type Pair } from '../../ui/text.tsx';
import { quoted } from './filter-text.ts';
import { useRegister } from './use-register.ts';

type Op = '=' | '!=' | '<' | '<=' | '>' | '>=' | '~' | 'is none' | 'is not none';
type Kind = Field['type'] | 'stage';

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

const ordered: readonly Op[] = ['>=', '<=', '=', 'is none', 'is not none'];

function opsOf(kind: Kind): readonly Op[] {
  switch (kind) {
    case 'number':
    case 'money':
    case 'date':
    case 'period':
      return ordered;
    case 'stage':
      return ['=', '!='];
    case 'choice':
    case 'org':
    case 'place':
    case 'flag':
      return ['=', '!=', 'is none', 'is not none'];
    case 'file':
    case 'point':
      return ['is none', 'is not none'];
    default:
      return ['~', '=', 'is none', 'is not none'];
  }
}

/** One more condition: what, how, with what. */
export function ConditionForm({ onAdd }: { onAdd: (filter: Filter) => void }) {
  const { t, tx } = useText();
  const { data } = useRegister();
  const { type } = data;
  const [subject, setSubject] = useState(type.stages.length > 0 ? 'stage' : (type.fields[0]?.id ?? 'id'));
  const passed = /^passed\((.+)\)$/.exec(subject)?.[1];
  const field = type.fields.find((item) => item.id === subject);
  const kind: Kind = passed !== undefined ? 'date' : (field?.type ?? 'stage');
  const ops = field?.personal ? opsOf('file') : opsOf(kind);
  const [chosen, setOp] = useState<Op>('=');
  const op = ops.find((item) => item === chosen) ?? ops[0] ?? '=';
  const [value, setValue] = useState('');
  const needsValue = op !== 'is none' && op !== 'is not none';
  const choices = choicesFor(kind);
  const parsed = parseFilter(type, needsValue ? `${subject} ${op} ${quoted(value.trim())}` : `${subject} ${op}`);
  const problem = value.trim() !== '' && isProblem(parsed) ? parsed : null;

  function choicesFor(of: Kind): { id: string; name: Pair }[] | null {
    if (of === 'stage') return type.stages;
    if (of === 'choice') return field?.choices ?? [];
    if (of === 'org') return data.organisations;
    if (of === 'place') return data.places;
    if (of === 'flag')
      return [
        { id: 'true', name: { zh: '是', en: 'yes' } },
        { id: 'false', name: { zh: '否', en: 'no' } },
      ];
    return null;
  }
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
      {needsValue && !choices && (
        <input
          className="field"
          aria-label={t('值', 'Value')}
          type={kind === 'date' ? 'date' : 'text'}
          inputMode={kind === 'number' || kind === 'money' ? 'decimal' : undefined}
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
