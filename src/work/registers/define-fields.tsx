import { useText, type Pair } from '../../ui/text.tsx';
import { type Field, fieldTypes, kindOf } from '../../core/register/index.ts';
import { reserved } from '../../core/register/index.ts';
import { codeAfter } from './code.ts';
import { type DraftField, type DraftType, newField } from './draft-type.ts';
import { formatWords } from './words.ts';

interface FieldsProps {
  draft: DraftType;
  fault: string | undefined;
  onChange: (change: Partial<DraftType>) => void;
  registers: readonly { id: string; name: Pair }[];
  /** Fields that the program uses. */
  locked: readonly string[];
}

/** The fields in their order; what belongs to the type of a field is asked for beside it. */
export function DefineFields({ draft, fault, onChange, registers, locked }: FieldsProps) {
  const { t } = useText();
  const put = (key: string, change: Partial<DraftField>) => {
    const old = draft.fields.find((field) => field.key === key);
    const fields = draft.fields.map((field) => (field.key === key ? { ...field, ...change } : field));
    // Who names a field by its id follows when the id changes.
    const renamed = (id: string) => (old && change.id !== undefined && id === old.id ? change.id : id);
    onChange({
      fields,
      identify: draft.identify.map(renamed),
      owner: renamed(draft.owner),
      stages: draft.stages.map((stage) => ({ ...stage, requires: stage.requires.map(renamed) })),
    });
  };
  /** A field that is new gets its code from its name, until somebody writes one. */
  const coded = (field: DraftField, change: Partial<DraftField>): Partial<DraftField> => {
    if (change.zh === undefined || field.before !== null || field.id === 'name') return change;
    const others = draft.fields.filter((one) => one.key !== field.key).map((one) => one.id);
    const of = { name: change.zh, code: field.id, before: field.zh, given: /^f\d+$/u };
    return { ...change, id: codeAfter(of, [...others, ...reserved]) };
  };
  const move = (from: number, to: number) => {
    const fields = [...draft.fields];
    const [field] = fields.splice(from, 1);
    if (field) fields.splice(to, 0, field);
    onChange({ fields });
  };
  const takeOut = (field: DraftField) =>
    onChange({
      fields: draft.fields.filter((other) => other !== field),
      identify: draft.identify.filter((id) => id !== field.id),
      owner: draft.owner === field.id ? '' : draft.owner,
      stages: draft.stages.map((stage) => ({ ...stage, requires: stage.requires.filter((id) => id !== field.id) })),
    });
  const orgs = draft.fields.filter((field) => field.type === 'org');
  return (
    <section className="card define-part">
      <h2>{t('栏目', 'Fields')}</h2>
      {(fault === 'fields' || fault === 'fields.') && (
        <p className="is-red">{t('栏目有问题，见下面的说明。', 'The fields have a fault; see below.')}</p>
      )}
      <ol className="define-rows">
        {draft.fields.map((field, index) => (
          <li key={field.key} className={fault?.startsWith(`fields.${field.key}`) ? 'is-faulty' : ''}>
            <FieldRow
              field={field}
              fault={fault}
              registers={registers}
              onPut={(change) => put(field.key, coded(field, change))}
            />
            <span className="row-tools">
              <label className="is-check">
                <input
                  type="checkbox"
                  checked={draft.identify.includes(field.id)}
                  onChange={(event) =>
                    onChange({
                      identify: event.target.checked
                        ? [...draft.identify, field.id]
                        : draft.identify.filter((id) => id !== field.id),
                    })
                  }
                />{' '}
                {t('用来区分记录', 'Identifies')}
              </label>
              <button
                type="button"
                className="text-button"
                disabled={index === 0}
                aria-label={t(`把“${field.zh}”上移`, `Move ${field.zh} up`)}
                onClick={() => move(index, index - 1)}
              >
                ↑
              </button>
              <button
                type="button"
                className="text-button"
                disabled={index === draft.fields.length - 1}
                aria-label={t(`把“${field.zh}”下移`, `Move ${field.zh} down`)}
                onClick={() => move(index, index + 1)}
              >
                ↓
              </button>
              <button
                type="button"
                className="text-button"
                disabled={draft.fields.length === 1 || locked.includes(field.id)}
                title={locked.includes(field.id) ? t('程序要用，不能去掉', 'The program uses it') : undefined}
                aria-label={t(`去掉栏目“${field.zh}”`, `Take out ${field.zh}`)}
                onClick={() => takeOut(field)}
              >
                {t('去掉', 'Take out')}
              </button>
            </span>
          </li>
        ))}
      </ol>
      {fault === 'identify' && (
        <p className="is-red">
          {t('至少选一个栏目用来区分记录，最多四个。', 'Choose one to four fields that identify a record.')}
        </p>
      )}
      <p className="form-foot">
        <button
          type="button"
          className="button"
          onClick={() => onChange({ fields: [...draft.fields, newField(draft.fields)] })}
        >
          {t('加一个栏目', 'Add a field')}
        </button>
        {orgs.length > 0 && (
          <label>
            {t('哪个单位栏决定由谁填', 'Which field says whose record it is')}{' '}
            <select
              className="field"
              value={draft.owner}
              aria-invalid={fault === 'owner'}
              onChange={(event) => onChange({ owner: event.target.value })}
            >
              <option value="">{t('都不是，归台账的责任单位', 'None: the owner of the register')}</option>
              {orgs.map((field) => (
                <option key={field.key} value={field.id}>
                  {field.zh || field.id}
                </option>
              ))}
            </select>
          </label>
        )}
      </p>
      <p className="soft small">
        {t(
          `类型：${fieldTypes.map((type) => kindOf({ type }).name.zh).join('、')}。已有记录在用的栏目不能去掉，也不能换类型或单位。`,
          `Types: ${fieldTypes.map((type) => kindOf({ type }).name.en).join(', ')}. A field that records use keeps its type and unit.`,
        )}
      </p>
    </section>
  );
}

