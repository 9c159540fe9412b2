import { useState } from 'react';
import type { FieldView, FormProps } from './view.ts';

/** The look of a field that holds several values. */
export function severalView(one: FieldView<string>): FieldView<string[]> {
  return {
    wide: () => true,
    form: (props) =>
      props.options ? (
        <props.pieces.Many
          {...props.control}
          options={props.options}
          value={listOf(props.value)}
          onChange={props.onChange}
        />
      ) : (
        <Several {...props} one={one} />
      ),
    cell: (value) => value.join('、'),
  };
}

const listOf = (value: unknown) => (Array.isArray(value) ? (value as string[]) : []);

/** Without a closed set: what was chosen, each to be taken out, and the way of input to add one. */
function Several({ one, ...props }: FormProps & { one: FieldView<string> }) {
  const { field, value, labels, pieces, onChange } = props;
  const [named, setNamed] = useState<Readonly<Record<string, string>>>({});
  const chosen = listOf(value);
  const nameOf = (id: string) => named[id] ?? labels(id) ?? id;
  return (
    <div className="several">
      {chosen.length > 0 && (
        <ul className="chosen">
          {chosen.map((id) => (
            <li key={id}>
              {nameOf(id)}{' '}
              <button
                type="button"
                className="text-button"
                aria-label={pieces.t(`去掉“${nameOf(id)}”`, `Take out ${nameOf(id)}`)}
                onClick={() => onChange(chosen.filter((other) => other !== id))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      {one.form({
        ...props,
        field: { ...field, many: undefined },
        value: '',
        label: undefined,
        onChange: (added, name) => {
          if (typeof added !== 'string' || added === '' || chosen.includes(added)) return;
          if (name !== undefined) setNamed((before) => ({ ...before, [added]: name }));
          onChange([...chosen, added]);
        },
      })}
    </div>
  );
}
