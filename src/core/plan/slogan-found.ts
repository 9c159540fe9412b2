/** What the rules for slogan groups find, before it is settled which of them say the same. */

export interface Found {
  name: string;
  start: number;
  end: number;
  members: FoundMember[];
}
export interface FoundMember {
  name: string;
  detail: string | null;
  status: string | null;
  start: number;
  end: number;
}

export const NUM = '[一二两三四五六七八九十]';

export const member = (
  name: string,
  start: number,
  end: number,
  detail: string | null = null,
  status: string | null = null,
): FoundMember => ({ name, detail, status, start, end });
