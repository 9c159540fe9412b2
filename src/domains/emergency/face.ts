import type { Entry } from '../../ui/face.ts';

const group = 'emergency';
const capability = 'evidence.read';
export const entries: Entry[] = [
  {
    group,
    capability,
    name: { zh: '任务和演练', en: 'Tasks and exercises' },
    at: { list: 'emergency-tasks' },
    needs: 'emergency-tasks',
  },
  { group, capability, name: { zh: '任务卡', en: 'Task cards' }, at: { list: 'task-cards' }, needs: 'task-cards' },
  { group, capability, name: { zh: '值班表', en: 'Duty roster' }, at: { list: 'duty-roster' }, needs: 'duty-roster' },
];
