import { addressOf } from '../../ui/call.ts';
import { dayText } from '../../ui/format.ts';
import { usePlace } from '../../ui/place.ts';
import { type Pair, useText } from '../../ui/text.tsx';
import { getFile } from '../../work/registers/api.ts';
import type { DirectiveDetail, DirectiveEvent } from './api.ts';
import { levelNames } from './words.ts';

/** Files that can be fetched. */
export function Files({ files }: { files: readonly { hash: string; name: string }[] }) {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  if (files.length === 0) return null;
  return (
    <p className="small">
      {t('附：', 'Files: ')}
      {files.map(({ hash, name }) => (
        <a
          key={hash + name}
          className="directive-file"
          href={addressOf(getFile.path, { jurisdiction, hash }, { name })}
          download
        >
          {name}
        </a>
      ))}
    </p>
  );
}

/** Everything that was done, the oldest first; the decision on a reply stands with it. */
export function ThreadOf({ held }: { held: DirectiveDetail }) {
  const { tx, lang } = useText();
  return (
    <ol className="directive-thread">
      {held.events.map((event) => {
        const text = textOf(event, lang === 'zh');
        return (
          <li key={event.seq}>
            <p>
              <b>{event.organisation ? tx(event.organisation.name) : event.by.name}</b>{' '}
              <span className="soft small">
                {dayText(event.on, lang)} {tx(nameOf(event))}
                {event.organisation && ` · ${event.by.name}`}
              </span>
            </p>
            {text !== '' && <p className="long-text">{text}</p>}
            <Files files={(event.body.files as { hash: string; name: string }[] | undefined) ?? []} />
          </li>
        );
      })}
    </ol>
  );
}

const names: Readonly<Record<string, Pair>> = {
  issue: { zh: '交办', en: 'issued' },
  receive: { zh: '签收', en: 'received' },
  plan: { zh: '整改方案', en: 'plan' },
  progress: { zh: '进展', en: 'progress' },
  answer: { zh: '反馈', en: 'answer' },
  withdraw: { zh: '撤销', en: 'withdrawn' },
};

function nameOf({ kind, body }: DirectiveEvent): Pair {
  if (kind === 'verify')
    return body.decision === 'close' ? { zh: '核销', en: 'closed' } : { zh: '退回', en: 'returned' };
  if (kind === 'extend')
    return body.act === 'ask'
      ? { zh: '申请延期', en: 'asks for time' }
      : body.act === 'grant'
        ? { zh: '准予延期', en: 'extension granted' }
        : { zh: '不予延期', en: 'extension refused' };
  if (kind === 'reply')
    return body.act === 'state' ? { zh: '申辩', en: 'reply' } : { zh: '申辩处理', en: 'decision on the reply' };
  if (kind === 'escalate') {
    const level = levelNames[body.to as keyof typeof levelNames];
    return { zh: `升为${level.zh}`, en: `now ${level.en.toLowerCase()}` };
  }
  return names[kind] ?? { zh: kind, en: kind };
}

const decisions: Readonly<Record<string, Pair>> = {
  accepted: { zh: '采纳', en: 'Accepted' },
  partly: { zh: '部分采纳', en: 'Accepted in part' },
  rejected: { zh: '不采纳', en: 'Not accepted' },
};

function textOf({ kind, body }: DirectiveEvent, zh: boolean): string {
  const say = (pair: Pair | undefined) => (pair ? (zh ? pair.zh : pair.en) : '');
  if (kind === 'escalate') return say(body.why as Pair);
  if (kind === 'extend' && body.act !== 'refuse')
    return `${zh ? '到' : 'to'} ${String(body.to)}${body.reason ? `：${String(body.reason)}` : ''}`;
  if (kind === 'reply' && body.act === 'decide')
    return `${say(decisions[String(body.decision)])}${zh ? '：' : ': '}${String(body.reason)}`;
  return String(body.text ?? body.reason ?? '');
}
