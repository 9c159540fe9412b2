import fc from 'fast-check';
import { expect, test } from 'vitest';
import { afterRush, mayGoFrom } from './when.ts';

const china = (text: string) => Date.parse(`${text}+08:00`);
const none = { quiet: null, digestAt: null };

test('without settings at once', () => expect(mayGoFrom(none, 5)).toBe(5));

test.each([
  ['2026-10-01T23:10:00', '2026-10-02T07:00:00'],
  ['2026-10-01T22:00:00', '2026-10-02T07:00:00'],
  ['2026-10-01T06:59:59', '2026-10-01T07:00:00'],
  ['2026-10-01T07:00:00', '2026-10-01T07:00:00'],
  ['2026-10-01T21:59:59', '2026-10-01T21:59:59'],
])('quiet from 22:00 to 07:00: what comes up at %s goes out at %s', (from, to) =>
  expect(mayGoFrom({ ...none, quiet: { from: '22:00', to: '07:00' } }, china(from))).toBe(china(to)),
);

test('quiet hours over noon', () =>
  expect(mayGoFrom({ ...none, quiet: { from: '12:00', to: '14:00' } }, china('2026-10-01T12:30:00'))).toBe(
    china('2026-10-01T14:00:00'),
  ));

test.each([
  ['2026-10-01T08:29:59', '2026-10-01T08:30:00'],
  ['2026-10-01T08:30:01', '2026-10-02T08:30:00'],
  ['2026-10-01T00:30:00', '2026-10-01T08:30:00'],
])('a digest at 08:30: what comes up at %s goes out at %s', (from, to) =>
  expect(mayGoFrom({ ...none, digestAt: '08:30' }, china(from))).toBe(china(to)),
);

const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);

test('whatever the settings: never before, within two days, never within quiet hours, and once settled it stays', () => {
  fc.assert(
    fc.property(
      fc.record({
        quiet: fc.option(fc.record({ from: clock, to: clock })),
        digestAt: fc.option(clock),
      }),
      fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 }),
      (settings, from) => {
        const at = mayGoFrom(settings, from);
        expect(at).toBeGreaterThanOrEqual(from);
        expect(at - from).toBeLessThan(2 * 86_400_000);
        expect(mayGoFrom({ ...settings, digestAt: null }, at)).toBe(at);
      },
    ),
  );
});

test('飞书 is left alone for a minute after full and half hours', () => {
  expect(afterRush('feishu', china('2026-10-01T10:00:10'))).toBe(china('2026-10-01T10:01:00'));
  expect(afterRush('feishu', china('2026-10-01T17:30:59'))).toBe(china('2026-10-01T17:31:00'));
  expect(afterRush('feishu', china('2026-10-01T10:14:00'))).toBe(china('2026-10-01T10:14:00'));
  expect(afterRush('wecom', china('2026-10-01T10:00:10'))).toBe(china('2026-10-01T10:00:10'));
});
