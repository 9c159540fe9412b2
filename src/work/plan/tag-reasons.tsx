import { Link } from '@tanstack/react-router';
import type { Text } from '../../core/measure/index.ts';
import { usePlace } from '../../ui/place.ts';
import { useText } from '../../ui/text.tsx';
import type { CommitmentView, PlanView } from './api.ts';
import { tagName } from './filters.tsx';

const whose: Record<CommitmentView['tagReasons'][number]['by'], Text> = {
  rule: { zh: '按词', en: 'by its words' },
  parent: { zh: '随上级', en: 'by what stands above it' },
  person: { zh: '人定', en: 'by a person' },
  plan: { zh: '规划文件定', en: 'by the plan file' },
  nobody: { zh: '待说明', en: 'to be explained' },
};

/** Every tag with the rule or person that it comes from and the reason; of a taxonomy without one, why there is none. */
export function TagReasons({ commitment, data }: { commitment: CommitmentView; data: PlanView }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const named = (taxonomy: string) => {
    const name = data.taxonomies.find(({ id }) => id === taxonomy)?.name;
    return name ? tx(name) : taxonomy;
  };
  return (
    <ul className="plain">
      {commitment.tagReasons.map(({ tag, by, why }) => (
        <li key={tag}>
          {tag.includes('/') ? (
            <Link to="/$jurisdiction/plan" params={{ jurisdiction }} search={{ view: 'tree', tag }}>
              {tagName(data, tag, tx)}
            </Link>
          ) : (
            t(`${named(tag)}：无`, `${named(tag)}: none`)
          )}{' '}
          <span className="soft small">
            {tx(whose[by])}
            {t('：', ': ')}
            {tx(why)}
          </span>
        </li>
      ))}
    </ul>
  );
}
