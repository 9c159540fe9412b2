import { dayText } from '../../ui/format.ts';
import { useReader } from '../../ui/session.ts';
import { useText } from '../../ui/text.tsx';
import type { RecordView } from './api.ts';
import { useRegister } from './use-register.ts';

/** The stage of a record, with the day by which it has to leave it. */
export function StageText({ record }: { record: Pick<RecordView, 'stage' | 'stageDue'> }) {
  const { tx } = useText();
  const { data } = useRegister();
  const stage = data.type.stages.find((item) => item.id === record.stage);
  if (!stage) return <span className="soft">—</span>;
  return (
    <>
      <span className="nowrap">{tx(stage.name)}</span>
      <StageDue record={record} />
    </>
  );
}

/** The day by which a record has to leave its stage, and whether that day has passed. */
export function StageDue({ record }: { record: Pick<RecordView, 'stageDue'> }) {
  const { t, lang } = useText();
  const { asOf } = useRegister();
  const { today } = useReader();
  if (record.stageDue === null) return null;
  const day = dayText(record.stageDue, lang);
  return record.stageDue < (asOf ?? today) ? (
    <div className="small is-red">{t(`已超期，应在${day}前转段`, `Overdue since ${day}`)}</div>
  ) : (
    <div className="small soft">{t(`应在${day}前转段`, `Due by ${day}`)}</div>
  );
}
