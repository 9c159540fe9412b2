import { type FormEvent, useState } from 'react';
import { useText } from '../../ui/text.tsx';
import { type Meeting, putAttendance } from './api.ts';
import type { Writing } from './use-writing.ts';

/** Who is present, on leave, or listens: names, one a line each, as clerks write them. */
export function Attendance({ held, writing, onDone }: { held: Meeting; writing: Writing; onDone: () => void }) {
  const { t } = useText();
  const namesOf = (as: string) =>
    held.attendance
      .filter((one) => one.as === as)
      .map(({ person }) => person)
      .join(t('、', ', '));
  const [present, setPresent] = useState(namesOf('present'));
  const [leave, setLeave] = useState(namesOf('leave'));
  const [observer, setObserver] = useState(namesOf('observer'));
  const list = (text: string, as: 'present' | 'leave' | 'observer') =>
    text
      .split(/[、，,;；\n]/)
      .map((person) => person.trim())
      .filter((person) => person.length >= 2)
      .map((person) => ({ person, organisation: null, as }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await writing.mutateAsync({
        endpoint: putAttendance,
        body: {
          attendance: [...list(present, 'present'), ...list(leave, 'leave'), ...list(observer, 'observer')],
        },
      });
      onDone();
    } catch {
      // What went wrong stands below the form, which stays open.
    }
  };
  const line = (label: string, value: string, set: (value: string) => void, first = false) => (
    <label>
      {label}
      <input
        className="field"
        autoFocus={first}
        maxLength={4000}
        value={value}
        onChange={(event) => set(event.target.value)}
      />
    </label>
  );
  return (
    <form className="card form meeting-form no-print" onSubmit={(event) => void submit(event)}>
      <h2>{t('签到（姓名之间用顿号）', 'Attendance (names separated by commas)')}</h2>
      {line(t('出席', 'Present'), present, setPresent, true)}
      {line(t('请假', 'On leave'), leave, setLeave)}
      {line(t('列席', 'Observers'), observer, setObserver)}
      <p className="form-foot">
        <button type="submit" className="button is-main" disabled={writing.isPending}>
          {t('保存', 'Save')}
        </button>{' '}
        <button type="button" className="text-button" onClick={onDone}>
          {t('取消', 'Cancel')}
        </button>
      </p>
    </form>
  );
}
