import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { useText } from '../text.tsx';
import type { Option } from './shared.tsx';

/** The list below a box: what can be chosen, what is chosen marked. */
export function Choices({ note }: { note?: string | undefined }) {
  const { t } = useText();
  return (
    <Popover className="picker-popover is-list">
      <ListBox<Option> renderEmptyState={() => <p className="soft">{t('没有找到', 'Nothing found')}</p>}>
        {({ id, name }) => (
          <ListBoxItem id={id} textValue={name} className="picker-item">
            {({ isSelected }) => (
              <>
                <i aria-hidden="true">{isSelected ? '✓' : ''}</i>
                {name}
              </>
            )}
          </ListBoxItem>
        )}
      </ListBox>
      {note && <p className="soft small">{note}</p>}
    </Popover>
  );
}
