import { dayText } from '../../ui/format.ts';
import { useReader } from '../../ui/session.ts';
import { useText } from '../../ui/text.tsx';
import type { RecordView } from './api.ts';
import { useRegister } from './use-register.ts';

/** The stage of a record, with the day by which it has to leave it. */
export function StageText({ record }: { record: Pick<RecordView, 'stage' | 'stageDue'> }) {
  const { t, tx, lang } = useText();
  const { data, asOf } = useRegister();
  const { today } = useReader();
  const stage = data.type.stages.find((item) => item.id === record.stage);
  if (!stage) return <span className="soft">—</span>;
  const late = record.stageDue !== null && record.stageDue < (asOf ?? today);
  return (
    <>
      <span className="nowrap">{tx(stage.name)}</span>
      {record.stageDue !== null && <div className={`small ${late ? 'is-red' : 'soft'}`}>{late ? t(`已超期，应在 ${dayText(record.stageDue, 'zh')}前转段`, `Overdue since ${dayText(record.stageDue, lang)}`) : t(`${dayText(record.stageDue, 'zh')}前转段`, `Due by ${dayText(record.stageDue, lang)}`)}</div>}
    </>
  );
}
