export {
  type Given,
  type Run,
  type RunKind,
  runKind,
  type RunNews,
  type RunState,
  type RunTask,
  type RunWork,
} from './kind.ts';
export { Runner } from './runner.ts';
export { Runs } from './runs.ts';
export { inThread, ThreadEnded } from './thread.ts';
export { inTurn } from './turn.ts';
