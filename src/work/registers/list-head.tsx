import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ResponseOf } from '../../ui/call.ts';
import { DemoMark, LightChips } from '../../ui/light.tsx';
import { usePlace } from '../../ui/place.ts';
import { listOf, toggled } from '../../ui/search.ts';
import { useText } from '../../ui/text.tsx';
import type { getList } from './list-api.ts';

type ListView = ResponseOf<typeof getList>;

/** What the reader may choose, which lights he sees, and what has to be known to read the judgements. */
export function ListChoices({ list }: { list: ListView }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const search = useSearch({ from: '/$jurisdiction/registers/$register' });
  const navigate = useNavigate({ from: '/$jurisdiction/registers/$register' });
  const choose = (id: string, value: string) => {
    const chosen = new Map(list.parameters.map((one) => [one.id, one.value]));
    chosen.set(id, value);
    const text = [...chosen].map((pair) => pair.join(':')).join(',');
    void navigate({ search: (s) => ({ ...s, with: text }), replace: true });
  };
  // One option is no choice.
  const choices = list.parameters.filter(({ options }) => options.length > 1);
  return (
    <>
      {list.fault && (
        <p className="is-red" role="status">
          ■ {tx(list.fault)}
        </p>
      )}
      {(choices.length > 0 || list.lit) && (
        <p className="filters">
          {list.lit && (
            <LightChips
              counts={Object.fromEntries(Object.entries(list.lights).filter(([, count]) => count > 0))}
              chosen={listOf(search.light)}
              onToggle={(light) =>
                void navigate({ search: (s) => ({ ...s, light: toggled(s.light, light), from: undefined }) })
              }
            />
          )}
          {choices.map((parameter) => (
            <label key={parameter.id}>
              {tx(parameter.name)}{' '}
              <select
                className="field"
                value={parameter.value}
                onChange={(event) => choose(parameter.id, event.target.value)}
              >
                {parameter.options.map((option) => (
                  <option key={option.id} value={option.id}>
                    {tx(option.name)}
                  </option>
                ))}
              </select>
            </label>
          ))}
        </p>
      )}
      {list.left.length > 0 && (
        <p className="is-yellow small">
          ▲{' '}
          {t(
            `${list.left.length} 条记录缺少必需的栏目，没有参与判断。`,
            `${list.left.length} records lack a field that is needed and were not judged.`,
          )}
        </p>
      )}
      {list.demo && (
        <p className="small">
          <DemoMark show /> {t('判断含演示数据。', 'Judged with demonstration data.')}
        </p>
      )}
      {list.notes.length > 0 && (
        <details className="small">
          <summary>{t('怎么判断的：出处和取法', 'How it is judged: sources and choices')}</summary>
          {list.notes.map((note) => (
            <p key={note.zh} className="soft">
              {tx(note)}
            </p>
          ))}
          <p>
            <Link to="/$jurisdiction/methods" params={{ jurisdiction }}>
              {t(
                '方法：公式、参数、来源，可用自己的数重算',
                'Methods: formulas, parameters, sources; rerun them on your own figures',
              )}
            </Link>
          </p>
        </details>
      )}
    </>
  );
}
