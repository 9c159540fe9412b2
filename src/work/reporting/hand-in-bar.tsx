import { useRef } from 'react';
import { CallProblem } from '../../ui/call.ts';
import { ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import type { HandIn } from './use-hand-in.ts';

/** How many are filled in, the file that proves them, and the one button that hands them in. */
export function HandInBar({ handIn }: { handIn: HandIn }) {
  const { t } = useText();
  const input = useRef<HTMLInputElement>(null);
  const { send, filled, file, faults, warnings } = handIn;
  const done = send.data?.seq ?? null;
  const known = send.error instanceof CallProblem && send.error.body.code === 'report-changed';
  if (filled.length === 0 && !send.error) {
    return done === null ? null : (
      <p className="card hand-in is-done" role="status">
        ✓{' '}
        {t(
          `已提交 ${send.variables?.length ?? 0} 项，等待审核。`,
          `${send.variables?.length ?? 0} handed in; waiting for review.`,
        )}{' '}
        <span className="soft">{t(`账本第 ${done} 号`, `Ledger entry ${done}`)}</span>
      </p>
    );
  }
  return (
    <div className="hand-in-place">
      {send.error && !known && <ProblemBox error={send.error} />}
      <div className="card hand-in">
        <span role="status">
          {faults.size > 0 ? (
            <span className="is-red">
              {t(`${faults.size} 项要改，还没有提交`, `${faults.size} to mend; nothing was handed in`)}
            </span>
          ) : warnings.size > 0 ? (
            <span className="is-yellow">
              {t('有提醒：改数，或写明理由后再提交', 'Doubts: mend the figure or give a reason, then hand in again')}
            </span>
          ) : (
            t(`填了 ${filled.length} 项`, `${filled.length} filled in`)
          )}
        </span>
        <span className="hand-in-file">
          {file ? (
            <>
              {file.name}{' '}
              <button type="button" className="text-button" onClick={() => handIn.setFile(null)}>
                {t('去掉', 'Remove')}
              </button>
            </>
          ) : (
            <button type="button" className="text-button" onClick={() => input.current?.click()}>
              {t('附上依据文件', 'Attach a file')}
            </button>
          )}
          <input
            ref={input}
            type="file"
            className="sr"
            tabIndex={-1}
            aria-label={t('依据文件', 'File as evidence')}
            onChange={(event) => {
              handIn.setFile(event.target.files?.[0] ?? null);
              event.target.value = '';
            }}
          />
        </span>
        <button
          type="button"
          className="button is-main"
          disabled={send.isPending || filled.length === 0}
          onClick={handIn.handIn}
        >
          {send.isPending ? t('正在提交…', 'Handing in…') : t(`提交 ${filled.length} 项`, `Hand in ${filled.length}`)}
        </button>
      </div>
    </div>
  );
}
