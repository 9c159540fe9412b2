export { meanScore, parseCompetition, scoreEntry, scorePath, type Entry, type EntryScore, type PeriodScore } from './competition.ts';
