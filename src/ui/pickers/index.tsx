import { type ComponentProps, type ComponentType, lazy, Suspense } from 'react';

/*
 * Pickers: a day, one or several of a set, one of a tree. They are loaded when a page first shows one; until then a box
 * stands in their place.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- any properties: those of the part
function awaited<Part extends ComponentType<any>>(load: () => Promise<{ default: Part }>) {
  const Loaded = lazy(load);
  return function Picker(props: ComponentProps<Part>) {
    return (
      <Suspense fallback={<span className="field picker-waits" aria-busy="true" />}>
        <Loaded {...props} />
      </Suspense>
    );
  };
}

/** A day: typed part by part, pasted, or chosen from a calendar. */
export const DayField = awaited(() => import('./day-field.tsx').then((part) => ({ default: part.DayField })));

/** A calendar that opens below a button of the page. */
export const DayPopover = awaited(() => import('./day-field.tsx').then((part) => ({ default: part.DayPopover })));

/** One of a set that some letters narrow down. */
export const OnePicker = awaited(() => import('./one-picker.tsx').then((part) => ({ default: part.OnePicker })));

/** Several of a set, each shown with a button that takes it out. */
export const ManyPicker = awaited(() => import('./many-picker.tsx').then((part) => ({ default: part.ManyPicker })));

/** One of a tree. */
export const TreePicker = awaited(() => import('./tree-picker.tsx').then((part) => ({ default: part.TreePicker })));
