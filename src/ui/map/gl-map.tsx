import 'maplibre-gl/dist/maplibre-gl.css';
import {
  Map as GlMap,
  Marker,
  NavigationControl,
  Popup,
  ScaleControl,
  setWorkerCount,
  setWorkerUrl,
} from 'maplibre-gl';
import { useEffect, useRef } from 'react';
import type { Ground } from '../../evidence/reading/ground-api.ts';
import { figure } from '../format.ts';
import { useText } from '../text.tsx';
import { extentOf, type MapPaint, styleOf } from './gl-style.ts';
// oxlint-disable-next-line import/default -- the build gives the address of the worker
import workerUrl from './gl-worker.ts?worker&url';
import { lightPaths, type MapLayer, placesOf } from './layers.ts';
import type { Pick } from './schema.tsx';

// A file of ours, because the page's policy allows no other; one, because a county is small.
setWorkerUrl(workerUrl);
setWorkerCount(1);

type Light = keyof typeof lightPaths;

/** The map itself, loaded when somebody asks for it. `fail` is told when the machine cannot draw it. */
export function DrawnMap({
  layers,
  ground,
  label,
  onPick,
  fail,
}: {
  /** Stable between renders: the map is drawn anew when they change. */
  layers: readonly MapLayer[];
  ground: Ground;
  label: string;
  onPick: Pick;
  fail: () => void;
}) {
  const { t } = useText();
  const node = useRef<HTMLDivElement>(null);
  const pick = useRef(onPick);
  useEffect(() => {
    pick.current = onPick;
  }, [onPick]);
  useEffect(() => {
    const container = node.current;
    if (!container) return undefined;
    const paint = paintOf(container);
    const extent = extentOf(layers, ground);
    let map: GlMap;
    try {
      map = new GlMap({
        container,
        style: styleOf(layers, ground, paint),
        ...(extent && { bounds: extent, fitBoundsOptions: { padding: 40, maxZoom: 15 } }),
        attributionControl: false,
        cooperativeGestures: true,
        dragRotate: false,
        touchPitch: false,
        pitchWithRotate: false,
        fadeDuration: 0,
        // A page on paper shows what stands on the screen.
        canvasContextAttributes: { preserveDrawingBuffer: true },
        locale: {
          'Map.Title': label,
          'NavigationControl.ZoomIn': t('放大', 'Zoom in'),
          'NavigationControl.ZoomOut': t('缩小', 'Zoom out'),
          'CooperativeGesturesHandler.WindowsHelpText': t('按住 Ctrl 再滚动可缩放', 'Hold Ctrl and scroll to zoom'),
          'CooperativeGesturesHandler.MacHelpText': t('按住 ⌘ 再滚动可缩放', 'Hold ⌘ and scroll to zoom'),
          'CooperativeGesturesHandler.MobileHelpText': t('用两个手指移动地图', 'Use two fingers to move the map'),
        },
      });
    } catch {
      fail();
      return undefined;
    }
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-left');
    for (const light of Object.keys(lightPaths) as Light[])
      map.addImage(light, imageOf(lightPaths[light], paint.lights[light], paint.card), { pixelRatio: 2 });
    const named = new Map(placesOf(layers).map((place) => [place.id, place]));
    for (const { id, at } of ground.shapes) {
      const place = named.get(id);
      if (place) new Marker({ element: labelOf(place.name, figure(place.value)) }).setLngLat(at).addTo(map);
    }
    const popup = new Popup({ closeButton: false, closeOnClick: false, offset: 12 });
    map.on('mousemove', ['points', 'lines'], ({ features, lngLat }) => {
      const words: unknown = features?.[0]?.properties['words'];
      map.getCanvas().style.cursor = pick.current ? 'pointer' : '';
      popup.setLngLat(lngLat).setText(String(words)).addTo(map);
    });
    map.on('mouseleave', ['points', 'lines'], () => {
      map.getCanvas().style.cursor = '';
      popup.remove();
    });
    map.on('click', ['points', 'areas'], ({ features }) => {
      const id: unknown = features?.[0]?.properties['id'];
      if (typeof id === 'string') pick.current?.(id);
    });
    map.once('idle', () => container.setAttribute('data-drawn', ''));
    return () => {
      container.removeAttribute('data-drawn');
      map.remove();
    };
  }, [layers, ground, label, t, fail]);
  return <div ref={node} className="map-gl" />;
}

function labelOf(name: string, value: string): HTMLElement {
  const box = document.createElement('div');
  box.className = 'map-label';
  // The table below says the same.
  box.setAttribute('aria-hidden', 'true');
  box.append(name, ' ');
  box.append(Object.assign(document.createElement('b'), { textContent: value }));
  return box;
}

function paintOf(node: HTMLElement): MapPaint {
  const style = getComputedStyle(node);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    card: colour('card'),
    edge: colour('edge'),
    accent: colour('celadon'),
    soft: colour('soft'),
    lights: {
      green: colour('green'),
      yellow: colour('amber'),
      red: colour('red'),
      grey: colour('grey'),
      plain: colour('ink'),
    },
  };
}

/** A shape with a rim of paper, 24 units wide at twice the pixels. */
function imageOf(path: string, colour: string, rim: string): ImageData {
  const size = 48;
  const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size });
  const pen = canvas.getContext('2d')!;
  pen.setTransform(2, 0, 0, 2, size / 2, size / 2);
  const shape = new Path2D(path);
  pen.fillStyle = colour;
  // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a pen, no array
  pen.fill(shape);
  pen.strokeStyle = rim;
  pen.lineWidth = 1.5;
  pen.stroke(shape);
  return pen.getImageData(0, 0, size, size);
}
