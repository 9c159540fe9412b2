import type { Text } from '../../../core/measure/model.ts';
import { plainText } from './absent.ts';
import type { Ties } from './match.ts';

/** A word of a cell that nothing is called here, and what it may mean; a person says it once for all rows. */
export interface Word {
  /** Of a choice (`ties`): the word with what it is a word for. */
  key: string;
  said: string;
  /** The likeliest first. */
  maybe: { id: string; name: Text }[];
}

/** What a word of a cell is a word for: the indicator, the place, or a field. */
export const wordKey = (of: string, text: string): string => `=${of}:${plainText(text).slice(0, 200)}`;

/** What a person said that a word means: an id, nothing (null), or not a thing of it (undefined). */
export const meant = (ties: Ties | undefined, of: string, text: string): string | null | undefined =>
  ties?.[wordKey(of, text)]?.field;

export const isWordKey = (key: string): boolean => key.startsWith('=');
