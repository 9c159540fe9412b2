import { SaxesParser } from 'saxes';

type Attributes = Record<string, string>;

export interface Handlers {
  /** Names come without prefix: some programs write `x:row` for `row`. */
  open: (name: string, attributes: Attributes) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
}

const CHUNK = 256 * 1024;

/**
 * Walks an XML document piece by piece. Throws for what is not well-formed and for a document type, which no
 * spreadsheet has and which could define entities without end. `onBytes` hears how many bytes are done.
 */
export function walkXml(bytes: Uint8Array, handlers: Handlers, onBytes?: (done: number) => void): void {
  const parser = new SaxesParser({ position: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new Error('document type');
  });
  parser.on('opentag', (tag) => {
    handlers.open(local(tag.name), tag.attributes as Attributes);
  });
  const { text, close } = handlers;
  if (text) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  if (close) parser.on('closetag', (tag) => close(local(tag.name)));
  const decoder = new TextDecoder();
  for (let at = 0; at < bytes.length; at += CHUNK) {
    parser.write(decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true }));
    onBytes?.(Math.min(bytes.length, at + CHUNK));
  }
  parser.write(decoder.decode());
  parser.close();
}

function local(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
