import { Button } from 'react-aria-components/Button';
import { ComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { Tag, TagGroup, TagList } from 'react-aria-components/TagGroup';
import { useText } from '../text.tsx';
import { Choices } from './choices.tsx';
import { InLanguage, type Naming, named, type Option } from './shared.tsx';

interface ManyPickerProps extends Naming {
  options: readonly Option[];
  /** Ids of what is chosen, in the order in which it was. */
  value: readonly string[];
  placeholder?: string | undefined;
  onChange: (value: string[]) => void;
}

/** Several of a set: the box finds and chooses; what is chosen stands above it and is taken out by its button or by Delete. */
export function ManyPicker({ options, value, placeholder, onChange, ...naming }: ManyPickerProps) {
  const { t } = useText();
  const nameOf = (id: string) => options.find((option) => option.id === id)?.name ?? id;
  return (
    <InLanguage>
      <div className="many-picker">
        {value.length > 0 && (
          <TagGroup aria-label={t('已选', 'Chosen')} onRemove={(gone) => onChange(value.filter((id) => !gone.has(id)))}>
            <TagList>
              {value.map((id) => (
                <Tag key={id} id={id} textValue={nameOf(id)} className="chip">
                  {nameOf(id)}
                  <Button slot="remove" className="picker-button">
                    ×
                  </Button>
                </Tag>
              ))}
            </TagList>
          </TagGroup>
        )}
        <ComboBox<Option, 'multiple'>
          {...named(naming)}
          selectionMode="multiple"
          className="one-picker"
          menuTrigger="focus"
          allowsEmptyCollection
          defaultItems={options}
          value={[...value]}
          onChange={(keys) => onChange(keys.map(String))}
        >
          <span className="picker-box">
            <Input className="field" placeholder={placeholder ?? t('加一个', 'Add one')} />
            <Button className="picker-button">▾</Button>
          </span>
          <Choices />
        </ComboBox>
      </div>
    </InLanguage>
  );
}
