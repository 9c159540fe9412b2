import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { FONTS, TYPE_AREA } from './layout.ts';

/**
 * What the library does not write: the table of fonts with the ones that stand in (`w:altName`), so that a processor without
 * 仿宋 takes a serif and does not ask; and the same bytes for the same document.
 */
export function finished(bytes: Uint8Array): Uint8Array {
  const parts = unzipSync(bytes);
  parts['word/fontTable.xml'] = strToU8(fontTable());
  const body = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
  // The library ends the dots of the contents at the edge of its own page, not of ours.
  parts['word/document.xml'] = strToU8(
    withFallback(body.replaceAll(/(<w:tab w:val="right" w:pos=)"\d+"( w:leader="dot"\/>)/gu, `$1"${TYPE_AREA}"$2`)),
  );
  return zipSync(parts, { mtime: '1980-01-01T00:00:00', level: 6 });
}

/**
 * A box of text as ISO/IEC 29500-3 wants it: `wps` is an extension, so a processor that does not know it finds the same box
 * in VML beside it. Without that the part is not valid by the published schema.
 */
function withFallback(body: string): string {
  return body.replaceAll(/<w:drawing>(?:(?!<w:drawing>).)*?<wps:wsp>.*?<\/w:drawing>/gsu, (drawing) => {
    const [, width = '0', height = '0'] = /<wp:extent cx="(\d+)" cy="(\d+)"/u.exec(drawing) ?? [];
    const points = (emu: string) => `${Number(emu) / 12700}pt`;
    const text = /<w:txbxContent>.*<\/w:txbxContent>/su.exec(drawing)?.[0] ?? '';
    const place =
      'position:absolute;mso-position-horizontal-relative:margin;mso-position-vertical:bottom;mso-position-vertical-relative:margin';
    return (
      `<mc:AlternateContent><mc:Choice Requires="wps">${drawing}</mc:Choice><mc:Fallback><w:pict>` +
      `<v:rect style="${place};width:${points(width)};height:${points(height)}" stroked="f" filled="f">` +
      `<v:textbox inset="0,0,0,0">${text}</v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent>`
    );
  });
}

function fontTable(): string {
  const fonts = Object.entries(FONTS).map(
    ([key, { name, instead }]) =>
      `<w:font w:name="${name}"><w:altName w:val="${instead.join(',')}"/>` +
      `<w:charset w:val="86"/><w:family w:val="${key === 'black' ? 'swiss' : 'roman'}"/><w:pitch w:val="variable"/></w:font>`,
  );
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    `<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}</w:fonts>`
  );
}
