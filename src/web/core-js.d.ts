// Imported for what they do; they give nothing.
declare module 'core-js/actual/*';
