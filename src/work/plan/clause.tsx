import { THIN } from '../../core/measure/index.ts';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Loading, ProblemBox } from '../../ui/states.tsx';
import { shortHash } from '../../ui/format.ts';
import { useText } from '../../ui/text.tsx';
import { getDocument, type CommitmentView } from './api.ts';
import { sentenceAround } from './sentence-around.ts';

/** The sentence of the published plan that a commitment came from, its clause marked. */
export function Clause({ source }: { source: CommitmentView['source'] }) {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const document = source?.document ?? null;
  const query = useReading(
    getDocument,
    { params: { jurisdiction, document: document ?? '' } },
    { enabled: document !== null },
  );
  if (!source) return <p className="soft">{t('没有记下出处。', 'No source is recorded.')}</p>;
  if (document === null) {
    return (
      <p className="soft">
        {t(
          `出自规划原文第 ${source.span[0]}—${source.span[1]} 字（文件${THIN}SM3 ${shortHash(source.documentHash)}）。原文还没有导入；导入同一份文件后，原句就显示在这里。`,
          `Characters ${source.span[0]}–${source.span[1]} of the plan text (file SM3 ${shortHash(source.documentHash)}). The text is not imported; import that file and the sentence appears here.`,
        )}
      </p>
    );
  }
  if (query.error) return <ProblemBox error={query.error} />;
  if (!query.data) return <Loading lines={2} />;
  const around = sentenceAround(query.data.text, source.span);
  return (
    <blockquote className="clause-quote">
      {around.before}
      <mark>{around.clause}</mark>
      {around.after}
      <cite className="soft">{query.data.name}</cite>
    </blockquote>
  );
}
