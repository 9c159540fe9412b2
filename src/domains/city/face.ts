import type { Entry } from '../../ui/face.ts';

const group = 'city';
const entry = (list: string, zh: string, en: string): Entry => ({ group, name: { zh, en }, at: { list }, needs: list });
export const entries: readonly Entry[] = [
  entry('city-projects', '城建项目', 'City projects'),
  entry('built-up-areas', '建成区与路网', 'Built-up areas'),
  entry('old-estates', '老旧小区', 'Old estates'),
  entry('sponge-sites', '海绵地块', 'Sponge sites'),
  entry('city-check-ups', '城市体检', 'Check-up'),
];
