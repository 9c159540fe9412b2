import { newKey } from '../call.ts';
import type { Photo } from './item.ts';

/** The longer side of a photograph that is kept, and of its small picture. */
const longest = 1600;
const thumbSide = 160;
/** What the server takes as one file. */
const mostBytes = 20 * 1024 * 1024;

/** A file that is larger than the server takes. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/**
 * A chosen file as it is kept: a picture is turned the right way up and drawn no larger than 1600 px as JPEG, without
 * what the camera wrote into it, unless the original is asked for; anything else stays as it is.
 */
export async function prepared(file: File, original: boolean): Promise<{ photo: Photo; blob: Blob }> {
  const picture = await pictureOf(file);
  const blob = picture && !original ? await drawn(picture, longest) : file;
  if (blob.size > mostBytes) throw new TooLarge(file.name);
  const name = blob === file ? file.name : file.name.replace(/\.\w+$/, '') + '.jpg';
  const thumb = picture ? canvasOf(picture, thumbSide).toDataURL('image/jpeg', 0.7) : '';
  if (picture) URL.revokeObjectURL(picture.src);
  return { photo: { id: newKey(), name, bytes: blob.size, thumb, kept: null }, blob };
}

/** An image element turns a picture by its EXIF orientation when it is drawn, in every browser that is supported. */
function pictureOf(file: File): Promise<HTMLImageElement | null> {
  if (!file.type.startsWith('image/')) return Promise.resolve(null);
  return new Promise((done) => {
    const image = new Image();
    image.addEventListener('load', () => done(image));
    image.addEventListener('error', () => {
      URL.revokeObjectURL(image.src);
      done(null);
    });
    image.src = URL.createObjectURL(file);
  });
}

function canvasOf(image: HTMLImageElement, side: number): HTMLCanvasElement {
  const scale = Math.min(1, side / Math.max(image.naturalWidth, image.naturalHeight, 1));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function drawn(image: HTMLImageElement, side: number): Promise<Blob> {
  return new Promise((done, failed) =>
    canvasOf(image, side).toBlob(
      (blob) => (blob ? done(blob) : failed(new Error('the picture cannot be drawn'))),
      'image/jpeg',
      0.85,
    ),
  );
}
