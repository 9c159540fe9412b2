import { dayText } from '../../ui/format.ts';
import { useText } from '../../ui/text.tsx';
import type { RecordView } from './api.ts';
import { useRegister } from './use-register.ts';

/** Every entering of a stage, where a record went more than once through one; returns are counted. */
export function Passages({ record }: { record: RecordView }) {
  const { t, tx, lang } = useText();
  const { data } = useRegister();
  if (record.returns === 0) return null;
  const name = (id: string) => tx(data.type.stages.find((stage) => stage.id === id)?.name ?? { zh: id, en: id });
  return (
    <details>
      <summary>
        {t(`退回过 ${record.returns} 次，看全部经过`, `Returned ${record.returns} times: every passage`)}
      </summary>
      <ol>
        {record.passages.map((passage, at) => (
          <li key={at}>
            {dayText(passage.on, lang)} {passage.back ? t('退回到', 'returned to') : t('进入', 'entered')}“
            {name(passage.stage)}”<span className="soft small"> {passage.by}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
