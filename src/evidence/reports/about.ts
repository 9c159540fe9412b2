/**
 * What a report or a duty is about: `indicator:ID`, `register:ID`, or `milestone:COMMITMENT`, of which the period of a
 * report names the step.
 */
export const aboutPattern = /^((indicator|register):[a-z0-9][a-z0-9-]{0,63}|milestone:[A-Za-z0-9][A-Za-z0-9.-]{0,31})$/;
