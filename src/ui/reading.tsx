import { formatQuantity, growthWords, type Growth, type Reading } from '../core/measure/index.ts';
import { figure } from './format.ts';
import { useText } from './text.tsx';

/** +7.2%（名义）; with what it is counted from where somebody asks. */
export function GrowthText({ growth }: { growth: Growth }) {
  const { t, tx } = useText();
  return (
    <span
      className="nowrap"
      title={
        growth.reported
          ? t('公布的同比', 'as published')
          : t('由两期数相除得出', 'computed from the figures of the two periods')
      }
    >
      {tx(growthWords(growth))}
    </span>
  );
}

/** What is read first beside a figure: 同比, 环比, how much of the year's task is done. */
export function ReadingLine({ reading, unit }: { reading: Reading | null; unit: string }) {
  const { t, lang } = useText();
  if (reading === null || (reading.yoy === null && reading.mom === null && reading.task === null)) return null;
  const { yoy, mom, task } = reading;
  return (
    <p className="reading-line">
      {yoy && (
        <span>
          {t('同比', 'On the year before')} <GrowthText growth={yoy} />
        </span>
      )}
      {mom && (
        <span className="soft">
          {t('环比', 'On the period before')} <GrowthText growth={mom} />
        </span>
      )}
      {task && (
        <span>
          {t(`${task.year} 年任务`, `Due in ${task.year}:`)} {formatQuantity(task.value, unit, { lang })}
          {t('，完成', ', done')} <b>{figure(task.share, 1)}%</b>
        </span>
      )}
    </p>
  );
}