function FieldRow({
  field,
  fault,
  registers,
  onPut,
}: {
  field: DraftField;
  fault: string | undefined;
  registers: readonly { id: string; name: Pair }[];
  onPut: (change: Partial<DraftField>) => void;
}) {
  const { t, tx } = useText();
  const wrong = (part: string) => fault === `fields.${field.key}.${part}`;
  const kind = kindOf({ type: field.type });
  const says = (part: keyof Field) => kind.parts.includes(part);
  const box = (
    name: 'zh' | 'en' | 'id' | 'unit' | 'series' | 'form' | 'min' | 'max' | 'decimals' | 'computed' | 'help' | 'group',
    label: string,
    part: string = name,
    more: { placeholder?: string } = {},
  ) => (
    <label>
      {label}
      <input
        className="field"
        value={field[name]}
        aria-invalid={wrong(part)}
        onChange={(event) => onPut({ [name]: event.target.value })}
        {...more}
      />
    </label>
  );
  return (
    <div className="define-grid">
      {box('zh', t('栏目名', 'Name'), 'name')}
      <label>
        {t('类型', 'Type')}
        <select
          className="field"
          value={field.type}
          aria-invalid={wrong('type')}
          onChange={(event) => onPut({ type: fieldTypes.find((type) => type === event.target.value) ?? 'text' })}
        >
          {fieldTypes.map((type) => (
            <option key={type} value={type}>
              {tx(kindOf({ type }).name)}
            </option>
          ))}
        </select>
      </label>
      {says('series') && box('series', t('编号序列（同名的共用）', 'Series'), 'series', { placeholder: 'my-papers' })}
      {says('form') && box('form', t('编号样式', 'Form'), 'form', { placeholder: '〔{year}〕{n}号' })}
      {says('unit') && box('unit', t('单位', 'Unit'), 'unit', { placeholder: t('如 万元、亩', 'e.g. 万元') })}
      {says('register') && (
        <label>
          {t('引用哪本台账', 'Which register')}
          <select
            className="field"
            value={field.register}
            aria-invalid={wrong('register')}
            onChange={(event) => onPut({ register: event.target.value })}
          >
            <option value="">{t('请选择', 'Choose')}</option>
            {registers.map((register) => (
              <option key={register.id} value={register.id}>
                {tx(register.name)}
              </option>
            ))}
          </select>
        </label>
      )}
      {says('choices') && (
        <label>
          {t('选项，一行一个', 'Choices, one a line')}
          <textarea
            className="field"
            rows={3}
            value={field.choices}
            aria-invalid={wrong('choices')}
            onChange={(event) => onPut({ choices: event.target.value })}
          />
        </label>
      )}
      <span className="define-checks">
        {!(says('computed') && field.computed.trim() !== '') && (
          <label className="is-check">
            <input
              type="checkbox"
              checked={field.required}
              onChange={(event) => onPut({ required: event.target.checked })}
            />{' '}
            {t('必填', 'Required')}
          </label>
        )}
        {says('many') && (
          <label className="is-check">
            <input type="checkbox" checked={field.many} onChange={(event) => onPut({ many: event.target.checked })} />{' '}
            {t('可以有几个', 'Several')}
          </label>
        )}
        {says('personal') && (
          <label className="is-check">
            <input
              type="checkbox"
              checked={field.personal}
              onChange={(event) => onPut({ personal: event.target.checked })}
            />{' '}
            {t('个人信息', 'Personal')}
          </label>
        )}
      </span>
      <details className="is-wide">
        <summary>{t('更多', 'More')}</summary>
        <div className="define-grid">
          {box('id', t('代码（筛选、公式里用）', 'Id (in filters and formulas)'))}
          {box('en', t('英文名', 'English name'), 'name')}
          {says('min') && box('min', t('最小', 'At least'))}
          {says('max') && box('max', t('最大', 'At most'))}
          {says('decimals') && box('decimals', t('小数位', 'Decimals'))}
          {says('computed') &&
            box('computed', t('公式（填了就自动计算）', 'Formula (then it is computed)'), 'computed', {
              placeholder: t('如 tax / area', 'e.g. tax / area'),
            })}
          {says('format') && (
            <>
              <label>
                {t('格式', 'Form')}
                <select
                  className="field"
                  value={field.format}
                  onChange={(event) => onPut({ format: event.target.value })}
                >
                  <option value="">{t('不限', 'Any')}</option>
                  {Object.entries(formatWords).map(([id, name]) => (
                    <option key={id} value={id}>
                      {tx(name)}
                    </option>
                  ))}
                </select>
              </label>
              <label className="is-check">
                <input
                  type="checkbox"
                  checked={field.long}
                  onChange={(event) => onPut({ long: event.target.checked })}
                />{' '}
                {t('多行', 'Several lines')}
              </label>
            </>
          )}
          {box('group', t('归在哪个小标题下', 'Heading in forms'))}
          {box('help', t('填写说明', 'Help'))}
        </div>
      </details>
    </div>
  );
}
