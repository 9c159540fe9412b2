import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useRef, useState } from 'react';
import type { Text } from '../../core/measure/index.ts';
import { call, CallProblem } from '../../ui/call.ts';
import { ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { computeMethod, type MethodView } from './api.ts';
import { howTo, inputOf, type Leaf, leavesOf, textOf, valueAt } from './form-text.ts';
import { ResultView } from './result-view.tsx';
import { isScalar, type Shape, typesOf } from './shape.ts';
import { wordOf } from './words.ts';

/** A form made of the shape of a method's input, an example filled in, and what comes of it. */
export function MethodForm({ method }: { method: MethodView }) {
  const { t, tx } = useText();
  const form = useRef<HTMLFormElement>(null);
  const [filled, setFilled] = useState<{ with: unknown; times: number }>({ with: method.example, times: 0 });
  const [fault, setFault] = useState<{ path: string; text: Text } | null>(null);
  const leaves = leavesOf(method.input as Shape);
  const run = useMutation({
    mutationFn: (input: object) => call(computeMethod, { params: { method: method.id }, body: input }),
    onError: (error) => {
      const where = error instanceof CallProblem ? error.body.where : undefined;
      const at = leaves.find(
        ({ path }) => where === path || where?.startsWith(`${path}.`) || path.startsWith(`${where}.`),
      );
      if (at && error instanceof CallProblem) point(at.path, error.body.title);
    },
  });
  function point(path: string, text: Text) {
    setFault({ path, text });
    form.current?.querySelector<HTMLElement>(`[name="${CSS.escape(path)}"]`)?.focus();
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    setFault(null);
    const made = inputOf(leaves, (path) => String(data.get(path) ?? ''));
    if ('fault' in made) {
      run.reset();
      point(made.path, made.fault);
    } else run.mutate(made.input);
  };
  const refill = (example: unknown) => {
    setFilled(({ times }) => ({ with: example, times: times + 1 }));
    setFault(null);
    run.reset();
  };
  return (
    <>
      <section className="card no-print">
        <h2>{t('试算', 'Try it')}</h2>
        <p className="soft small">
          {t(
            '已填一个虚构的例子，换成自己的数。',
            'An invented example is filled in; put your own numbers in its place.',
          )}
        </p>
        <form key={filled.times} ref={form} className="method-form" onSubmit={submit} noValidate>
          {leaves.map((leaf) => (
            <Field
              key={leaf.path}
              leaf={leaf}
              value={valueAt(filled.with, leaf.path) ?? (filled.with === null ? undefined : leaf.shape.default)}
              fault={fault?.path === leaf.path ? tx(fault.text) : null}
            />
          ))}
          <p className="form-foot">
            <button type="submit" className="button is-main" disabled={run.isPending}>
              {run.isPending ? t('正在算…', 'Computing …') : t('计算', 'Compute')}
            </button>
            <button type="button" className="button" onClick={() => refill(null)}>
              {t('清空', 'Clear')}
            </button>
            <button type="button" className="button" onClick={() => refill(method.example)}>
              {t('填入例子', 'Fill in the example')}
            </button>
          </p>
        </form>
      </section>
      {run.error && fault === null && <ProblemBox error={run.error} />}
      {run.data !== undefined && <ResultView shape={method.output as Shape} result={run.data} id={method.id} />}
    </>
  );
}

function Field({ leaf, value, fault }: { leaf: Leaf; value: unknown; fault: string | null }) {
  const { t, tx, lang, brackets, unitOf } = useText();
  const said = (one: string) => {
    const word = wordOf(one);
    return typeof word === 'string' ? word : tx(word);
  };
  const id = useId();
  const { path, names, shape, required } = leaf;
  const how = howTo(shape);
  const notes = [...(how ? [`${id}-how`] : []), ...(fault === null ? [] : [`${id}-fault`])].join(' ');
  const shared = {
    id,
    name: path,
    className: 'field',
    'aria-describedby': notes === '' ? undefined : notes,
    'aria-invalid': fault === null ? undefined : true,
    'aria-required': required && shape.default === undefined ? true : undefined,
  };
  const text = textOf(shape, value, lang);
  return (
    <div className={`method-field${isScalar(shape) ? '' : ' is-wide'}`}>
      <label htmlFor={id}>
        {names.map(tx).join(' · ')}
        {shape.unit && <span className="soft">{brackets(unitOf(shape.unit))}</span>}
        {!required && <span className="soft small"> {t('可不填', 'optional')}</span>}
      </label>
      {choicesOf(shape) ? (
        <select {...shared} defaultValue={text}>
          {(!required || text === '') && <option value="">—</option>}
          {choicesOf(shape)?.map((one) => (
            <option key={one} value={one}>
              {said(one)}
            </option>
          ))}
        </select>
      ) : isScalar(shape) ? (
        <input {...shared} type={shape.format === 'date' ? 'date' : 'text'} defaultValue={text} autoComplete="off" />
      ) : (
        <textarea
          {...shared}
          defaultValue={text}
          rows={Math.min(12, Math.max(3, text.split('\n').length + 1))}
          wrap="off"
        />
      )}
      {how && (
        <p id={`${id}-how`} className="soft small">
          {tx(how)}
        </p>
      )}
      {fault !== null && (
        <p id={`${id}-fault`} className="is-red" role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}

function choicesOf(shape: Shape): string[] | null {
  if (shape.enum) return shape.enum.map(String);
  return typesOf(shape).join() === 'boolean' ? ['true', 'false'] : null;
}
