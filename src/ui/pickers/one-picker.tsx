import { Button } from 'react-aria-components/Button';
import { ComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { useText } from '../text.tsx';
import { Choices } from './choices.tsx';
import { InLanguage, type Naming, named, type Option } from './shared.tsx';

interface OnePickerProps extends Naming {
  options: readonly Option[];
  /** Id of what is chosen, '' for nothing; with `free`, the text itself. */
  value: string;
  /** Name of what is chosen, where it is not among the options. */
  shown?: string | undefined;
  placeholder?: string | undefined;
  /** A text that is none of the options stands as well. */
  free?: boolean;
  autoFocus?: boolean;
  /** Said below the options: that there are more than are listed. */
  note?: string | undefined;
  onChange: (value: string) => void;
  /** The server finds the options by what is typed. */
  onSeek?: (words: string) => void;
}

/** One of a set: some letters narrow the list, arrow keys and Enter choose, Escape puts back what was chosen. */
export function OnePicker({
  options,
  value,
  shown,
  placeholder,
  free = false,
  autoFocus = false,
  note,
  onChange,
  onSeek,
  ...naming
}: OnePickerProps) {
  const { t } = useText();
  const all =
    free || value === '' || options.some(({ id }) => id === value)
      ? options
      : [{ id: value, name: shown ?? value }, ...options];
  return (
    <InLanguage>
      <ComboBox<Option>
        {...named(naming)}
        className="one-picker"
        menuTrigger="focus"
        allowsEmptyCollection
        allowsCustomValue={free}
        {...(free
          ? { inputValue: value, onInputChange: onChange }
          : {
              value: value === '' ? null : value,
              onChange: (key) => onChange(key === null ? '' : String(key)),
              // What stands in the box because it is chosen is not sought.
              ...(onSeek && {
                onInputChange: (words: string) => {
                  if (!all.some(({ id, name }) => id === value && name === words)) onSeek(words);
                },
              }),
            })}
        // What the server found is not sifted again.
        {...(onSeek ? { items: all, defaultFilter: () => true } : { defaultItems: all })}
      >
        <span className="picker-box">
          <Input className="field" autoFocus={autoFocus} placeholder={placeholder ?? t('请选择', 'Choose')} />
          <Button className="picker-button">▾</Button>
        </span>
        <Choices note={note} />
      </ComboBox>
    </InLanguage>
  );
}
