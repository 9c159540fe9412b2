import { Link } from '@tanstack/react-router';
import { Empty } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

export function NotFound() {
  const { t } = useText();
  return (
    <div className="page">
      <Empty main title={t('没有这一页', 'There is no such page')}>
        <p>{t('地址可能抄错了，或者这一页已经搬走。', 'The address may be mistyped, or the page has moved.')}</p>
        <Link className="button is-main" to="/">
          {t('回总览', 'Go to the overview')}
        </Link>
      </Empty>
    </div>
  );
}
