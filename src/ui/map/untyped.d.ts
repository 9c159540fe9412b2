// Imported for what they do; they give nothing.
declare module 'core-js/actual/*';
declare module 'maplibre-gl/dist/maplibre-gl-worker.mjs';
