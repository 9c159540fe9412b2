import { useState, type FormEvent } from 'react';
import { CallProblem, request } from '../../ui/call.ts';
import { usePlace } from '../../ui/place.ts';
import { ProblemBox } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { fieldsOf, filledIn, type Operation, typeOf } from './document.ts';

/** Characters of an answer that are shown. */
const most = 20_000;

interface Props {
  method: string;
  path: string;
  operation: Operation;
  refusals: Readonly<Record<string, { description: string }>>;
}

/** One operation: what it takes, what it answers, and a try with the rights of the reader. */
export function OperationView({ method, path, operation, refusals }: Props) {
  const { t } = useText();
  const { parameters = [], responses } = operation;
  const answered = responses['200']?.content?.['application/json'];
  const fields = answered?.schema ? fieldsOf(answered.schema) : [];
  const answers = Object.entries(responses).map(([status, answer]) => ({
    status,
    says: answer.description ?? refusals[answer.$ref?.split('/').at(-1) ?? '']?.description ?? '',
  }));
  return (
    <section className="card open-operation">
      <h2>
        {method.toUpperCase()} <code>{path}</code>
      </h2>
      <p>{t(operation['x-zh'] ?? operation.summary, operation.summary)}</p>
      {operation['x-scope'] !== undefined && (
        <p className="soft">
          {t('令牌要有', 'A token needs')} <code>{operation['x-scope']}</code>
        </p>
      )}
      {method === 'webhook' && (
        <p className="soft" lang="en">
          {operation.description.replaceAll('`', '')}
        </p>
      )}
      {parameters.length > 0 && (
        <Table
          label={t('参数', 'Parameters')}
          stacked
          rows={parameters}
          rowKey={({ name }) => name}
          columns={[
            { key: 'name', head: t('参数', 'Parameter'), cell: ({ name }) => <code>{name}</code> },
            { key: 'in', head: t('位置', 'In'), cell: (one) => one.in },
            { key: 'type', head: t('类型', 'Type'), cell: ({ schema }) => typeOf(schema) },
            {
              key: 'required',
              head: t('必填', 'Required'),
              cell: ({ required }) => (required === true ? t('是', 'yes') : ''),
            },
            { key: 'says', head: t('说明', 'Meaning'), cell: ({ description = '' }) => description },
          ]}
        />
      )}
      {method === 'get' && <Try path={path} parameters={parameters} />}
      {fields.length > 0 && (
        <details>
          <summary>{t(`答复的 ${fields.length} 个字段`, `The ${fields.length} fields of the answer`)}</summary>
          <Table
            label={t('字段', 'Fields')}
            rows={fields}
            rowKey={(field) => field.path}
            columns={[
              { key: 'path', head: t('字段', 'Field'), cell: (field) => <code>{field.path}</code> },
              { key: 'type', head: t('类型', 'Type'), cell: ({ type }) => type },
            ]}
          />
        </details>
      )}
      {answered?.example !== undefined && (
        <details>
          <summary>{t('答复的例子（不登录的人看到的）', 'An answer, as anybody sees it')}</summary>
          <pre className="open-code is-answer" tabIndex={0} aria-label={t('答复的例子', 'An answer')}>
            {JSON.stringify(answered.example, null, 2)}
          </pre>
        </details>
      )}
      <details>
        <summary>{t('会有的答复', 'Possible answers')}</summary>
        <Table
          label={t('答复', 'Answers')}
          rows={answers}
          rowKey={({ status }) => status}
          columns={[
            { key: 'status', head: t('状态码', 'Status'), cell: ({ status }) => <code>{status}</code> },
            { key: 'says', head: t('含义', 'Meaning'), cell: ({ says }) => says },
          ]}
        />
      </details>
    </section>
  );
}

/** Asks the server of this page for it and shows what it answers. */
function Try({ path, parameters }: { path: string; parameters: NonNullable<Operation['parameters']> }) {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() => ({
    ...Object.fromEntries(parameters.map(({ name, example }) => [name, example === undefined ? '' : String(example)])),
    jurisdiction,
  }));
  const [answer, setAnswer] = useState<{ text: string; tag: string | null } | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const address = filledIn(path, parameters, values);
  const ask = async (event: FormEvent) => {
    event.preventDefault();
    setFault(null);
    try {
      const response = await request('get', address);
      const text = JSON.stringify(await response.json(), null, 2);
      setAnswer({ text: text.length > most ? `${text.slice(0, most)}\n…` : text, tag: response.headers.get('etag') });
    } catch (error) {
      setAnswer(null);
      setFault(error instanceof CallProblem ? error : new Error('unknown'));
    }
  };
  return (
    <form className="form open-try" onSubmit={(event) => void ask(event)}>
      <div className="open-fields">
        {parameters
          .filter(({ name }) => name !== 'jurisdiction')
          .map(({ name }) => (
            <label key={name}>
              {name}
              <input
                className="field"
                value={values[name] ?? ''}
                onChange={(event) => setValues({ ...values, [name]: event.target.value })}
              />
            </label>
          ))}
      </div>
      <pre className="open-code" tabIndex={0} aria-label={t('命令', 'Command')}>
        {`curl -H "Authorization: Bearer $LANTU_TOKEN" \\\n  "${window.location.origin}${address}"`}
      </pre>
      <button type="submit" className="button is-main">
        {t('试一试', 'Try it')}
      </button>
      {fault !== null && <ProblemBox error={fault} />}
      {answer && (
        <div role="status">
          <p className="soft small">200 · ETag {answer.tag ?? '—'}</p>
          <pre className="open-code is-answer" tabIndex={0} aria-label={t('答复', 'Answer')}>
            {answer.text}
          </pre>
        </div>
      )}
    </form>
  );
}
