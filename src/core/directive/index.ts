export * from './model.ts';
export { actRefusal, afterAct, type Refusal } from './step.ts';
export { LEVEL_RULE, levelReached, type LevelRule, type Reached, startLevel } from './level.ts';
export { hasNotTurned, type NumberOn } from './number.ts';
