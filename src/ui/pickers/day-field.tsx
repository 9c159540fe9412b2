import { type CalendarDate, parseDate } from '@internationalized/date';
import { type ClipboardEvent, type RefObject, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Calendar, CalendarCell, CalendarGrid, CalendarHeading } from 'react-aria-components/Calendar';
import { DateInput, DatePicker, DateSegment, Group } from 'react-aria-components/DatePicker';
import { Dialog } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { useText } from '../text.tsx';
import { InLanguage, type Naming, named } from './shared.tsx';

interface DayProps extends Naming {
  /** ISO day, or '' for none. */
  value: string;
  min?: string | undefined;
  max?: string | undefined;
  /** A calendar stands beside it already. */
  bare?: boolean;
  onChange: (day: string) => void;
}

function dayOf(text: string | undefined): CalendarDate | null {
  try {
    return text ? parseDate(text) : null;
  } catch {
    return null;
  }
}

/** While a year is being typed it is 2, 20, 202: such a day is nothing that anybody means. */
const isMeant = (day: CalendarDate) => day.year >= 1000;

/** The day in a text that was copied: 2026-11-24, 2026/11/24, 2026年11月24日. */
function dayIn(text: string): CalendarDate | null {
  const [, year = '', month = '', day = ''] = /(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})/.exec(text) ?? [];
  return dayOf(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

/** A day: typed part by part, pasted as a whole, or chosen from a calendar. Days out of `min` and `max` are marked. */
export function DayField({ value, min, max, bare = false, onChange, ...naming }: DayProps) {
  const { t } = useText();
  const [held, setHeld] = useState({ seen: value, said: value, day: dayOf(value) });
  // What the page holds wins, unless it is what was said here, or has not heard of it yet.
  const day = value === held.seen || value === held.said ? held.day : dayOf(value);
  const take = (next: CalendarDate | null) => {
    const said = next === null ? '' : isMeant(next) ? next.toString() : value;
    setHeld({ seen: value, said, day: next });
    if (said !== value) onChange(said);
  };
  const paste = (event: ClipboardEvent) => {
    const found = dayIn(event.clipboardData.getData('text/plain'));
    if (!found) return;
    event.preventDefault();
    take(found);
  };
  return (
    <InLanguage>
      <DatePicker
        {...named(naming)}
        className="day-field"
        granularity="day"
        shouldForceLeadingZeros
        value={day}
        minValue={dayOf(min) ?? null}
        maxValue={dayOf(max) ?? null}
        onChange={take}
      >
        <Group className="field" onPaste={paste}>
          <DateInput>{(segment) => <DateSegment segment={segment} />}</DateInput>
          {day && (
            <Button slot={null} className="picker-button" aria-label={t('清除', 'Clear')} onPress={() => take(null)}>
              ×
            </Button>
          )}
          {!bare && <Button className="picker-button">▾</Button>}
        </Group>
        {!bare && (
          <Popover className="picker-popover">
            <Dialog>
              <Month />
            </Dialog>
          </Popover>
        )}
      </DatePicker>
    </InLanguage>
  );
}

/** A month with its days; arrow keys, page keys, Home and End move in it. */
function Month({
  autoFocus = true,
  ...given
}: {
  autoFocus?: boolean;
  value?: CalendarDate | null;
  minValue?: CalendarDate | null;
  maxValue?: CalendarDate | null;
  onChange?: (day: CalendarDate) => void;
}) {
  return (
    <Calendar {...given} autoFocus={autoFocus} className="month">
      <header>
        <Button slot="previous" className="picker-button">
          ‹
        </Button>
        <CalendarHeading />
        <Button slot="next" className="picker-button">
          ›
        </Button>
      </header>
      <CalendarGrid>{(day) => <CalendarCell date={day} />}</CalendarGrid>
    </Calendar>
  );
}

/** A calendar below a button of the page, with a field to type the day in. */
export function DayPopover({
  label,
  below,
  value,
  min,
  max,
  onChoose,
  onClose,
}: {
  label: string;
  below: RefObject<HTMLElement | null>;
  value: string;
  min: string;
  max: string;
  onChoose: (day: string) => void;
  onClose: () => void;
}) {
  const [typed, setTyped] = useState<string>();
  const day = typed ?? value;
  const choose = (chosen: string) => {
    if (chosen < min || chosen > max) return;
    onChoose(chosen);
    onClose();
  };
  const enter = (target: HTMLElement) => target.getAttribute('role') === 'spinbutton' && choose(day);
  return (
    <InLanguage>
      <Popover
        isOpen
        triggerRef={below}
        className="picker-popover"
        placement="bottom end"
        onOpenChange={(open) => !open && onClose()}
      >
        <Dialog aria-label={label}>
          {/* A day that is typed stands once Enter says so: half of a day is another day. */}
          <div
            onKeyDownCapture={(event) =>
              event.key === 'Enter' && event.target instanceof HTMLElement && enter(event.target)
            }
          >
            <DayField bare aria-label={label} value={day} min={min} max={max} onChange={setTyped} />
          </div>
          <Month
            // The month of a day that was typed; the focus stays where it is typed.
            key={day.slice(0, 7)}
            autoFocus={typed === undefined}
            value={dayOf(day)}
            minValue={dayOf(min)}
            maxValue={dayOf(max)}
            onChange={(chosen) => choose(chosen.toString())}
          />
        </Dialog>
      </Popover>
    </InLanguage>
  );
}
