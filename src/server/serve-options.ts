import type { Domain, Gates } from '../evidence/domain.ts';

/** What a server is started with. */
export interface ServeOptions {
  dataDir: string;
  databaseUrl: string | undefined;
  host: string;
  port: number;
  /** Load and offer the demonstration layer on the first run. */
  demo: boolean;
  /** Load the packs that ship with Lantu on the first run. */
  packs?: boolean;
  /** Offer demonstration accounts also where other machines can come. */
  exposeDemo?: boolean;
  domains: readonly Domain[];
  /** Doors beside the web. */
  gates?: Gates;
  today: () => string;
  /** Of a worker among several of one supervisor: its number from 1, and how many there are. */
  worker?: { slot: number; of: number };
  /** Told about every step of the start. */
  onStep: (step: { zh: string; en: string }) => void;
}
