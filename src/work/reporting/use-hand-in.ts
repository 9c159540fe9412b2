import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call, CallProblem } from '../../ui/call.ts';
import type { Pair } from '../../ui/text.tsx';
import { uploadFile } from '../registers/api.ts';
import { submitReports, type Task } from './api.ts';
import { blank, isFilled, keyOf, type Entry, type Line, lineOf } from './entry.ts';
import { readAnew } from '../../ui/query.ts';

/** What somebody else wrote there in the meantime; null: the report is gone. */
export interface Standing {
  state: string;
  value: number | null;
  submittedBy: string;
  seq: number;
}

interface Warned {
  code: string;
  zh: string;
  en: string;
}

/** What is typed on the page, what is wrong with it, and handing it in. */
export function useHandIn(jurisdiction: string, tasks: readonly Task[], today: string) {
  const queries = useQueryClient();
  const [entries, setEntries] = useState<ReadonlyMap<string, Entry>>(new Map());
  const [file, setFile] = useState<File | null>(null);
  const [faults, setFaults] = useState<ReadonlyMap<string, Pair>>(new Map());
  const [warnings, setWarnings] = useState<ReadonlyMap<string, readonly Warned[]>>(new Map());
  const [conflicts, setConflicts] = useState<ReadonlyMap<string, Standing>>(new Map());

  const without = <T>(map: ReadonlyMap<string, T>, keys: readonly string[]) =>
    new Map([...map].filter(([key]) => !keys.includes(key)));
  const forget = (keys: readonly string[]) => {
    setEntries((now) => without(now, keys));
    setFaults((now) => without(now, keys));
    setWarnings((now) => without(now, keys));
    setConflicts((now) => without(now, keys));
  };
  const filled = tasks.filter((task) => task.mayReport && isFilled(entries.get(keyOf(task))));

  const send = useMutation({
    mutationFn: async (lines: Line[]) => {
      const keep = (of: File | null | undefined) =>
        of ? call(uploadFile, { params: { jurisdiction }, file: of }) : Promise.resolve(null);
      const kept = await keep(file);
      const proven: (Line & { file?: NonNullable<Awaited<ReturnType<typeof keep>>> })[] = [];
      for (const line of lines) {
        const proof = await keep(entries.get(keyOf(line))?.file);
        proven.push({ ...line, ...(proof && { file: proof }) });
      }
      return call(submitReports, { params: { jurisdiction }, body: { lines: proven, ...(kept && { file: kept }) } });
    },
    onSuccess: async ({ seq, warnings: doubts }, lines) => {
      if (seq === null) {
        const by = new Map<string, Warned[]>();
        for (const doubt of doubts) by.set(keyOf(doubt), [...(by.get(keyOf(doubt)) ?? []), doubt]);
        setWarnings(by);
        return;
      }
      forget(lines.map(keyOf));
      setFile(null);
      await readAnew(queries);
    },
    onError: (error, lines) => {
      if (!(error instanceof CallProblem) || error.body.code !== 'report-changed') return;
      const line = lines.find((item) => error.body.where === `${item.about} ${item.period}`);
      if (line && error.body.current)
        setConflicts((now) => new Map(now).set(keyOf(line), error.body.current as Standing));
    },
  });

  return {
    entries,
    faults,
    warnings,
    conflicts,
    today,
    file,
    setFile,
    send,
    filled,
    /** Changes what was typed for one report. */
    change: (key: string, entry: Partial<Entry>) => {
      setEntries((now) => new Map(now).set(key, { ...(now.get(key) ?? blank), ...entry }));
      setFaults((now) => without(now, [key]));
    },
    forget,
    /** After a conflict: hand in over what stands now, or let it stand. */
    settle: (key: string, mine: boolean) => {
      const standing = conflicts.get(key);
      setConflicts((now) => without(now, [key]));
      send.reset();
      if (mine && standing)
        setEntries((now) => new Map(now).set(key, { ...(now.get(key) ?? blank), over: standing.seq }));
      else {
        forget([key]);
        void readAnew(queries);
      }
    },
    /** Hands in everything that is filled; with a fault anywhere nothing is sent. */
    handIn: () => {
      const lines: Line[] = [];
      const wrong = new Map<string, Pair>();
      for (const task of filled) {
        const line = lineOf(task, entries.get(keyOf(task)) ?? blank, today);
        if ('wrong' in line) wrong.set(keyOf(task), line);
        else lines.push(line);
      }
      setFaults(wrong);
      if (wrong.size === 0 && lines.length > 0) send.mutate(lines);
    },
  };
}
export type HandIn = ReturnType<typeof useHandIn>;
