/** The key of 天地图 (a browser key) that the server was given; null: maps ask nobody outside for anything. */
export const tiandituKey = (setting: string | undefined = process.env.LANTU_TIANDITU_KEY): string | null =>
  setting !== undefined && /^[\w-]{8,64}$/.test(setting) ? setting : null;

/** Where pages may fetch tiles of the base map: nowhere without a key. */
export const baseMapHosts = (): string[] => (tiandituKey() === null ? [] : ['https://*.tianditu.gov.cn']);
