import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { baseMapHosts } from '../http/base-map.ts';

/** Headers of every answer but the public pages': nothing foreign is loaded, framed, or told where a reader was. */
const safe = (secure: boolean) =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      // The component library writes style elements at run time.
      styleSrc: ["'self'", "'unsafe-inline'"],
      // Pictures that somebody has just chosen are addressed as blobs of the page itself.
      imgSrc: ["'self'", 'data:', 'blob:'],
      connectSrc: ["'self'", ...baseMapHosts()],
      workerSrc: ["'self'"],
      objectSrc: ["'none'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
    },
    strictTransportSecurity: secure ? 'max-age=31536000' : false,
    xFrameOptions: 'DENY',
    referrerPolicy: 'same-origin',
  });

/** They are the same for every answer: made once, not for each. */
const [open, secured] = await Promise.all(
  [false, true].map(async (secure) => {
    const app = new Hono().use(safe(secure)).get('/', (c) => c.body(null));
    return Object.fromEntries((await app.request('/')).headers);
  }),
);

/** Names and values; `secure` behind TLS. */
export const pageHeaders = (secure: boolean): Record<string, string> => ({ ...(secure ? secured : open) });
