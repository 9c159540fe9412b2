import { dayText } from '../../ui/format.ts';
import { useText } from '../../ui/text.tsx';
import type { DirectiveDetail } from './api.ts';

interface Stop {
  name: string;
  note: string;
  is: 'done' | 'back' | 'next' | 'ahead';
}

/** The way of a directive so far, and what comes next: each return is a stop of its own. */
export function Course({ held }: { held: DirectiveDetail }) {
  const { t, lang } = useText();
  const day = (iso: string) => dayText(iso, lang);
  const stops: Stop[] = [];
  for (const { kind, on, by, body } of held.events) {
    if (kind === 'issue') stops.push({ name: t('交办', 'Issued'), note: `${day(on)} · ${by.name}`, is: 'done' });
    if (kind === 'receive') stops.push({ name: t('签收', 'Received'), note: day(on), is: 'done' });
    if (kind === 'plan' && !stops.some(({ name }) => name === t('方案', 'Planned')))
      stops.push({
        name: t('方案', 'Planned'),
        note: `${day(on)} · ${t(`${held.steps.length} 个节点`, `${held.steps.length} steps`)}`,
        is: 'done',
      });
    if (kind === 'answer')
      stops.push({
        name: stops.some(({ is }) => is === 'back') ? t('再反馈', 'Answered again') : t('反馈', 'Answered'),
        note: day(on),
        is: 'done',
      });
    if (kind === 'verify' && body.decision === 'return')
      stops.push({ name: t('退回', 'Returned'), note: `${day(on)} · ${String(body.reason)}`, is: 'back' });
    if (kind === 'verify' && body.decision === 'close')
      stops.push({ name: t('销号', 'Closed'), note: `${day(on)} · ${by.name}`, is: 'done' });
    if (kind === 'withdraw') stops.push({ name: t('撤销', 'Withdrawn'), note: day(on), is: 'back' });
  }
  const until = t(`${day(held.due)}前`, `by ${day(held.due)}`);
  if (held.state === 'issued') stops.push({ name: t('签收', 'Received'), note: t('待签收', 'waits'), is: 'next' });
  if (held.state === 'received') stops.push({ name: t('方案', 'Planned'), note: t('待报方案', 'waits'), is: 'next' });
  if (held.state === 'returned') stops.push({ name: t('再反馈', 'Answered again'), note: until, is: 'next' });
  if (held.state === 'issued' || held.state === 'received' || held.state === 'planned')
    stops.push({ name: t('反馈', 'Answered'), note: until, is: held.state === 'planned' ? 'next' : 'ahead' });
  if (held.state !== 'closed' && held.state !== 'withdrawn')
    stops.push({
      name: t('销号', 'Closed'),
      note: t('由非承办人核', 'verified by others'),
      is: held.state === 'answered' ? 'next' : 'ahead',
    });
  return (
    <ol className="course" aria-label={t('办理进程', 'Course')}>
      {stops.map(({ name, note, is }, at) => (
        <li key={`${at} ${name}`} className={`is-${is}`} {...(is === 'next' && { 'aria-current': 'step' as const })}>
          <b>{name}</b>
          <span className="soft small">{note}</span>
        </li>
      ))}
    </ol>
  );
}
