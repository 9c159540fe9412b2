import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { CallProblem } from './call.ts';
import type { Grid } from './grid-text.ts';
import { ImportPanel, type ImportTarget } from './import-panel.tsx';
import { usePlace } from './place.ts';
import { ProblemBox } from './states.tsx';
import { useText } from './text.tsx';
import './by-sheet.css';

/** The way by sheet: download the form, fill it in, upload it, or paste into the grid. */
export function BySheet({
  sentence,
  form,
  empty = false,
  fetchForm,
  target,
  grid,
  open,
  onOpen,
}: {
  sentence: string;
  /** What the button for the form says. */
  form: string;
  /** There is nothing to fill in. */
  empty?: boolean;
  fetchForm: () => Promise<void>;
  target: ImportTarget;
  grid: Grid;
  open: boolean;
  onOpen: (open: boolean) => void;
}) {
  const { t, lang } = useText();
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<CallProblem | null>(null);
  const take = async () => {
    setProblem(null);
    try {
      await fetchForm();
    } catch (error) {
      if (!(error instanceof CallProblem)) throw error;
      setProblem(error);
    }
  };
  const onDone = useCallback(
    () =>
      void queries.invalidateQueries({
        predicate: (query) => query.queryKey[0] !== '/api/session' && !String(query.queryKey[0]).includes('/imports/'),
      }),
    [queries],
  );
  return (
    <section className="card by-sheet">
      <div className="by-sheet-head">
        <p>{sentence}</p>
        <p className="by-sheet-buttons">
          <button type="button" className="button" disabled={empty} onClick={() => void take()}>
            {form}
          </button>
          <button type="button" className="button" aria-expanded={open} onClick={() => onOpen(!open)}>
            {open ? t('收起', 'Fold') : t('上传或粘贴', 'Upload or paste')}
          </button>
        </p>
      </div>
      {problem && <ProblemBox error={problem} />}
      {open && <ImportPanel key={lang} jurisdiction={jurisdiction} target={target} grid={grid} onDone={onDone} />}
    </section>
  );
}
